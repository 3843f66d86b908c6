// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type HeldCap, heldCaps } from '../../../components/dashboard/calculator/held-caps.ts';
import { workOutLoan } from '../../../lib/pricing/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { fetchJson } from '../rights/files.ts';

const rights = openRights(fetchJson);
const TODAY = '2026-11-24';

/** A loan of 8,000 for 90 days at `rate` % a month, held against the law of a place. */
async function held(place: string, lender: string | null, rate: number, currency?: string): Promise<HeldCap[]> {
  const pack = (await rights.pack(place))!;
  const result = workOutLoan({
    principal: 800_000,
    rate: rate / 100,
    per: 'month',
    method: 'reducing',
    feeAtStart: 0,
    feeAdded: 0,
    every: 'month',
    count: 3,
    days: 90,
    payment: null,
    start: TODAY,
    first: null,
  });
  if (!result.ok) throw new Error(result.part);
  return heldCaps(result.loan, { pack, principal: 8000, currency: currency ?? pack.currency, today: TODAY, lender });
}

const kinds = async (place: string) => (await rights.pack(place))!.lenders.map(({ id }) => id);

describe('the caps of the calculator', () => {
  it('are those of the kinds of lenders that the law tells apart', async () => {
    expect(await kinds('CN')).toEqual(['a bank, through a platform', 'a micro-lending company']);
    expect(await kinds('SG')).toEqual(['a licensed money lender']);
    expect(await kinds('TW')).toEqual([]);
    // Caps without a number tell nothing apart here.
    expect(await kinds('VN')).toEqual([]);
  });

  it('stand side by side without a verdict where nobody knows the kind of lender', async () => {
    const caps = await held('CN', null, 5);
    expect(caps.map(({ lender, verdict, limit }) => [lender, verdict, limit])).toEqual([
      ['a bank, through a platform', 'none', 0.24],
      ['a micro-lending company', 'none', 0.24],
    ]);
    for (const { figure } of caps) expect(figure).toBeCloseTo(0.6, 2);
  });

  it('are judged once the kind is told, and say nothing of other kinds', async () => {
    expect(await held('CN', 'a micro-lending company', 5)).toEqual([
      expect.objectContaining({ verdict: 'over', lender: 'a micro-lending company' }),
    ]);
    expect(await held('CN', 'a micro-lending company', 1)).toEqual([expect.objectContaining({ verdict: 'under' })]);
    expect(await held('CN', '', 5)).toEqual([]);
    expect(await held('SG', 'a licensed money lender', 5)).toEqual([
      expect.objectContaining({ verdict: 'over', limit: 0.48 }),
    ]);
  });

  it('that bind all lenders need no kind', async () => {
    expect(await held('TW', null, 5)).toEqual([expect.objectContaining({ verdict: 'over', lender: null })]);
  });

  it('do not hold a loan in the money of another country', async () => {
    expect(await held('CN', null, 5, 'USD')).toEqual([]);
  });

  it('are told in the words of the reader, and in English where there are none', async () => {
    const own = (await rights.pack('CN', 'zh-CN'))!.lenders;
    expect(own.map(({ id, text, language }) => [id, text, language])).toContainEqual([
      'a micro-lending company',
      '小额贷款公司',
      'zh-CN',
    ]);
    expect((await rights.pack('CN', 'es'))!.lenders.every(({ language }) => language === 'en')).toBe(true);
  });
});
