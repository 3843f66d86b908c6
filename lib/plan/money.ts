import type { Money } from '../database/index.ts';

// ISO 4217 (list one of the maintenance agency, SIX): digits of the minor unit where they are not two. Browsers differ
// for some currencies (the rupiah among them), and an amount written by one must mean the same in another.
const DIGITS: Record<string, number> = {
  BHD: 3,
  BIF: 0,
  CLF: 4,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  UYW: 4,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** How many decimal digits a currency's smallest unit has, by ISO 4217; two for a code that is not listed. */
export function currencyDigits(currency: string): number {
  return Object.hasOwn(DIGITS, currency) ? DIGITS[currency]! : 2;
}

/** Minor units as a plain decimal number with a point, exact however large: `150050` IDR is `1500.50`. */
export function toDecimal({ minor, currency }: Money): string {
  const digits = currencyDigits(currency);
  if (digits === 0) return String(minor);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  return `${minor < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** An amount as people of a locale write it, with the currency; no decimals where they are all zero. */
export function formatMoney(money: Money, locale: string): string {
  const digits = currencyDigits(money.currency);
  const whole = money.minor % 10 ** digits === 0;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
  }).format(toDecimal(money) as Intl.StringNumericLiteral);
}

interface Marks {
  group: string;
  decimal: string;
  digits: Map<string, string>;
}

function marksOf(locale: string): Marks {
  const format = new Intl.NumberFormat(locale);
  const parts = format.formatToParts(1234567.8);
  const part = (type: string) => parts.find((entry) => entry.type === type)?.value ?? '';
  const plain = new Intl.NumberFormat(locale, { useGrouping: false });
  const digits = new Map(Array.from({ length: 10 }, (_, digit) => [plain.format(digit), String(digit)]));
  return { group: part('group'), decimal: part('decimal') || '.', digits };
}

const SPACES = /[\s'’]/g;
const GROUPED = /^\d{1,3}(?:,\d{2,3})*,\d{3}$/;

/**
 * An amount as a person types it in a locale (`1.500.000`, `1,50,000.5`, native digits, with or without the currency's
 * sign), or null where it cannot be told for certain: a mark in the wrong place is refused rather than read as a
 * thousandfold amount. Also null for negative amounts, too many decimals, and what no longer counts exactly.
 */
export function parseMoney(text: string, currency: string, locale: string): Money | null {
  if (text.length > 60) return null;
  const { group, decimal, digits } = marksOf(locale);
  // The currency's sign or code may stand before or behind, never within: `1e308` is no amount.
  const bare = text
    .normalize('NFKC')
    .trim()
    .replace(/^[\p{L}\p{Sc}]+\.?/u, '')
    .replace(/[\p{L}\p{Sc}]{1,20}\.?$/u, '');
  let plain = '';
  for (const char of bare.replace(SPACES, '')) {
    if (digits.has(char)) plain += digits.get(char);
    else if (char === group) plain += ',';
    else if (char === decimal) plain += 'd';
    // What stands in no amount of this locale stays, and makes the text none.
    else plain += /\d/.test(char) ? char : '?';
  }
  const [whole = '', fraction = '', more] = plain.split('d');
  const places = currencyDigits(currency);
  if (more !== undefined || fraction.length > places || !/^\d*$/.test(fraction)) return null;
  if (!/^\d+$/.test(whole) && !GROUPED.test(whole)) return null;
  const minor = Number(whole.replaceAll(',', '') + fraction.padEnd(places, '0'));
  return Number.isSafeInteger(minor) ? { minor, currency } : null;
}
