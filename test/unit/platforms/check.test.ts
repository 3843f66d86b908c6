// @vitest-environment node
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../../lib/platforms/index.ts';
import { checkFiles, checkFolder } from '../../../scripts/lib/data/check.ts';
import { compileSources } from '../../../scripts/lib/data/compile.ts';
import { deadDomains } from '../../../scripts/lib/data/dead.ts';
import { findingLine } from '../../../scripts/lib/data/finding.ts';
import { PLATFORMS } from '../../../scripts/lib/data/load.ts';
import { tempFolder } from '../../temp-folder.ts';
import { brand, said, source, sourceFile } from './source-files.ts';

const LICENCE = said({
  kind: 'register',
  status: 'licensed',
  quote: 'Duit Naga, KEP-1',
  says: 'On the register',
  date: '2026-06-01',
});

function errors(
  records: SourceRecord[],
  { brands = [brand()], today = null as string | null, updated = '2026-11-24' } = {},
) {
  return checkFiles({ files: [sourceFile(records, 'ID', updated)], brands, today }).filter(
    (one) => one.level === 'error',
  );
}

/** Rules that records break, with the first reason. */
const broken = (...records: SourceRecord[]) => errors(records).map((one) => [one.rule, one.reason]);

describe('a record in order', () => {
  it('passes', () =>
    expect(broken(source({ domains: ['kasharimau.co.id'], android: ['com.kas.harimau'] }))).toEqual([]));
});

describe("the audit's rules", () => {
  it('1: a genuine package or domain may not be accused', () => {
    expect(broken(source({ domains: ['uangteman.com'] }))).toEqual([
      [1, 'uangteman.com belongs to the genuine id-uangteman'],
    ]);
    const licensed = source({
      id: 'id-duit-naga',
      name: 'Duit Naga',
      status: 'licensed',
      domains: ['duitnaga.id'],
      evidence: [LICENCE],
    });
    const accused = source({ domains: ['duitnaga.id'] });
    expect(broken(licensed, accused).map(([rule]) => rule)).toContain(1);
  });

  it('1: an accused name may not begin with a protected brand', () => {
    const evidence = [said({ quote: 'Uang Teman Plus; UangTemanku' })];
    expect(broken(source({ name: 'Uang Teman Plus', evidence }))[0]).toEqual([
      1,
      'the name begins with the protected brand id-uangteman',
    ]);
    expect(broken(source({ name: 'UangTemanku', evidence }))).toEqual([]);
    expect(
      broken(source({ name: 'Uang Teman Plus', evidence, held: 'name of a genuine lender', status: 'unknown' })),
    ).toEqual([]);
  });

  it('1: a row on an impersonation names the victim', () => {
    expect(
      broken(source({ name: 'Duit Naga Pencatutan', evidence: [said({ quote: 'Duit Naga Pencatutan' })] }))[0]?.[0],
    ).toBe(1);
  });

  it.each(['Panduan', 'Guide', 'Tips', 'Clue', 'Cara', 'Info', 'Game', 'Earn', 'Kuis'])(
    '2: "%s" in a title is no lender',
    (word) => {
      const name = `Kas Harimau ${word}`;
      expect(broken(source({ name, evidence: [said({ quote: name })] }))[0]?.[0]).toBe(2);
      expect(broken(source({ name, evidence: [said({ quote: name })], notLender: true, status: 'unknown' }))).toEqual(
        [],
      );
    },
  );

  it('2: but the same letters inside a word are', () => {
    expect(
      broken(source({ name: 'Kas Informatika Carakan', evidence: [said({ quote: 'Kas Informatika Carakan' })] })),
    ).toEqual([]);
  });

  it('3: a package without likeness has to be declared, and may not stand on a licensed row', () => {
    expect(broken(source({ android: ['plus.h5a70b657'] }))[0]?.[0]).toBe(3);
    expect(broken(source({ android: ['plus.h5a70b657'], packageUnmatched: ['plus.h5a70b657'] }))).toEqual([]);
    const licensed = source({
      name: 'Duit Naga',
      status: 'licensed',
      android: ['plus.h5a70b657'],
      evidence: [LICENCE],
    });
    expect(broken(licensed)[0]?.[0]).toBe(3);
  });

  it('4: the quotation has to name the platform', () => {
    const evidence = [said({ quote: 'some 97 entities had no licence' })];
    expect(broken(source({ evidence }))[0]?.[0]).toBe(4);
    expect(
      broken(source({ evidence: [said({ quote: 'KASHARIMAU[.]co[.]id' })], domains: ['kasharimau.co.id'] })),
    ).toEqual([]);
  });

  it.each([
    ['memory alone', said({ confidence: 'recalled' })],
    ['an empty quotation', said({ quote: ' ' })],
    ['a link to an index page', said({ url: 'https://authority.example/' })],
    ['no link', said({ url: '' })],
  ])('5: %s supports nothing', (_, one) =>
    expect(errors([source({ evidence: [one] })]).map((fault) => fault.rule)).toContain(5),
  );

  it('5: nor does it support praise', () => {
    const evidence = [said({ ...LICENCE, confidence: 'recalled' })];
    expect(errors([source({ name: 'Duit Naga', status: 'licensed', evidence })]).map((fault) => fault.rule)).toContain(
      5,
    );
  });

  it.each(['dataset', 'press', 'research'] as const)('6: a source of kind %s supports a report at most', (kind) => {
    expect(broken(source({ evidence: [said({ kind })] }))[0]?.[0]).toBe(6);
    expect(broken(source({ evidence: [said({ kind, status: 'reported' })], status: 'reported' }))).toEqual([]);
  });

  it('6: an accusation by a list needs its issuer and a date', () => {
    const { issuer: _, ...anonymous } = said();
    expect(broken(source({ evidence: [anonymous] }))[0]?.[0]).toBe(6);
    expect(errors([source({ evidence: [said({ date: '' })] })]).map((one) => one.rule)).toContain(11);
  });

  it('7: old allegations without outcome are not present', () => {
    const old = said({ kind: 'police', status: 'reported', date: '2023-05-01' });
    expect(broken(source({ status: 'reported', evidence: [old] }))[0]?.[0]).toBe(7);
    expect(broken(source({ status: 'unknown', evidence: [old] }))).toEqual([]);
    expect(broken(source({ status: 'reported', evidence: [{ ...old, outcome: 'Convicted in 2024' }] }))).toEqual([]);
  });

  it('8: a licence lapses after twelve months, a Nigerian one before the rules of 2026', () => {
    const old = said({ ...LICENCE, date: '2025-11-01' });
    expect(broken(source({ name: 'Duit Naga', status: 'licensed', evidence: [old] }))[0]?.[0]).toBe(8);
    const early = said({ ...LICENCE, date: '2026-01-04' });
    const nigerian = source({
      id: 'ng-duit-naga',
      name: 'Duit Naga',
      jurisdiction: 'NG',
      status: 'licensed',
      evidence: [early],
    });
    const found = checkFiles({ files: [sourceFile([nigerian], 'NG')], brands: [], today: null });
    expect(found.map((one) => one.rule)).toContain(8);
    nigerian.evidence = [said({ ...LICENCE, date: '2026-01-05' })];
    expect(checkFiles({ files: [sourceFile([nigerian], 'NG')], brands: [], today: null })).toEqual([]);
  });

  it.each([
    'co.id',
    'my.id',
    'github.io',
    'sites.google.com',
    'Kas.co.id',
    'xn--zz',
    'localhost',
    'kas..id',
    'pinjam kas.id',
  ])('10: %s may not be listed', (domain) => expect(broken(source({ domains: [domain] }))[0]?.[0]).toBe(10));

  it('11: ids are unique over all files, dates ISO, jurisdictions those of the file', () => {
    expect(broken(source(), source())[0]).toEqual([11, 'the id stands in ID.json too']);
    expect(broken(source({ evidence: [said({ date: '2026-13' })] }))[0]?.[0]).toBe(11);
    expect(broken(source({ evidence: [said({ date: '2026-02-30' })] }))[0]?.[0]).toBe(11);
    expect(broken(source({ evidence: [said({ date: '2027-01-01' })] }))[0]?.[0]).toBe(11);
    expect(broken(source({ jurisdiction: 'PH' }))[0]?.[0]).toBe(11);
  });
});

describe('other faults', () => {
  it('a domain both praised and blamed in one jurisdiction is a clash', () => {
    const licensed = source({
      id: 'id-duit-naga',
      name: 'Duit Naga',
      status: 'licensed',
      domains: ['naga.co.id'],
      evidence: [LICENCE],
    });
    const reasons = broken(licensed, source({ domains: ['naga.co.id'] })).map(([, reason]) => reason);
    expect(reasons.some((reason) => String(reason).includes('is both praised'))).toBe(true);
  });

  it('a status beyond the evidence is named with what the evidence supports', () => {
    const reported = said({ kind: 'press', status: 'reported' });
    expect(broken(source({ status: 'revoked', evidence: [reported] }))[0]?.[1]).toContain(
      'the evidence supports "reported"',
    );
  });

  it.each(['<b>Kas</b>', 'Kas\u0000Harimau', 'Kas\u202eHarimau'])(
    'markup and control characters in a name: %j',
    (name) => {
      expect(errors([source({ name, evidence: [said({ quote: name })] })]).map((one) => one.rule)).toContain(0);
    },
  );

  it.each<[string, Partial<SourceRecord>, RegExp]>([
    ['a package that is none', { android: ['com.kas harimau'] }, /no Android package name/],
    ['an App Store id that is none', { ios: ['id12'] }, /no App Store id/],
    ['a package declared that the record does not have', { packageUnmatched: ['plus.h5a'] }, /not among the packages/],
    ['no evidence', { evidence: [], status: 'unknown' }, /no evidence/],
    ['markup in what a source says', { evidence: [said({ says: '<img src=x>' })] }, /markup in an evidence/],
  ])('%s', (_, change, reason) => {
    expect(errors([source(change)]).map((one) => one.reason)).toContainEqual(expect.stringMatching(reason));
  });

  it.each<[string, SourceRecord[], string]>([
    ['two of one name', [source(), source({ id: 'id-kas-harimau-2' })], 'has the name of id-kas-harimau'],
    [
      'an accused name of everyday words that is not marked as such',
      [source({ name: 'Pinjaman Online', evidence: [said({ quote: 'Pinjaman Online' })] })],
      'set nameGeneric',
    ],
    [
      'an app that two records have',
      [source({ android: ['com.kas.harimau'] }), source({ id: 'id-kas-2', android: ['com.kas.harimau'] })],
      'com.kas.harimau stands in id-kas-harimau too',
    ],
  ])('notes %s', (_, records, reason) => {
    const found = checkFiles({ files: [sourceFile(records)], brands: [], today: null });
    const notes = found.filter(({ level }) => level === 'note').map((one) => one.reason);
    expect(notes).toContainEqual(expect.stringContaining(reason));
  });

  it('a protected brand twice, or with a domain that strangers share', () => {
    const brands = [brand(), brand({ domains: ['github.io'] })];
    const found = checkFiles({ files: [], brands, today: null }).map(({ rule, reason }) => [rule, reason]);
    expect(found).toContainEqual([11, 'the id stands twice']);
    expect(found.map(([rule]) => rule)).toContain(10);
  });

  it('a hostile id is refused, not followed', () => {
    expect(broken(source({ id: '__proto__' }))[0]?.[1]).toContain('__proto__');
    expect(Object.prototype).not.toHaveProperty('name');
  });

  it('a stale file fails the check but not the build', () => {
    expect(errors([source()], { today: '2026-12-01' })).toEqual([]);
    expect(errors([source()], { today: '2027-12-01' })[0]?.reason).toContain('stale');
    expect(errors([source()], { today: null })).toEqual([]);
  });

  it('notes domains that no longer exist, and only those', async () => {
    const record = source({ domains: ['kasharimau.co.id', 'kas2.co.id', 'kas3.co.id'] });
    const answers: Record<string, 'alive' | 'dead' | 'unsure'> = { 'kasharimau.co.id': 'dead', 'kas2.co.id': 'alive' };
    const notes = await deadDomains([sourceFile([record])], async (host) => answers[host] ?? 'unsure');
    expect(notes.map((one) => one.reason)).toEqual([
      'kasharimau.co.id no longer exists: remove it before somebody else registers it',
    ]);
  });
});

describe('the folder of the project', () => {
  const copy = async () => {
    const folder = await tempFolder();
    await cp(PLATFORMS, folder, { recursive: true });
    return folder;
  };
  const change = async (folder: string, name: string, edit: (text: string) => string) => {
    const path = join(folder, name);
    await writeFile(path, edit(await readFile(path, 'utf8')));
  };

  it('passes every rule on the day it was last gone through', async () => {
    expect((await checkFolder()).filter((one) => one.level === 'error').map(findingLine)).toEqual([]);
  });

  it('fails the build with file, record and reason where a file is damaged', async () => {
    const folder = await copy();
    await change(folder, 'VN.json', (text) => text.slice(0, 200));
    await expect(compileSources(folder)).rejects.toThrow(/VN\.json: not valid JSON/);
  });

  it('fails the build with file, record and reason where a value does not fit the schema', async () => {
    const folder = await copy();
    await change(folder, 'GH.json', (text) => text.replace('"status": "unknown"', '"status": "evil"'));
    await expect(compileSources(folder)).rejects.toThrow(/GH\.json: gh-[a-z0-9-]+: \/platforms\/0\/status/);
  });

  it('fails the build where an accusation breaks a rule', async () => {
    const folder = await copy();
    await change(folder, 'PH.json', (text) => text.replaceAll('"issuer":"SEC Philippines",', ''));
    await expect(compileSources(folder)).rejects.toThrow(/PH\.json: ph-[a-z0-9-]+: .*needs a named issuer \(rule 6\)/);
  });
});
