// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type HeldCap, heldCaps } from '../../../components/dashboard/calculator/held-caps.ts';
import { type LoanOffer, workOutPayments } from '../../../lib/pricing/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { fetchJson } from '../rights/files.ts';
import { threeMonths } from './three-months.ts';

const rights = openRights(fetchJson);
const TODAY = '2026-11-24';

/** A loan of 8,000 for 90 days at `rate` % a month, held against the law of a place. */
async function held(
  place: string,
  lender: string | null,
  rate: number,
  currency?: string,
  offer: Partial<LoanOffer> = {},
): Promise<HeldCap[]> {
  const pack = (await rights.pack(place))!;
  const loan = threeMonths(rate / 100, TODAY, offer);
  return heldCaps(loan, { pack, principal: 8000, currency: currency ?? pack.currency, today: TODAY, lender });
}

const kinds = async (place: string) => (await rights.pack(place))!.lenders.map(({ id }) => id);

describe('the caps of the calculator', () => {
  it('are those of the kinds of lenders that the law tells apart', async () => {
    expect(await kinds('CN')).toEqual(['a bank, through a platform', 'a micro-lending company']);
    expect(await kinds('SG')).toEqual(['a licensed money lender']);
    expect(await kinds('TW')).toEqual([]);
    // Caps without a number tell nothing apart here.
    for (const place of ['VN', 'ID', 'KE', 'MY', 'UG']) expect(await kinds(place)).toEqual([]);
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

  const verdicts = (caps: HeldCap[]) => caps.map(({ limit, counts, verdict }) => [limit, counts, verdict]);

  it('stand there each with its own verdict: in the Philippines that on interest too', async () => {
    const [lender] = (await kinds('PH')) as [string];
    expect(verdicts(await held('PH', lender, 8))).toEqual([
      [0.73, 'stated-interest', 'over'],
      [1.46, 'all-in', 'under'],
      [1, 'all-in', 'under'],
    ]);
    expect(verdicts(await held('PH', lender, 6))[0]).toEqual([0.73, 'stated-interest', 'under']);
    // 0.2 % a day is the same limit, written for a day.
    expect(verdicts(await held('PH', lender, 0.2, 'PHP', { per: 'day' }))[0]).toEqual([
      0.73,
      'stated-interest',
      'under',
    ]);
    // The contract states 6 %, though more on what is owed.
    expect(verdicts(await held('PH', lender, 6, 'PHP', { method: 'flat' }))[0]?.[2]).toBe('under');
    expect(verdicts(await held('PH', lender, 6.2))[0]).toEqual([0.73, 'stated-interest', 'over']);
  });

  it('hold a British payday loan to 0.8 % a day, and call none too dear that keeps to it', async () => {
    const once = { every: 'once', count: 1, per: 'day' } as const;
    for (const days of [7, 14, 30, 31, 90]) {
      const lawful = verdicts(await held('GB', null, 0.8, 'GBP', { ...once, days }));
      expect(lawful.map(([, , verdict]) => verdict)).toEqual(['under', 'under']);
      const dear = verdicts(await held('GB', null, 0.81, 'GBP', { ...once, days }));
      expect(dear[0]?.[2]).toBe('over');
    }
    const parts = await held('GB', null, 0.8, 'GBP', { per: 'day', first: '2026-12-25' });
    expect(parts.map(({ verdict }) => verdict)).toEqual(['under', 'under']);
  });

  it.each([
    ['TH', 'a private lender without a licence', 1.25, 1.3],
    ['TH', 'a lender with a licence for personal or digital loans', 2.08, 2.1],
    ['US', 'any lender, to someone on active duty in the armed forces or to their family', 3, 3.1],
    ['ZA', 'a registered lender, for your first short loan of the year', 5, 5.1],
    ['ZA', 'a registered lender, for a further short loan in the same year', 3, 3.1],
    ['BD', "a bank, for an e-loan from the central bank's scheme", 0.75, 0.8],
  ])('in %s bind %s, once the user says so', async (place, lender, lawful, dear) => {
    expect(await kinds(place)).toContain(lender);
    expect((await held(place, lender, lawful)).map(({ verdict }) => verdict)).toEqual(['under']);
    expect((await held(place, lender, dear)).map(({ verdict }) => verdict)).toEqual(['over']);
    expect((await held(place, null, dear)).every(({ verdict }) => verdict === 'none')).toBe(true);
  });

  it('tell the presumption of Hong Kong apart from its crime', async () => {
    const caps = await held('HK', 'any lender that is not a bank', 2.8);
    expect(caps.map(({ limit, verdict }) => [limit, verdict])).toEqual([
      [0.36, 'over'],
      [0.48, 'under'],
    ]);
  });

  it('call no interest too dear where only payments are told, in which fees may hide', async () => {
    const pack = (await rights.pack('TW'))!;
    const paid = (payment: number) => {
      const result = workOutPayments({ received: 1000, payment, every: 'once', count: 1, days: 365, start: TODAY });
      if (!result.ok) throw new Error(result.part);
      return heldCaps(result.loan, { pack, principal: 10, currency: 'TWD', today: TODAY, lender: null });
    };
    expect(paid(1300)).toEqual([]);
    expect(verdicts(paid(1100))).toEqual([[0.16, 'interest', 'under']]);
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
