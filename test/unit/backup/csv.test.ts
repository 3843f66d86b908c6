// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { applyImport, csvFile, csvLine, parseCsv, readVisitsCsv, TABLE_LIMIT } from '../../../lib/backup/index.ts';
import { openVisits, type VisitStore } from '../../../lib/visits/index.ts';
import { dump, fill } from './fixtures.ts';

describe('CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', "'=1", "''=1"])('defuses %j', (text) => {
    const cell = csvLine([text]);
    expect(cell).toMatch(/^"?'/);
    expect(parseCsv(cell)).toEqual([[text]]);
  });

  it('leaves numbers and other texts as they are', () => {
    expect(csvLine([-5, 'a', "it's", 'a,b', 'say "hi"', ''])).toBe(`-5,a,"it's","a,b","say ""hi""",\r\n`);
  });

  it('reads what it wrote, whatever it is', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '=', "'", '+', ' ', '借'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 6 }), (rows) => {
        // The separator is told by the first line, as a program other than this would write it.
        const table = [['a', 'b', 'c'], ...rows];
        expect(parseCsv(table.map((row) => csvLine(row)).join(''))).toEqual(table);
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it('reads what spreadsheets write', () => {
    expect(parseCsv('\ufeffa;b\r\n1;"x;""y"\r\n')).toEqual([
      ['a', 'b'],
      ['1', 'x;"y'],
    ]);
    expect(parseCsv('a,b\n1,')).toEqual([
      ['a', 'b'],
      ['1', ''],
    ]);
    expect(parseCsv('a\r1\r')).toEqual([['a'], ['1']]);
    expect(parseCsv('a\n"no end')).toBeNull();
    expect(parseCsv('')).toEqual([]);
  });
});

describe('tables', () => {
  let store: VisitStore;

  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    store = await openVisits();
    await fill(store);
  });

  async function table(kind: 'visits' | 'debts' | 'evidence'): Promise<string[][]> {
    const result = await csvFile(store, kind);
    if (!result.ok) throw new Error(result.reason);
    return parseCsv(await result.value.text())!;
  }

  it('hold visits, debts and evidence', async () => {
    const visits = await table('visits');
    expect(visits[0]).toContain('last_visit');
    expect(visits.find((row) => row[0] === 'p:id/tepat-dana')).toEqual(
      expect.arrayContaining(['1500000.50', 'IDR', '2026-12-31', '=1+1; family', 'borrowed']),
    );
    expect((await table('debts'))[1]!.slice(1)).toEqual(['5.00', 'IDR', '36.5', '0.00', 'no']);
    expect((await table('evidence')).map((row) => row[1])).toEqual([
      'when',
      '2026-11-01T21:30+07:00',
      '2026-11-01T21:30+07:00',
    ]);
  });

  it('of visits come back, but for the history', async () => {
    const before = (await dump(store)).visits as { hosts: string[]; entry: number; print: string; since: number }[];
    const file = await csvFile(store, 'visits');
    globalThis.indexedDB = new IDBFactory();
    store = await openVisits();
    const read = await readVisitsCsv(file.ok ? file.value : new Blob());
    if (!read.ok) throw new Error(read.reason);
    expect(read.value.rejected).toBe(0);
    await applyImport(store, read.value, 'merge');
    const after = (await dump(store)).visits as typeof before;
    const whole = (rows: typeof before) => rows.map(({ hosts: _, entry: _e, print: _p, since: _s, ...row }) => row);
    expect(whole(after)).toEqual(whole(before));
  });

  it('of any length let the page go on meanwhile, tell how far they are, and can be cancelled', async () => {
    const lines = Array.from(
      { length: 30_000 },
      (_, index) => `shop-${index}.example,2026-11-01,"said ""pay"", again"`,
    );
    const file = new Blob([`host,last_visit,notes\n${lines.join('\n')}\n`]);
    const seen: number[] = [];
    const stop = new AbortController();
    // A page that is not free cannot hear the click on “Cancel”.
    setTimeout(() => stop.abort());
    const cancelled = await readVisitsCsv(file, {
      signal: stop.signal,
      onProgress: (done, total) => seen.push(done / total),
    });
    expect(cancelled).toMatchObject({ ok: false, reason: 'cancelled' });
    expect(seen.every((share) => share > 0 && share < 1)).toBe(true);
    const whole = await readVisitsCsv(file);
    expect(whole.ok && whole.value.visits.size).toBe(30_000);
    expect(await readVisitsCsv(new Blob([file, 'x.example,2026-11-01,"no end']))).toMatchObject({ reason: 'format' });
  });

  it('made by hand need only a host and a date', async () => {
    const text =
      'host,last_visit,amount,currency\na.example,2026-11-01,1500.50,USD\nb.example,soon,,\na.example,2026-11-02,,\nc.example,2026-11-01,-5,USD\n';
    const read = await readVisitsCsv(new Blob([text]));
    expect(read).toMatchObject({
      ok: true,
      value: {
        rejected: 3,
        issues: [
          { row: 2, part: 'firstVisit' },
          { row: 3, part: 'duplicate' },
          { row: 4, part: 'amount' },
        ],
      },
    });
    expect(read.ok && read.value.visits.get('h:a.example')).toMatchObject({
      amount: { minor: 150_050, currency: 'USD' },
      lastVisit: Date.UTC(2026, 10, 1),
    });
  });

  it.each([
    ['another table', new Blob(['a,b\n1,2']), 'format'],
    ['nothing', new Blob(['']), 'format'],
    ['half a quotation', new Blob(['host,last_visit\n"']), 'format'],
    ['too much', { size: TABLE_LIMIT + 1 } as Blob, 'too-large'],
  ])('refuse %s', async (_what, file, reason) => {
    expect(await readVisitsCsv(file)).toMatchObject({ ok: false, reason });
  });
});
