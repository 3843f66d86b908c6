// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../lib/i18n/index.ts';
import { amountText, currencyDigits, formatMoney, parseMoney, toDecimal } from '../../../lib/plan/index.ts';

describe('parseMoney', () => {
  it.each<[string, string, string, number | null]>([
    ['1,500.50', 'USD', 'en', 150_050],
    ['1500', 'USD', 'en', 150_000],
    ['1.500.000', 'IDR', 'id', 150_000_000],
    ['1.500.000,50', 'IDR', 'id', 150_000_050],
    ['Rp 1.500.000', 'IDR', 'id', 150_000_000],
    ['1,50,000', 'INR', 'en-IN', 15_000_000],
    ['１５００', 'JPY', 'ja', 1_500],
    ['१,५००', 'INR', 'hi-u-nu-deva', 150_000],
    ['1 500 000', 'VND', 'vi', 1_500_000],
    ["1'500.00", 'CHF', 'de-CH', 150_000],
    ['1.500', 'KWD', 'en', 1_500],
    ['0', 'USD', 'en', 0],
    // The other way of writing, where it can mean nothing else.
    ['4.000.000', 'IDR', 'en', 400_000_000],
    ['4,000,000', 'IDR', 'id', 400_000_000],
    ['4.000.000,50', 'IDR', 'en', 400_000_050],
    ['1,500.50', 'IDR', 'id', 150_050],
    ['4000000.00', 'IDR', 'id', 400_000_000],
    ['4000000,00', 'IDR', 'en', 400_000_000],
    // Four thousand in one place and four in another: nobody knows.
    ['4.000', 'IDR', 'en', null],
    ['4,000', 'IDR', 'id', null],
    ['4,000', 'KWD', 'es', 4_000],
    ['4.00', 'IDR', 'id', null],
    ['40.00.000', 'INR', 'en', null],
    ['4.000.00', 'IDR', 'en', null],
    // A comma of another locale is not taken for a thousand.
    ['1,50', 'USD', 'en', null],
    ['1.500', 'USD', 'en', null],
    ['15,00,0', 'USD', 'en', null],
    ['1.5.0', 'USD', 'en', null],
    ['', 'USD', 'en', null],
    ['-5', 'USD', 'en', null],
    ['1e308', 'USD', 'en', null],
    ['99999999999999999', 'USD', 'en', null],
    ['five', 'USD', 'en', null],
    ['<b>5</b>', 'USD', 'en', null],
    ['1.5', 'VND', 'en', null],
    ['9'.repeat(61), 'USD', 'en', null],
  ])('reads %j in %s, %s', (text, currency, locale, minor) => {
    expect(parseMoney(text, currency, locale)).toEqual(minor === null ? null : { minor, currency });
  });
});

describe('amounts', () => {
  it('stand in a field as people of the place write them, without empty decimals', () => {
    expect(amountText({ minor: 400_000_000, currency: 'IDR' }, 'id')).toBe('4.000.000');
    expect(amountText({ minor: 400_000_050, currency: 'IDR' }, 'id')).toBe('4.000.000,50');
    expect(amountText({ minor: 4_000_000, currency: 'VND' }, 'vi')).toBe('4.000.000');
    expect(amountText({ minor: 12_000_000, currency: 'INR' }, 'en-IN')).toBe('1,20,000');
    expect(amountText({ minor: 150_050, currency: 'USD' }, 'en')).toBe('1,500.50');
  });

  it('are read from a field as what they are, in every language and place', () => {
    const places = [
      'en-IN',
      'en-ID',
      'es-MX',
      'es-PE',
      'pt-PT',
      'ur-IN',
      'bn-IN',
      'de-CH',
      'fr',
      'sw-KE',
      'zh-Hant-MY',
    ];
    const locales = [...LANGUAGES.map(({ tag }) => tag), ...places];
    const currencies = fc.constantFrom('IDR', 'VND', 'INR', 'USD', 'KWD', 'CLF', 'KES');
    const money = fc.record({ minor: fc.maxSafeNat(), currency: currencies });
    fc.assert(
      fc.property(money, fc.constantFrom(...locales), (amount, locale) => {
        expect(parseMoney(amountText(amount, locale), amount.currency, locale)).toEqual(amount);
      }),
      { seed: 9, numRuns: 2000 },
    );
  });

  it('follow ISO 4217 in every browser', () => {
    expect(['IDR', 'VND', 'KWD', 'JPY', 'XXX', 'constructor'].map(currencyDigits)).toEqual([2, 0, 3, 0, 2, 2]);
  });

  it('are written exactly, however large', () => {
    expect(toDecimal({ minor: Number.MAX_SAFE_INTEGER, currency: 'USD' })).toBe('90071992547409.91');
    expect(toDecimal({ minor: 5, currency: 'USD' })).toBe('0.05');
    expect(toDecimal({ minor: -150, currency: 'USD' })).toBe('-1.50');
    expect(toDecimal({ minor: 7, currency: 'VND' })).toBe('7');
    expect(formatMoney({ minor: Number.MAX_SAFE_INTEGER, currency: 'USD' }, 'en')).toBe('$90,071,992,547,409.91');
  });

  it('show no empty decimals', () => {
    expect(formatMoney({ minor: 150_000, currency: 'USD' }, 'en')).toBe('$1,500');
    expect(formatMoney({ minor: 150_050, currency: 'USD' }, 'en')).toBe('$1,500.50');
  });
});
