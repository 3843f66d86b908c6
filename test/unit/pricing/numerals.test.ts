// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { readRate } from '../../../lib/pricing/index.ts';
import {
  decimalIn,
  findNumerals,
  foldDigits,
  hanValue,
  magnitudeAt,
  readNumeral,
} from '../../../lib/pricing/numerals.ts';
import { prepare } from '../../../lib/pricing/words.ts';

describe('numbers as pages write them', () => {
  it.each([
    ['1,000', 'amount', 'point', 1000],
    ['1.000', 'amount', 'point', 1000],
    ['1,50,000', 'amount', 'point', 150_000],
    ['12,34,56,789', 'amount', 'point', 123_456_789],
    ['1.000.000,50', 'amount', 'comma', 1_000_000.5],
    ['3 650 000', 'amount', 'comma', 3_650_000],
    ["1'000", 'amount', 'point', 1000],
    ['0,8', 'percent', 'comma', 0.8],
    ['0,8', 'percent', 'point', 0.8],
    ['0.125', 'percent', 'comma', 0.125],
    ['1,250', 'percent', 'point', 1250],
    ['1,250', 'percent', 'comma', 1.25],
    ['292,000', 'percent', 'comma', 292],
    ['2.500,00', 'percent', 'comma', 2500],
    ['365,5', 'percent', 'comma', 365.5],
  ] as const)('%s as %s with a decimal %s', (raw, use, decimal, expected) => {
    expect(readNumeral(raw, use, decimal)).toBe(expected);
  });

  it.each(['17.08.2015', '1.2.3', '1,2,3', '192.168.0.1', '12.34.56,7'])('%s is no number', (raw) => {
    expect(readNumeral(raw, 'amount', 'point')).toBeNull();
  });

  it('reads the digits of all scripts', () => {
    expect(foldDigits('٢٫٥٪ ۳۶ २४ ৯ ๒๐')).toBe('2.5% 36 24 9 20');
    expect(prepare('０．０５％')).toBe('0.05%');
    expect(prepare('12½ %')).toBe('12.5 %');
  });

  it('takes spaces for thousands only where they are', () => {
    const numbers = (text: string) => findNumerals(text).map(({ raw }) => raw);
    expect(numbers('10 000 and 5 000 000')).toEqual(['10 000', '5 000 000']);
    expect(numbers('call 1234 567 now')).toEqual(['1234', '567']);
    expect(numbers('in 2024 300 people')).toEqual(['2024', '300']);
  });

  it('reads magnitudes and Chinese numbers', () => {
    expect(magnitudeAt('5 juta', 1)).toMatchObject({ factor: 1e6 });
    expect(magnitudeAt('2 lakhs', 1)).toMatchObject({ factor: 1e5 });
    expect(magnitudeAt('8万5', 1)).toMatchObject({ factor: 1e4, more: 5000, end: 3 });
    expect(magnitudeAt('5 kilos', 1)).toMatchObject({ factor: 1 });
    expect(['二十四', '三百六十五', '十', '两点五', '百'].map(hanValue)).toEqual([24, 365, 10, 2.5, 100]);
    expect(hanValue('贷款')).toBeNull();
  });

  it('takes the decimal sign from the page before the language', () => {
    expect(decimalIn(['$2,649.60 and 89.60'], 'es')).toBe('point');
    expect(decimalIn(['24,36 %'], 'en')).toBe('comma');
    expect(decimalIn(['1.000'], 'id')).toBe('comma');
    expect(decimalIn([], 'es-mx')).toBe('point');
  });

  it('reads a rate as it is typed', () => {
    expect(readRate('0,8', 'id')).toBeCloseTo(0.008, 12);
    expect(readRate('0.8 %', 'id')).toBeCloseTo(0.008, 12);
    expect(readRate('२.५', 'hi')).toBeCloseTo(0.025, 12);
    expect(readRate('１２％', 'zh-CN')).toBeCloseTo(0.12, 12);
    for (const text of ['', 'abc', '-5', '1e5', '5 percent', '1.2.3', '9'.repeat(40)])
      expect(readRate(text, 'en')).toBeNull();
  });
});
