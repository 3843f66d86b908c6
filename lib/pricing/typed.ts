import { decimalOf, foldDigits, readNumeral } from './numerals.ts';

/**
 * A percentage as a person types it in a locale (`0,8`, `0.8 %`, `२.५`, `１２％`) as a fraction; null where it is none.
 * A point is always taken for a decimal one where a comma would be, unless thousands are written.
 */
export function readRate(text: string, locale: string): number | null {
  const plain = foldDigits(text.normalize('NFKC')).replace(/[%\s]/g, '');
  if (!/^\d[\d.,']{0,20}$/.test(plain)) return null;
  const value = readNumeral(plain, 'percent', decimalOf(locale.toLowerCase()));
  return value === null ? null : value / 100;
}
