// @vitest-environment node
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { findCurrencies, findPrices, judgePrices, StatedPricesSchema } from '../../../lib/pricing/index.ts';
import { pageOf } from './page.ts';

const PIECES = [
  'interest',
  '利率',
  '日息',
  '万',
  '分',
  '厘',
  '%',
  '％',
  '٪',
  '‰',
  '0',
  '5',
  '1,000',
  '99999999999999999999',
  '-',
  '—',
  '~',
  'per',
  'day',
  '/',
  '天',
  'loan',
  '借',
  '元',
  '$',
  '₹',
  'APR',
  'to',
  'up to',
  'fee',
  '扣除',
  '1.2.3',
  '.5%',
  '۲۵',
  '१०',
  '\u202e',
  '\u200b',
  '½',
  '(',
  ')',
  '。',
  '\n',
  'Rp',
  'juta',
  '8万5',
  'x',
  '12x',
  'ร้อยละ',
  'kwa siku',
  '<b>',
  '😀',
  ' ',
];

describe('pages that mean harm', () => {
  it('keeps to its bounds and its schema for any text', async () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 12 }),
        fc.constantFrom('en', 'id', 'zh', 'xx'),
        async (lines, lang) => {
          const found = findPrices(pageOf(lines, lang));
          expect(v.safeParse(StatedPricesSchema, found).success).toBe(true);
          const price = await judgePrices(found, {
            jurisdiction: { home: 'US', page: null },
            capsFor: async () => [],
          });
          const numbers = [price?.nominalApr, price?.effectiveApr, price?.termDays, price?.upfrontFee];
          for (const value of numbers) expect(value == null || Number.isFinite(value)).toBe(true);
          expect(JSON.stringify(price)).not.toMatch(/NaN|Infinity/);
        },
      ),
      { seed: 23, numRuns: 300 },
    );
  });

  it('quotes at most 160 characters', () => {
    const page = pageOf([
      `${'x '.repeat(3000)} interest 5% per month ${'y '.repeat(3000)}`,
      'interest 6% per month'.padEnd(3000, ' z'),
    ]);
    const found = findPrices(page);
    expect(found.length).toBeGreaterThan(0);
    for (const { evidence } of found) expect(evidence.text.length).toBeLessThanOrEqual(160);
  });

  it('reads a page of half a million characters in time that grows with it', () => {
    const line = 'Interest 5% per day, fee 3% of the loan, pay 1,000 in 7 days; ';
    const time = (copies: number) => {
      const page = pageOf(Array.from({ length: copies }, () => line.repeat(20)));
      const began = performance.now();
      findPrices(page);
      return performance.now() - began;
    };
    time(5);
    const small = time(20);
    expect(time(400)).toBeLessThan(Math.max(small * 60, 1500));
  });

  it('refuses messages that are out of shape or out of bounds', () => {
    const [good] = findPrices(pageOf(['Interest 5% per month']));
    const accepts = (change: object) => v.safeParse(StatedPricesSchema, [{ ...good, ...change }]).success;
    expect(accepts({})).toBe(true);
    expect(accepts({ high: Number.NaN })).toBe(false);
    expect(accepts({ high: -1 })).toBe(false);
    expect(accepts({ high: Number.POSITIVE_INFINITY })).toBe(false);
    expect(accepts({ currency: 'EURO' })).toBe(false);
    expect(accepts({ evidence: { text: 'x'.repeat(161), where: '' } })).toBe(false);
    expect(accepts({ more: 1 })).toBe(false);
    expect(
      v.safeParse(
        StatedPricesSchema,
        Array.from({ length: 41 }, () => good),
      ).success,
    ).toBe(false);
  });
});

describe('currencies', () => {
  it.each([
    ['en', ['Borrow ₦50,000', 'up to NGN 200,000'], ['NGN']],
    ['en', ['₱5,000', '₱10,000', 'US$ 100'], ['PHP', 'USD']],
    ['id', ['Rp 1.000.000'], ['IDR']],
    ['zh', ['1000元'], ['CNY']],
    ['zh-tw', ['1000元'], []],
    ['zh', ['NT$ 1,000', '1000元'], ['TWD']],
    ['en', ['$500', 'Rs. 500', 'PHP 8'], []],
    ['ru', ['10 000 рублей'], ['RUB']],
    ['th', ['5,000 บาท'], ['THB']],
    ['bn', ['৳১০,০০০'], ['BDT']],
    ['vi', ['5.000.000đ'], ['VND']],
    ['sw', ['KSh1,000', 'Tsh 50,000'], ['KES', 'TZS']],
    ['pt', ['R$ 1.000,00'], ['BRL']],
    ['en', ['article 5000', 'strong 1000'], []],
  ])('%s: %j', (lang, lines, expected) => {
    expect(findCurrencies(pageOf(lines, lang))).toEqual(expected);
  });
});
