// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findPrices, judgePrices, type PriceContext, priceNotStated } from '../../../lib/pricing/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { pageOf } from './page.ts';

const DATA = new URL('../../../data/', import.meta.url).pathname;
const rights = openRights(async (path) => JSON.parse(readFileSync(`${DATA}${path}`, 'utf8')));

const NO_CAP: PriceContext['capsFor'] = async () => [];

async function judge(lines: string[], lang = 'en', context: Partial<PriceContext> = {}) {
  return judgePrices(findPrices(pageOf(lines, lang)), {
    jurisdiction: { home: null, page: null },
    capsFor: NO_CAP,
    ...context,
  });
}

const caps = (kind: string, limit: number, counts: 'interest' | 'all-in', sure = true): PriceContext['capsFor'] => {
  return async (_, asked) => (asked === kind ? [{ limit, counts, rightId: 'xx-cap', sure }] : []);
};
const AT_HOME = { home: 'XX', page: null };

describe('the yearly rates of a page', () => {
  it('multiplies a daily rate, and compounds it over the term', async () => {
    const price = await judge(['0.8% per day', 'Loan term 30 days']);
    expect(price?.nominalApr).toBeCloseTo(2.92, 10);
    expect(price?.effectiveApr).toBeCloseTo(1.24 ** (365 / 30) - 1, 8);
    expect(price?.termDays).toBe(30);
    expect(price?.flags).toContain('short-term');
    expect(price?.working).toContainEqual({ step: 'per-year', rate: 0.008, per: 'day', times: 365, nominal: 2.92 });
  });

  it('takes what is kept back into account: 1,000 less 300 for a week', async () => {
    const price = await judge(['借1000元到手700元，7天后还1000元'], 'zh');
    expect(price?.nominalApr).toBeCloseTo((1000 / 700 - 1) * (365 / 7), 8);
    expect(price?.upfrontFee).toBeCloseTo(0.3, 10);
    expect(Number.isFinite(price?.effectiveApr)).toBe(true);
  });

  it('turns a flat rate over a known term into one on what is owed', async () => {
    const price = await judge(['Flat interest of 2% per month', 'Loan term 12 months']);
    expect(price?.nominalApr).toBeCloseTo(0.41703, 4);
    const without = await judge(['Flat interest of 2% per month']);
    expect(without?.nominalApr).toBeCloseTo(0.24, 10);
    expect(without?.flags).toContain('at-least');
  });

  it('adds a fee that stands beside the interest', async () => {
    const price = await judge(['Interest 2% per month', 'Processing fee 5%, deducted upfront', 'Loan term 12 months']);
    expect(price?.nominalApr).toBeGreaterThan(0.33);
    expect(price?.nominalApr).toBeLessThan(0.35);
    expect(price?.upfrontFee).toBe(0.05);
    expect(price?.flags).not.toContain('interest-only');
  });

  it('reads APR as the law of the page does', async () => {
    const lines = ['Representative 49.9% APR'];
    const british = await judge(lines, 'en', { jurisdiction: { home: null, page: 'GB' } });
    expect(british?.effectiveApr).toBe(0.499);
    expect(british?.nominalApr).toBeCloseTo(12 * (1.499 ** (1 / 12) - 1), 10);
    const american = await judge(lines, 'en', { jurisdiction: { home: 'US', page: null } });
    expect(american?.nominalApr).toBe(0.499);
  });

  it('says what cannot be told instead of guessing', async () => {
    const price = await judge(['Loans at 8% interest', 'Loan term 12 to 60 months']);
    expect(price).toMatchObject({ nominalApr: null, effectiveApr: null, cap: null });
    expect(price?.flags).toContain('no-period');
  });

  it('reads a percentage without a time as the price of a short loan', async () => {
    const price = await judge(['Interest is charged at 15% for 30 days']);
    expect(price?.nominalApr).toBeCloseTo(0.15 * (365 / 30), 10);
  });

  it('keeps prices that contradict each other, and says so', async () => {
    const price = await judge(['Interest 1% per month', 'Interest 5% per month']);
    expect(price?.nominalApr).toBeCloseTo(0.6, 10);
    expect(price?.others?.map(({ nominalApr }) => nominalApr)).toEqual([0.12]);
    expect(price?.flags).toContain('several');
  });

  it('puts a price for everyone before one for a few', async () => {
    const price = await judge(['0% interest on your first loan', 'Interest 1% per day']);
    expect(price?.nominalApr).toBeCloseTo(3.65, 10);
    const only = await judge(['0% interest on your first loan']);
    expect(only?.flags).toContain('teaser');
  });

  it('takes the dearer end of a range', async () => {
    const price = await judge(['APR 9.9% to 35.99%']);
    expect(price?.nominalApr).toBe(0.3599);
    expect(price?.flags).toContain('range');
  });

  it.each([['100,000% per day'], ['9999999% per month']])(
    'shows an absurd price without a verdict: %s',
    async (text) => {
      const price = await judge([`Interest ${text}`], 'en', {
        jurisdiction: AT_HOME,
        capsFor: caps('nominal', 0.36, 'all-in'),
      });
      expect(price?.flags).toContain('absurd');
      expect(price?.cap).toBeNull();
      for (const value of [price?.nominalApr, price?.effectiveApr])
        expect(value === null || Number.isFinite(value)).toBe(true);
    },
  );

  it('keeps what being late costs apart from the price', async () => {
    const price = await judge(['Late payments cost 2% per day']);
    expect(price).toMatchObject({ nominalApr: null, cap: null, flags: ['late-only'] });
    expect(price?.evidence.text).toContain('2% per day');
  });

  it('speaks of a page without a price only where all is due within 60 days', async () => {
    expect((await judge(['A 14-day loan']))?.flags).toEqual(['not-stated', 'short-term']);
    expect(await judge(['Loan term 91 to 180 days'])).toBeNull();
    expect(await judge(['Get your loan today'])).toBeNull();
  });

  it('knows a page that is silent about its price', () => {
    const stated = (lines: string[]) => findPrices(pageOf(lines));
    expect(priceNotStated(stated(['Get your loan today']))).toBe(true);
    expect(priceNotStated(stated(['0% interest on your first loan']))).toBe(true);
    expect(priceNotStated(stated(['Late payments cost 2% per day']))).toBe(true);
    expect(priceNotStated(stated(['Interest 3% a month']))).toBe(false);
  });
});

describe('the comparison with the law', () => {
  const lines = ['Interest 3% per month'];

  it('compares only with a cap of the same kind', async () => {
    const over = await judge(lines, 'en', { jurisdiction: AT_HOME, capsFor: caps('nominal', 0.24, 'interest') });
    expect(over?.cap).toEqual({ jurisdiction: 'XX', rightId: 'xx-cap', kind: 'nominal', limit: 0.24, exceeded: true });
    const none = await judge(lines, 'en', { jurisdiction: AT_HOME });
    expect(none?.cap).toBeNull();
    const other = await judge(['Borrow 1,000 get 850'], 'en', {
      jurisdiction: AT_HOME,
      capsFor: caps('effective', 0.1, 'all-in'),
    });
    expect(other?.cap).toBeNull();
  });

  it('never calls a rate lawful that is exactly the cap, nor unlawful', async () => {
    const same = await judge(['Interest 24% per year'], 'en', {
      jurisdiction: AT_HOME,
      capsFor: caps('nominal', 0.24, 'interest'),
    });
    expect(same?.cap?.exceeded).toBe(false);
  });

  it('does not hold fees against a cap on interest, nor call interest below an all-in cap proved', async () => {
    const example = ['Loan of $1,000 for 30 days, service fee $300, total repayment $1,300'];
    const fees = await judge(example, 'en', { jurisdiction: AT_HOME, capsFor: caps('nominal', 0.48, 'interest') });
    expect(fees?.cap).toBeNull();
    const below = await judge(lines, 'en', { jurisdiction: AT_HOME, capsFor: caps('nominal', 0.48, 'all-in') });
    expect(below?.cap).toMatchObject({ exceeded: false, partial: true });
    const above = await judge(lines, 'en', { jurisdiction: AT_HOME, capsFor: caps('nominal', 0.3, 'all-in') });
    expect(above?.cap).toMatchObject({ exceeded: true });
  });

  it('holds each of several caps of one kind, and a cap on the rate as stated against no flat rate', async () => {
    const two: PriceContext['capsFor'] = async (_, kind) =>
      kind === 'nominal'
        ? [
            { limit: 0.3, counts: 'stated-interest', rightId: 'stated', sure: true },
            { limit: 0.35, counts: 'all-in', rightId: 'all', sure: true },
          ]
        : [];
    const cap = async (text: string) =>
      (await judge([text, 'Loan term 12 months'], 'en', { jurisdiction: AT_HOME, capsFor: two }))?.cap;
    expect(await cap('Interest 3% per month')).toMatchObject({ rightId: 'stated', exceeded: true });
    expect(await cap('Interest 2% per month')).toMatchObject({ rightId: 'stated', exceeded: false });
    // 2 % flat over a year is above 41 % on what is owed: more than all costs may come to, though stated as 24 %.
    expect(await cap('Flat interest of 2% per month')).toMatchObject({ rightId: 'all', exceeded: true });
    expect(await cap('Flat interest of 1.5% per month')).toMatchObject({ rightId: 'all', exceeded: false });
  });

  it('asks the law of the page before that of the user, and no law for the money of another country', async () => {
    const asked: string[] = [];
    const capsFor: PriceContext['capsFor'] = async (country) => {
      asked.push(country);
      return [];
    };
    await judge(lines, 'en', { jurisdiction: { home: 'TW', page: 'PH' }, capsFor });
    expect([...new Set(asked)]).toEqual(['PH']);
    asked.length = 0;
    await judge(['Loan of ₱5,000, receive ₱4,000, pay ₱5,000 in 14 days'], 'en', {
      jurisdiction: { home: 'TW', page: null },
      capsFor,
    });
    expect(asked).toEqual([]);
  });

  it('draws no verdict from a cap that may not bind this kind of lender, and prefers one that does', async () => {
    const unsure = await judge(lines, 'en', {
      jurisdiction: AT_HOME,
      capsFor: caps('nominal', 0.24, 'interest', false),
    });
    expect(unsure?.cap).toEqual({
      jurisdiction: 'XX',
      rightId: 'xx-cap',
      kind: 'nominal',
      limit: 0.24,
      exceeded: false,
      unsure: true,
    });
    const both = await judge(lines, 'en', {
      jurisdiction: AT_HOME,
      capsFor: async (_, kind) =>
        kind === 'total-cost'
          ? []
          : [{ limit: kind === 'nominal' ? 0.24 : 0.5, counts: 'interest', rightId: kind, sure: kind === 'effective' }],
    });
    expect(both?.cap).toEqual({
      jurisdiction: 'XX',
      rightId: 'effective',
      kind: 'effective',
      limit: 0.5,
      exceeded: false,
    });
  });

  it('tells the kind of lender in China by what the page says of itself', async () => {
    const context = { jurisdiction: { home: null, page: 'CN' }, capsFor: rights.capsFor, on: '2026-11-24' };
    const said = (...lender: string[]) => judge(['年利率 36%（含全部费用）'], 'zh', { ...context, lender });
    expect((await said())?.cap).toMatchObject({ limit: 0.24, exceeded: false, unsure: true });
    expect((await said('小额贷款秒到账'))?.cap).toMatchObject({ unsure: true });
    const micro = await said('晴天小额贷款有限公司 版权所有');
    expect(micro?.cap).toMatchObject({ rightId: 'cn-rate-cap-microloan', exceeded: true });
    expect(micro?.cap?.unsure).toBeUndefined();
  });

  it('finds the caps of the packs: Taiwan, Singapore, the Philippines, Great Britain', async () => {
    const on = '2026-11-24';
    const lender = ["Sunny Credit, licensed Money Lender's Licence 12/2026", 'Sunny Lending Corp.'];
    const at = (page: string) => ({ jurisdiction: { home: null, page }, capsFor: rights.capsFor, on, lender });
    expect((await judge(['月息2分'], 'zh-tw', at('TW')))?.cap).toMatchObject({ rightId: 'tw-cap', exceeded: true });
    expect((await judge(['年利率 15%'], 'zh-tw', at('TW')))?.cap).toMatchObject({ exceeded: false });
    expect((await judge(['Interest 5% per month'], 'en', at('SG')))?.cap).toMatchObject({
      rightId: 'sg-cap',
      exceeded: true,
    });
    const peso = 'Loan of ₱5,000, receive ₱4,000, pay ₱5,500 after 14 days';
    expect((await judge([peso], 'en', at('PH')))?.cap).toMatchObject({ rightId: 'ph-rate-cap', exceeded: true });
    const large = 'Loan of ₱50,000, receive ₱40,000, pay ₱55,000 after 14 days';
    expect((await judge([large], 'en', at('PH')))?.cap).toBeNull();
    const pound = 'Borrow £100 for 30 days, repay £210';
    expect((await judge([pound], 'en', at('GB')))?.cap).toMatchObject({ kind: 'total-cost', exceeded: true });
    const british = async (days: number, repaid: string) =>
      (await judge([`Borrow £100 for ${days} days, repay £${repaid}`], 'en', at('GB')))?.cap;
    // 0.8 % a day, exactly and by a penny more.
    expect(await british(30, '124')).toMatchObject({ limit: 0.24, exceeded: false });
    expect(await british(14, '111.20')).toMatchObject({ exceeded: false });
    expect(await british(14, '111.21')).toMatchObject({ kind: 'total-cost', rightId: 'gb-cap', exceeded: true });
  });
});
