// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  applyImport,
  encryptedBackup,
  IMPORT_LIMIT,
  plainBackup,
  previewImport,
  type ReadOptions,
  readBackup,
} from '../../../lib/backup/index.ts';
import { appendEvent, verifyLog } from '../../../lib/evidence/index.ts';
import {
  annotateVisit,
  deleteVisit,
  exportJson,
  getVisit,
  listDeleted,
  openVisits,
  recordVisit,
  type VisitStore,
} from '../../../lib/visits/index.ts';
import { draft } from '../evidence/fixtures.ts';
import { assessment, DAY, HOUR } from '../visits/fixtures.ts';
import { dump, fill } from './fixtures.ts';

let store: VisitStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openVisits();
});

function value<T>(result: { ok: true; value: T } | { ok: false; reason: string; detail?: string }): T {
  if (!result.ok) throw new Error(`${result.reason}: ${result.detail ?? ''}`);
  return result.value;
}

async function fresh(): Promise<void> {
  globalThis.indexedDB = new IDBFactory();
  store = await openVisits();
}

async function read(file: Blob | string, options?: ReadOptions) {
  return readBackup(typeof file === 'string' ? new Blob([file]) : file, options);
}

const PASSWORD = 'a long pass phrase ü';

describe('a backup', () => {
  it.each(['plain', 'encrypted'] as const)('brings back everything as it was: %s', async (kind) => {
    await fill(store);
    const before = await dump(store);
    const file = value(await (kind === 'plain' ? plainBackup(store) : encryptedBackup(store, PASSWORD)));
    await fresh();
    const contents = value(await read(file, { password: PASSWORD }));
    expect(contents.rejected).toBe(0);
    expect(await applyImport(store, contents, 'merge')).toEqual({ ok: true, value: 'added' });
    expect(await dump(store)).toEqual(before);
    expect(value(await verifyLog(store))).toMatchObject({ intact: true, clockBack: [2] });
  });

  it('is one JSON document', async () => {
    await fill(store);
    const file = JSON.parse(await value(await plainBackup(store, { now: 0 })).text());
    expect(file).toMatchObject({ format: 'ringfence-backup', version: 2, exported: '1970-01-01T00:00:00.000Z' });
    expect(new Set(file.rows.map((row: { kind: string }) => row.kind))).toEqual(
      new Set(['visit', 'debt', 'budget', 'never', 'event', 'chain', 'file']),
    );
  });

  it('is read also where an editor laid it out anew', async () => {
    await fill(store);
    const before = await dump(store);
    const file = JSON.stringify(JSON.parse(await value(await plainBackup(store)).text()), null, 2);
    await fresh();
    await applyImport(store, value(await read(file)), 'replace');
    expect(await dump(store)).toEqual(before);
  });

  it('reads the older export of visits alone', async () => {
    await fill(store);
    const { visits, assessments } = await dump(store);
    const file = value(await exportJson(store));
    await fresh();
    await applyImport(store, value(await read(file)), 'merge');
    expect(await dump(store)).toMatchObject({ visits, assessments, debts: [], events: [] });
  });

  it('tells its progress and can be stopped, on the way out and in', async () => {
    await fill(store);
    const progress: number[] = [];
    const file = value(await plainBackup(store, { onProgress: (done, total) => progress.push(done / total) }));
    expect(progress.at(-1)).toBe(1);
    expect(await plainBackup(store, { signal: AbortSignal.abort() })).toMatchObject({ reason: 'cancelled' });
    expect(await read(file, { signal: AbortSignal.abort() })).toMatchObject({ reason: 'cancelled' });
  });
});

describe('encryption', () => {
  it('opens with the same password alone, however the keyboard spells it', async () => {
    await fill(store);
    const file = value(await encryptedBackup(store, PASSWORD));
    expect(await read(file, { password: 'a long pass phrase u' })).toMatchObject({ ok: false, reason: 'password' });
    expect(await read(file)).toMatchObject({ ok: false, reason: 'password' });
    expect(await read(file, { password: PASSWORD.normalize('NFD') })).toMatchObject({ ok: true });
    expect(await file.text()).not.toContain('tepat-dana');
  });

  it('takes no short password', async () => {
    expect(await encryptedBackup(store, '123456789')).toEqual({ ok: false, reason: 'invalid', detail: 'password' });
  });

  it('notices any change, a cut and a swap, and names no wrong password for them', async () => {
    const notes = 'x'.repeat(10_000);
    for (let index = 0; index < 300; index++) {
      await recordVisit(store, assessment({ host: `l${index}.example` }));
      await annotateVisit(store, `h:l${index}.example`, { notes });
    }
    const bytes = new Uint8Array(await value(await encryptedBackup(store, PASSWORD)).arrayBuffer());
    const head = 9 + new DataView(bytes.buffer).getUint32(5);
    const chunk = 1024 * 1024 + 16;
    expect(bytes.length).toBeGreaterThan(head + 2 * chunk);
    const open = (changed: Uint8Array<ArrayBuffer>) => read(new Blob([changed]), { password: PASSWORD });
    expect(await open(bytes)).toMatchObject({ ok: true });
    const flipped = bytes.slice();
    flipped[head + chunk + 100]! ^= 1;
    expect(await open(flipped)).toMatchObject({ ok: false, reason: 'damaged' });
    // Cut exactly between two chunks, so that each that is left is whole.
    expect(await open(bytes.slice(0, head + 2 * chunk))).toMatchObject({ ok: false, reason: 'damaged' });
    const longer = new Uint8Array(bytes.length + 100);
    longer.set(bytes);
    expect(await open(longer)).toMatchObject({ ok: false, reason: 'damaged' });
    const swapped = bytes.slice();
    swapped.set(bytes.subarray(head + chunk, head + 2 * chunk), head);
    swapped.set(bytes.subarray(head, head + chunk), head + chunk);
    expect((await open(swapped)).ok).toBe(false);
    // A header that asks for fewer rounds, or for endless ones.
    const text = new TextDecoder('latin1').decode(bytes.subarray(0, head));
    for (const [from, to] of [
      ['600000', '000001'],
      ['600000', '999999'],
      ['PBKDF2', 'pbkdf2'],
    ] as const) {
      const weak = bytes.slice();
      weak.set(new TextEncoder().encode(to), text.indexOf(from));
      expect((await open(weak)).ok).toBe(false);
    }
    const newer = bytes.slice();
    newer[4] = 2;
    expect(await open(newer)).toMatchObject({ ok: false, reason: 'newer' });
  }, 30_000);

  it('encrypts nothing at all too', async () => {
    const contents = value(await read(value(await encryptedBackup(store, PASSWORD)), { password: PASSWORD }));
    expect(contents).toMatchObject({ rejected: 0, events: [] });
  });
});

describe('files that are none', () => {
  const head = '{"format":"ringfence-backup","version":2,"exported":"","rows":[';
  it.each<[string, string, string]>([
    ['nothing', '', 'format'],
    ['a picture', '\u0000PNG', 'format'],
    ['other JSON', '{"a":1}', 'format'],
    ['a list', '[1,2]', 'format'],
    ['null', 'null', 'format'],
    ['rows that are no list', '{"format":"ringfence-backup","version":2,"rows":{}}', 'format'],
    ['a version of tomorrow', '{"format":"ringfence-backup","version":3,"rows":[]}', 'newer'],
    ['a version of tomorrow, by lines', `${head.replace(':2', ':99')}\n]}\n`, 'newer'],
    ['a version that is no number', '{"format":"ringfence-backup","version":"2","rows":[]}', 'format'],
    ['one cut off', `${head}\n{"kind":"never","row":[]},\n`, 'damaged'],
    ['one cut within a row', `${head}\n{"kind":"nev`, 'damaged'],
    ['brackets without end', '['.repeat(200_000), 'format'],
  ])('are told apart: %s', async (_what, text, reason) => {
    expect(await read(text)).toMatchObject({ ok: false, reason });
  });

  it('refuses half a gigabyte before reading any of it', async () => {
    const huge = { size: 500_000_000, stream: () => expect.unreachable() } as unknown as Blob;
    expect(await readBackup(huge)).toMatchObject({ ok: false, reason: 'too-large' });
    expect(IMPORT_LIMIT).toBeLessThan(500_000_000);
  });

  it('refuses bytes that are no UTF-8', async () => {
    expect(await read(new Blob([new Uint8Array([0x7b, 0xff, 0xfe, 0x0a])]))).toMatchObject({ reason: 'format' });
  });
});

describe('rows that cannot be kept', () => {
  const visit = {
    key: 'h:a.example',
    platform: null,
    name: 'a',
    host: 'a.example',
    hosts: ['a.example'],
    kind: 'application',
    severity: 'danger',
    status: 'unknown',
    jurisdiction: 'ID',
    firstVisit: 1,
    lastVisit: 2,
    count: 1,
    since: 1,
    relation: 'looked',
    notes: '',
    tags: [],
    amount: null,
    due: null,
    history: [],
  };
  const debt = {
    id: 'd',
    name: 'D',
    visit: null,
    balance: { minor: 1, currency: 'IDR' },
    rate: 0,
    minimum: 0,
    harassment: false,
    place: 0,
  };
  // Text rather than values, so that `__proto__` and 1e400 stand in the file as they would.
  const v = (change: string) => `{"kind":"visit","row":${JSON.stringify(visit).slice(0, -1)},${change}}}`;
  const d = (change: string) => `{"kind":"debt","row":${JSON.stringify(debt).slice(0, -1)},${change}}}`;
  let deep = '1';
  for (let index = 0; index < 50_000; index++) deep = `[${deep}]`;

  it.each<[string, string, string, string]>([
    ['year 0', v('"firstVisit":-62167219200000'), 'visit', 'firstVisit'],
    ['year 275760', v('"lastVisit":8640000000000000'), 'visit', 'lastVisit'],
    ['a negative amount', v('"amount":{"minor":-5,"currency":"IDR"}'), 'visit', 'amount.minor'],
    ['an amount of 1e308', d('"balance":{"minor":1e308,"currency":"IDR"}'), 'debt', 'balance.minor'],
    ['an infinite amount', d('"minimum":1e400'), 'debt', 'minimum'],
    ['half a minor unit', d('"minimum":0.5'), 'debt', 'minimum'],
    ['deep nesting', v(`"tags":${deep}`), 'visit', 'tags.0'],
    ['an unknown severity', v('"severity":"doom"'), 'visit', 'severity'],
    ['a text without end', v(`"notes":"${'x'.repeat(10_001)}"`), 'visit', 'notes'],
    ['a day that is none', v('"due":"2026-02-30"'), 'visit', 'due'],
    ['a list for a row', '{"kind":"visit","row":[]}', 'visit', 'key'],
    ['a text for a row', '{"kind":"visit","row":"x"}', 'visit', ''],
    ['no kind', '{"row":{}}', '', 'kind'],
    ['the kind `constructor`', '{"kind":"constructor","row":{}}', 'constructor', 'kind'],
    ['the kind `__proto__`', '{"kind":"__proto__","row":{}}', '__proto__', 'kind'],
    ['null', 'null', '', 'kind'],
    [
      'a file that is not what it says',
      `{"kind":"file","row":{"sha256":"${'0'.repeat(64)}","type":"","data":"AAAA"}}`,
      'file',
      'data',
    ],
    [
      'a file that is no base64',
      `{"kind":"file","row":{"sha256":"${'0'.repeat(64)}","type":"","data":"*"}}`,
      'file',
      'data',
    ],
  ])('are left out and named: %s', async (_what, row, kind, part) => {
    const text = `{"format":"ringfence-backup","version":2,"exported":"","rows":[\n${v('"notes":"good"')},\n${row}\n]}\n`;
    const contents = value(await read(text));
    expect(contents).toMatchObject({ rejected: 1, issues: [{ row: 2, kind, part }] });
    expect([...contents.visits.keys()]).toEqual(['h:a.example']);
  });

  it('takes the first of two with one id, and never a prototype', async () => {
    const rows = [
      v('"notes":"first"'),
      v('"notes":"second"'),
      v('"key":"h:b.example","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}'),
      d('"id":"__proto__"'),
    ];
    const text = `{"format":"ringfence-backup","version":2,"exported":"","rows":[\n${rows.join(',\n')}\n]}\n`;
    const contents = value(await read(text));
    expect(contents.issues).toEqual([{ row: 2, kind: 'visit', part: 'duplicate' }]);
    expect(contents.visits.get('h:a.example')?.notes).toBe('first');
    await applyImport(store, contents, 'merge');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(value(await getVisit(store, 'h:b.example')).row)).not.toContain('__proto__');
    expect(contents.debts.size).toBe(1);
  });
});

describe('merging', () => {
  it('keeps what was written here, adds what is only there, and does nothing the second time', async () => {
    await fill(store);
    await recordVisit(store, assessment({ host: 'only-there.example' }));
    const file = value(await plainBackup(store));
    await fresh();
    const at = assessment().at;
    await recordVisit(store, assessment({ host: 'only-here.example' }));
    await recordVisit(store, assessment({ host: 'plain.example', at: at + 9 * DAY, severity: 'danger' }));
    await annotateVisit(store, 'h:plain.example', { notes: 'here', tags: ['mine'] });
    const contents = value(await read(file));
    expect(value(await previewImport(store, contents, 'merge'))).toMatchObject({
      visits: { added: 2, merged: 1, removed: 0 },
      debts: { added: 1, merged: 0, removed: 0 },
      budget: 'added',
      evidence: { outcome: 'added', entries: 2, removed: 0, missingFiles: 0, check: { intact: true } },
    });
    await applyImport(store, contents, 'merge');
    const { row, history } = value(await getVisit(store, 'h:plain.example'));
    expect(row).toMatchObject({
      notes: 'here',
      tags: ['mine'],
      severity: 'danger',
      firstVisit: at,
      lastVisit: at + 9 * DAY,
    });
    expect(history.map((entry) => [entry.n, entry.assessment.at])).toEqual([
      [2, at + 9 * DAY],
      [1, at],
    ]);
    const once = await dump(store);
    expect(value(await previewImport(store, contents, 'merge'))).toMatchObject({
      visits: { added: 0, merged: 3 },
      budget: 'kept',
      evidence: { outcome: 'same' },
    });
    expect(await applyImport(store, contents, 'merge')).toEqual({ ok: true, value: 'same' });
    expect(await dump(store)).toEqual(once);
  });

  it('goes on with a log that continues the one here, and joins no two that differ', async () => {
    const now = Date.UTC(2026, 10, 3);
    await appendEvent(store, draft(), [], { now });
    const short = value(await plainBackup(store));
    await appendEvent(store, draft({ said: 'more' }), [], { now });
    const long = value(await plainBackup(store));
    await fresh();
    await applyImport(store, value(await read(short)), 'merge');
    expect(await applyImport(store, value(await read(long)), 'merge')).toMatchObject({ value: 'extended' });
    expect(await applyImport(store, value(await read(short)), 'merge')).toMatchObject({ value: 'same' });
    expect(value(await verifyLog(store))).toMatchObject({ intact: true });
    await fresh();
    await appendEvent(store, draft({ said: 'mine' }), [], { now });
    const mine = await dump(store);
    expect(await applyImport(store, value(await read(long)), 'merge')).toMatchObject({ value: 'diverged' });
    expect(await dump(store)).toEqual(mine);
  });

  it('shows a tampered log at the right entry, before and after the import', async () => {
    const now = Date.UTC(2026, 10, 3);
    for (const said of ['one', 'two', 'three']) await appendEvent(store, draft({ said }), [], { now });
    const text = (await value(await plainBackup(store)).text()).replace('"two"', '"2"');
    await fresh();
    const contents = value(await read(text));
    const fault = [{ n: 2, what: 'altered' }];
    expect(value(await previewImport(store, contents, 'merge')).evidence.check.faults).toEqual(fault);
    await applyImport(store, contents, 'merge');
    expect(value(await verifyLog(store)).faults).toEqual(fault);
    expect(await appendEvent(store, draft(), [], { now })).toMatchObject({ ok: true, value: { entry: { n: 4 } } });
  });
});

describe('replacing', () => {
  it('leaves nothing of what was here, and says so before', async () => {
    await fill(store);
    const file = value(await plainBackup(store));
    const before = await dump(store);
    await fresh();
    await recordVisit(store, assessment({ host: 'only-here.example' }));
    await recordVisit(store, assessment({ host: 'deleted.example' }));
    await deleteVisit(store, 'h:deleted.example');
    await appendEvent(store, draft({ at: assessment().at, said: 'mine' }), [], { now: assessment().at + HOUR });
    const contents = value(await read(file));
    expect(value(await previewImport(store, contents, 'replace'))).toMatchObject({
      visits: { added: 2, merged: 0, removed: 1 },
      evidence: { outcome: 'replaced', removed: 1, entries: 2 },
    });
    await applyImport(store, contents, 'replace');
    expect(await dump(store)).toEqual(before);
    expect(value(await listDeleted(store, 0))).toEqual([]);
  });

  it('takes nothing away where it cannot write everything', async () => {
    await fill(store);
    const before = await dump(store);
    const contents = value(await read(value(await plainBackup(store))));
    // What cannot be cloned fails in the middle of the transaction, after the stores were cleared.
    contents.debts.set('x', { id: 'x', name: (() => 0) as never } as never);
    expect(await applyImport(store, contents, 'replace')).toMatchObject({ ok: false, reason: 'invalid' });
    expect(await dump(store)).toEqual(before);
  });
});
