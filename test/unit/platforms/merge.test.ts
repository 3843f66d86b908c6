// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { changeText, diffSources } from '../../../scripts/lib/data/diff.ts';
import type { PublishedList } from '../../../scripts/lib/data/lists.ts';
import { mergeList } from '../../../scripts/lib/data/merge.ts';
import type { ListRow } from '../../../scripts/lib/data/rows.ts';
import { sourceText } from '../../../scripts/lib/data/write.ts';
import { brand, said, source, sourceFile } from './source-files.ts';

const warnings: PublishedList = {
  id: 'warnings',
  title: 'Warnings',
  issuer: 'Example authority',
  jurisdiction: 'ID',
  kind: 'warning-list',
  status: 'illegal-listed',
  confidence: 'verified',
  source: 'Example authority, warning list',
  url: 'https://authority.example/list/8',
  says: 'Listed',
  terms: '',
  everyDays: 60,
  edition: null,
};
const register: PublishedList = {
  ...warnings,
  id: 'register',
  kind: 'register',
  status: 'licensed',
  source: 'Register',
};

function row(over: Partial<ListRow> = {}): ListRow {
  const name = over.name ?? 'Kas Harimau';
  return {
    key: name,
    name,
    aliases: [],
    operator: '',
    domains: [],
    android: [],
    ios: [],
    licence: '',
    date: null,
    says: 'Listed',
    quote: name,
    ...over,
  };
}

function merge(file = sourceFile([]), rows = [row()], list = warnings, date = '2026-11-01') {
  return mergeList(file, rows, list, { date, today: '2026-11-24' }, { files: [file], brands: [brand()] });
}

describe('a new edition', () => {
  it('adds new platforms with an id of their own', () => {
    const file = sourceFile([]);
    const report = merge(file, [
      row({ android: ['com.kas.harimau'] }),
      row({ name: 'Kas  harimau!', key: 'second', android: ['com.kas.harimau2'] }),
      row({ name: '狮子' }),
    ]);
    expect(report.added).toEqual(['id-kas-harimau', 'id-kas-harimau-2', 'id-platform']);
    expect(file.platforms[0]).toMatchObject({
      status: 'illegal-listed',
      evidence: [{ list: 'warnings', key: 'Kas Harimau', date: '2026-11-01' }],
    });
  });

  it('keeps hand-made names, notes and holds, and changes nothing the second time', () => {
    const file = sourceFile([]);
    merge(file);
    const record = file.platforms[0]!;
    Object.assign(record, {
      name: 'KasHarimau',
      note: 'Seen in Medan.',
      held: 'shares its name with a bakery',
      status: 'unknown',
    });
    record.evidence[0]!.outcome = 'Appeal pending';
    const before = sourceText(file);
    const report = merge(file);
    expect(report).toMatchObject({ added: [], changed: [], unchanged: 1 });
    expect(sourceText(file)).toBe(before);
    expect(merge(file, [row({ android: ['com.kas.harimau'] })], warnings, '2026-11-20').changed).toEqual([
      'id-kas-harimau',
    ]);
    expect(record).toMatchObject({
      name: 'KasHarimau',
      note: 'Seen in Medan.',
      held: 'shares its name with a bakery',
      android: ['com.kas.harimau'],
    });
    expect(record.evidence).toHaveLength(1);
    expect(record.evidence[0]).toMatchObject({ outcome: 'Appeal pending', date: '2026-11-20' });
  });

  it('leaves a statement alone that says the same of the same day, and opens one again that was closed', () => {
    const file = sourceFile([]);
    merge(file, [row({ date: '2026-02-02' })]);
    file.platforms[0]!.evidence[0]!.quote = 'p. 4: Kas Harimau, read by hand';
    expect(merge(file, [row({ date: '2026-02-02' })], warnings, '2026-11-20').unchanged).toBe(1);
    expect(file.platforms[0]?.evidence[0]?.quote).toBe('p. 4: Kas Harimau, read by hand');
    const licensed = sourceFile([]);
    merge(licensed, [row()], register, '2026-06-01');
    merge(licensed, [], register, '2026-07-01');
    expect(licensed.platforms[0]?.status).toBe('unknown');
    merge(licensed, [row()], register, '2026-08-01');
    expect(licensed.platforms[0]).toMatchObject({ status: 'licensed', evidence: [{ date: '2026-08-01' }] });
    expect(licensed.platforms[0]?.evidence[0]).not.toHaveProperty('closed');
  });

  it('finds a record by its app or domain under another name, and does not confuse two of one name', () => {
    const file = sourceFile([source({ android: ['com.kas.harimau'], domains: ['kas.co.id'] })]);
    merge(file, [row({ name: 'Harimau Kas', android: ['com.kas.harimau'] })]);
    expect(file.platforms).toHaveLength(1);
    expect(file.platforms[0]?.aliases).toEqual(['Harimau Kas']);
    merge(file, [row({ key: 'other', android: ['com.kas.harimau.baru'] })]);
    expect(file.platforms).toHaveLength(2);
  });

  it('closes the entries that a register no longer has, and only those of that register', () => {
    const file = sourceFile([source({ id: 'id-other', name: 'Other', evidence: [said({ quote: 'Other' })] })]);
    merge(file, [row({ name: 'Duit Naga' }), row({ name: 'Duit Ular' })], register, '2026-06-01');
    const report = merge(file, [row({ name: 'Duit Naga' })], register, '2026-09-01');
    expect(report.closed).toEqual(['id-duit-ular']);
    expect(file.platforms.find((one) => one.id === 'id-duit-ular')).toMatchObject({
      status: 'unknown',
      evidence: [{ closed: '2026-09-01' }],
    });
    expect(file.platforms.find((one) => one.id === 'id-duit-naga')?.status).toBe('licensed');
    expect(file.platforms.find((one) => one.id === 'id-other')?.status).toBe('illegal-listed');
  });

  it('dates a register by its edition, a warning by its row', () => {
    const file = sourceFile([]);
    merge(file, [row({ date: '2026-02-02' })]);
    merge(file, [row({ name: 'Duit Naga', date: '2017-07-06' })], register);
    expect(file.platforms.map((one) => [one.evidence[0]?.date, one.evidence[0]?.seen])).toEqual([
      ['2026-02-02', '2026-11-01'],
      ['2026-11-01', undefined],
    ]);
  });

  it('holds back what the rules forbid to accuse, and says so', () => {
    const file = sourceFile([]);
    const report = merge(file, [
      row({ name: 'Uang Teman Cepat' }),
      row({ name: 'Tips Pinjam Kilat' }),
      row({ name: 'Naga Emas', android: ['a1.b2c3'] }),
    ]);
    expect(report.held.map((one) => one.id)).toEqual(['id-uang-teman-cepat', 'id-tips-pinjam-kilat']);
    expect(file.platforms.map((one) => one.status)).toEqual(['unknown', 'unknown', 'illegal-listed']);
    expect(file.platforms[2]?.packageUnmatched).toEqual(['a1.b2c3']);
  });

  it('makes a row whose words do not name it say nothing', () => {
    const file = sourceFile([]);
    const report = merge(file, [row({ quote: 'see annex' })]);
    expect(report.downgraded[0]?.reason).toContain('names neither');
    expect(file.platforms[0]?.status).toBe('unknown');
  });
});

describe('diff', () => {
  it('shows accusations first, then what clears, then the rest', () => {
    const before = [
      sourceFile([
        source(),
        source({ id: 'id-b', name: 'B Dua', status: 'unknown', evidence: [] }),
        source({ id: 'id-c', name: 'C' }),
      ]),
    ];
    const after = [
      sourceFile([
        source({ note: 'n' }),
        source({ id: 'id-b', name: 'B Dua' }),
        source({ id: 'id-c', name: 'C', status: 'unknown' }),
        source({ id: 'id-d', name: 'D', domains: ['d.co.id'] }),
      ]),
    ];
    const changes = diffSources(before, after);
    expect(changes.map((one) => [one.record, one.weight])).toEqual([
      ['id-b', 'accuses'],
      ['id-d', 'accuses'],
      ['id-c', 'clears'],
      ['id-kas-harimau', 'other'],
    ]);
    expect(changeText(changes)).toContain('+ domains: d.co.id');
    expect(changeText(changes)).toContain('note: – → n');
    expect(changeText(diffSources(before, before))).toBe('No change.');
  });
});
