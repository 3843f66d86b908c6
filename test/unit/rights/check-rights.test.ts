// @vitest-environment node
import { beforeAll, describe, expect, it } from 'vitest';
import type { PackFile } from '../../../lib/rights/index.ts';
import { checkPacks, checkRights } from '../../../scripts/lib/check-rights.ts';
import type { Problem } from '../../../scripts/lib/problem.ts';
import { readPackFiles } from '../../../scripts/lib/rights-index.ts';

const NOW = Date.parse('2026-11-24');
let packs: Record<string, PackFile>;

beforeAll(async () => {
  packs = await readPackFiles();
});

/** Problems of the packs after one change to a copy of India's. */
function afterChange(change: (pack: PackFile) => void, now = NOW): Problem[] {
  const copy = structuredClone(packs['IN.json'] as PackFile);
  change(copy);
  return checkPacks({ ...packs, 'IN.json': copy }, now);
}

const messages = (problems: Problem[]) => problems.map(({ level, message }) => `${level}: ${message}`).join('\n');

describe('the check of the rights data', () => {
  it('finds nothing wrong in what is shipped', async () => {
    expect((await checkRights(NOW)).filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('warns of packs older than a year', () => {
    expect(checkPacks(packs, NOW).filter(({ message }) => message.includes('year'))).toEqual([]);
    const late = checkPacks(packs, Date.parse('2027-11-03'));
    expect(
      late.filter(({ level, message }) => level === 'warning' && message.includes('more than a year ago')),
    ).toHaveLength(27);
    expect(late.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each<[string, (pack: PackFile) => void, RegExp]>([
    [
      'a missing source',
      (pack) => {
        pack.rights[0]!.source = null;
      },
      /error: .*source/,
    ],
    [
      'a source without words',
      (pack) => {
        pack.rights[0]!.source!.quote = null;
      },
      /error: .*quotes nothing/,
    ],
    [
      'a citation that leads nowhere',
      (pack) => {
        pack.rights[0]!.cites[0]!.law = 'no-such-law';
      },
      /error: .*no-such-law/,
    ],
    [
      'a law that nothing cites',
      (pack) => {
        pack.laws.push({ ...pack.laws[0]!, id: 'spare', title: 'Spare Act' });
      },
      /error: law spare/,
    ],
    [
      'an instrument with two statuses',
      (pack) => {
        pack.laws.push({ ...pack.laws[0]!, id: 'twin', status: 'draft', statusNote: 'x y' });
        pack.rights[1]!.cites.push({ law: 'twin', parts: null, partsOriginal: null });
      },
      /error: .*draft\/regulation here and in-force\/regulation/,
    ],
    [
      'a status without a reason',
      (pack) => {
        pack.laws[0]!.status = 'check';
        pack.laws[0]!.statusNote = null;
      },
      /error: law dl-2025 is check without/,
    ],
    [
      'two numbers in one entry',
      (pack) => {
        pack.help[0]!.phone = '1930 / 112';
      },
      /error: /,
    ],
    [
      'a door that names no help',
      (pack) => {
        pack.firstHelp.harassed = ['in-nobody'];
      },
      /error: door harassed names the help in-nobody/,
    ],
    [
      'a door without help',
      (pack) => {
        pack.firstHelp.borrow = [];
      },
      /error: door borrow has no help/,
    ],
    [
      'hours that rest on nothing',
      (pack) => {
        pack.collectionHours!.rightId = 'in-nothing';
      },
      /error: collection hours names the right in-nothing/,
    ],
    [
      'a contacts rule that rests on nothing',
      (pack) => {
        pack.contactsRule.rightIds = ['in-nothing'];
      },
      /error: contacts rule names/,
    ],
    [
      'a number for a price that is recalled',
      (pack) => {
        pack.priceCaps.push({
          kind: 'nominal',
          limit: 0.3,
          growth: null,
          counts: 'interest',
          effect: 'criminal',
          scope: {
            amountMax: null,
            termMaxDays: null,
            lender: null,
            onlyIfTold: false,
            signedFrom: null,
            lenderWords: [],
            otherWords: [],
            effectiveMin: null,
          },
          date: '2026',
          rightId: 'in-threats',
          note: 'made up',
        });
      },
      /error: price cap of in-threats/,
    ],
    [
      'a limit of nothing',
      (pack) => {
        const cap = structuredClone(packs['PH.json']!.priceCaps[0]!);
        pack.priceCaps.push({ ...cap, rightId: pack.rights[0]!.id, limit: 0 });
      },
      /error: price cap of in-address-book/,
    ],
    [
      'a yearly rate that grows',
      (pack) => {
        const cap = structuredClone(packs['PH.json']!.priceCaps[0]!);
        pack.priceCaps.push({ ...cap, rightId: pack.rights[0]!.id, growth: { each: 'day', share: 0.008 } });
      },
      /error: price cap of in-address-book/,
    ],
    [
      'a right twice',
      (pack) => {
        pack.rights.push(pack.rights[0]!);
      },
      /error: right in-address-book stands there twice/,
    ],
    [
      'a right of another place',
      (pack) => {
        pack.rights[0]!.id = 'cn-address-book';
      },
      /error: right cn-address-book belongs to another place/,
    ],
  ])('finds %s', (_name, change, message) => {
    expect(messages(afterChange(change))).toMatch(message);
  });

  it('finds a pack under another name', () => {
    expect(messages(checkPacks({ 'XX.json': packs['GB.json'] as PackFile }, NOW))).toMatch(/error: is the pack of GB/);
  });
});
