// @vitest-environment node
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  citationIn,
  HELP_CASES,
  joinPack,
  type PackFile,
  parsePack,
  selectHelp,
  selectRights,
} from '../../../lib/rights/index.ts';
import { readPackFiles } from '../../../scripts/lib/rights-index.ts';
import { fetchJson, packOf } from './files.ts';

const FULL = ['CN', 'GB', 'ID', 'IN', 'KE', 'MX', 'NG', 'PH', 'US'];

let packs: Record<string, PackFile>;
let fitsSchema: (input: unknown) => boolean;

beforeAll(async () => {
  packs = await readPackFiles();
  fitsSchema = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    (await fetchJson('rights/schema.json')) as object,
  );
});

function parses(input: unknown): boolean {
  try {
    parsePack(input);
    return true;
  } catch {
    return false;
  }
}

/** Every way to spoil one value inside a pack: taken away, or of another type. */
function* spoiled(pack: PackFile): Generator<[string, unknown]> {
  const targets: [string, (copy: PackFile) => Record<string, unknown> | undefined][] = [
    ['pack', (copy) => copy as unknown as Record<string, unknown>],
    ['law', (copy) => copy.laws[0] as unknown as Record<string, unknown>],
    ['right', (copy) => copy.rights[0] as unknown as Record<string, unknown>],
    ['source', (copy) => copy.rights.find((right) => right.source)?.source as unknown as Record<string, unknown>],
    ['cite', (copy) => copy.rights[0]?.cites[0] as unknown as Record<string, unknown>],
    ['help', (copy) => copy.help[0] as unknown as Record<string, unknown>],
    ['cap', (copy) => copy.priceCaps[0] as unknown as Record<string, unknown>],
    ['scope', (copy) => copy.priceCaps[0]?.scope as unknown as Record<string, unknown>],
    ['hours', (copy) => copy.collectionHours as unknown as Record<string, unknown>],
    ['contacts rule', (copy) => copy.contactsRule as unknown as Record<string, unknown>],
    ['credit report', (copy) => copy.creditReports[0] as unknown as Record<string, unknown>],
  ];
  for (const [name, pick] of targets) {
    const keys = Object.keys(pick(structuredClone(pack)) ?? {});
    for (const key of keys) {
      for (const change of ['delete', 'object', 'extra'] as const) {
        const copy = structuredClone(pack);
        const target = pick(copy);
        if (!target) continue;
        if (change === 'delete') delete target[key];
        else if (change === 'object') target[key] = { not: 'this' };
        else target[`${key}Extra`] = true;
        yield [`${name}.${key} ${change}`, copy];
      }
    }
  }
}

describe('rights packs', () => {
  it('are there for all nine full and eighteen light jurisdictions', () => {
    const depths = Object.values(packs).map(({ jurisdiction, depth }) => [jurisdiction, depth] as const);
    expect(depths.filter(([, depth]) => depth === 'full').map(([code]) => code)).toEqual(FULL);
    expect(depths.filter(([, depth]) => depth === 'light')).toHaveLength(18);
  });

  it('fit the JSON schema and the types', () => {
    for (const [name, pack] of Object.entries(packs)) {
      expect(fitsSchema(pack), name).toBe(true);
      expect(parses(pack), name).toBe(true);
    }
  });

  it('are refused by the JSON schema and the types alike when spoiled', () => {
    let count = 0;
    for (const [change, pack] of spoiled(packs['CN.json'] as PackFile)) {
      expect(fitsSchema(pack), change).toBe(false);
      expect(parses(pack), change).toBe(false);
      count += 1;
    }
    expect(count).toBeGreaterThan(150);
  });

  it('have a source for every right that is not from memory', () => {
    for (const pack of Object.values(packs)) {
      for (const right of pack.rights) {
        expect(right.confidence === 'recalled' || right.source !== null, right.id).toBe(true);
        const spoiledRight = { ...right, confidence: 'verified', source: null };
        const copy = { ...pack, rights: [spoiledRight] };
        expect(fitsSchema(copy), right.id).toBe(false);
        expect(parses(copy), right.id).toBe(false);
      }
    }
  });

  it('cover in full depth what a borrower is asked about', () => {
    // The dossier has no record on these; their registers and offices stand in the pack all the same.
    const missing: Record<string, string[]> = { GB: ['complaint'], MX: ['licensing'], US: ['data-deletion'] };
    const topics = ['third-party-contact', 'threats', 'address-book', 'data-deletion', 'licensing', 'complaint'];
    for (const code of FULL) {
      const found = new Set(packs[`${code}.json`]?.rights.map(({ topic }) => topic));
      expect(
        topics.filter((topic) => !found.has(topic as never)),
        code,
      ).toEqual(missing[code] ?? []);
    }
  });

  it('name an office for every door, and a number or an address in each', () => {
    for (const file of Object.values(packs)) {
      const pack = joinPack(file);
      for (const door of HELP_CASES) {
        const help = selectHelp(pack, door);
        expect(help.length, `${file.jurisdiction} ${door}`).toBeGreaterThan(0);
        expect(
          help.every(({ phone, url }) => phone !== null || url !== null),
          `${file.jurisdiction} ${door}`,
        ).toBe(true);
      }
    }
  });
});

describe('standing of a right', () => {
  it('never shows drafts, coming laws, replaced texts and reported cases as rules', async () => {
    const background = new Map<string, string>();
    for (const file of Object.values(packs)) {
      const pack = joinPack(file);
      for (const right of pack.rights) if (right.shown === 'background') background.set(right.id, right.status);
      expect(
        selectRights(pack, []).some(({ shown }) => shown === 'background'),
        file.jurisdiction,
      ).toBe(false);
    }
    expect(Object.fromEntries(background)).toMatchObject({
      'in-recovery-2026': 'draft',
      'in-dpdp': 'not-yet',
      'lk-new-act': 'draft',
      'cn-third-party-contact-nifa': 'superseded',
      'cn-disclosure-nifa': 'superseded',
      'cn-one-off-repair': 'ended',
      'id-emergency-contact': 'superseded',
      'tw-third': 'superseded',
      'cn-convictions-contact-blasting': 'reported',
      'cn-rate-cap-consumer-finance': 'reported',
    });
  });

  it('marks what is recalled or may have changed as unverified', async () => {
    const kenya = await packOf('KE');
    expect(kenya.rights.find(({ id }) => id === 'ke-phonebook')).toMatchObject({
      shown: 'unverified',
      status: 'check',
    });
    const india = await packOf('IN');
    expect(india.rights.find(({ id }) => id === 'in-agent-identity')).toMatchObject({
      shown: 'unverified',
      confidence: 'recalled',
    });
    expect(india.rights.find(({ id }) => id === 'in-address-book')).toMatchObject({
      shown: 'normal',
      force: 'regulation',
    });
  });

  it('never calls the convention of 2018 a law, and dates it', async () => {
    const right = (await packOf('CN')).rights.find(({ id }) => id === 'cn-third-party-contact-nifa');
    expect(right).toMatchObject({ force: 'self-regulation', shown: 'background' });
    expect(right?.cites[0]?.law.date).toBe('2018-03-28');
  });

  it('puts rules in force before unverified ones', async () => {
    const shown = selectRights(await packOf('KE'), ['address-book', 'third-party-contact']).map(({ shown }) => shown);
    expect(shown).toEqual(['normal', 'unverified', 'unverified']);
  });

  it('cites the original title in a letter of that language', async () => {
    const right = (await packOf('CN')).rights.find(({ id }) => id === 'cn-privacy-civil-code');
    expect(right?.citation).toBe('Civil Code (中华人民共和国民法典), arts 1032–1033');
    expect(citationIn(right!, 'zh-CN')).toBe('中华人民共和国民法典第一千零三十二条、第一千零三十三条');
    expect(citationIn(right!, 'en-GB')).toBe('Civil Code, arts 1032–1033');
  });

  it('says of a recalled number that it is to be checked first', async () => {
    const china = await packOf('CN');
    expect(china.help.find(({ id }) => id === 'cn-110')?.checkFirst).toBe(true);
    expect(china.help.find(({ id }) => id === 'cn-12378')?.checkFirst).toBe(false);
  });
});
