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

function written(money: Money, locale: string, style: Intl.NumberFormatOptions): string {
  const digits = currencyDigits(money.currency);
  const places = money.minor % 10 ** digits === 0 ? 0 : digits;
  return new Intl.NumberFormat(locale, {
    ...style,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(toDecimal(money) as Intl.StringNumericLiteral);
}

/** An amount as people of a locale write it, with the currency; no decimals where they are all zero. */
export function formatMoney(money: Money, locale: string): string {
  return written(money, locale, { style: 'currency', currency: money.currency });
}

/** An amount as it stands in a field: as `formatMoney` has it, without the currency; `parseMoney` reads the same again. */
export function amountText(money: Money, locale: string): string {
  return written(money, locale, {});
}

/** What a field for an amount shows while it is empty: nought, with as many decimals as people use for the currency. */
export function emptyAmount(currency: string, locale: string): string {
  // Browsers know that nobody counts sen; what has no smaller unit has none in any of them.
  const used = new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions().minimumFractionDigits;
  const places = Math.min(used ?? 0, currencyDigits(currency));
  return `${currency} ${new Intl.NumberFormat(locale, { minimumFractionDigits: places }).format(0)}`;
}

interface Marks {
  group: string;
  decimal: string;
  digits: Map<string, string>;
}

const COMMA = { group: '.', decimal: ',' };
const POINT = { group: ',', decimal: '.' };

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

// With `,` between thousands and `d` before decimals, whatever the locale has there. What stands in no amount of the
// locale stays, and makes the text none.
function plainOf(text: string, { group, decimal, digits }: Marks): string {
  let plain = '';
  for (const char of text) {
    if (digits.has(char)) plain += digits.get(char);
    else if (char === group) plain += ',';
    else if (char === decimal) plain += 'd';
    else plain += /\d/.test(char) ? char : '?';
  }
  return plain;
}

function minorOf(plain: string, places: number): number | null {
  const [whole = '', fraction = '', more] = plain.split('d');
  if (more !== undefined || fraction.length > places || !/^\d*$/.test(fraction)) return null;
  if (!/^\d+$/.test(whole) && !GROUPED.test(whole)) return null;
  const minor = Number(whole.replaceAll(',', '') + fraction.padEnd(places, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

// What can mean nothing else though the marks are the other way round: two thousands' marks, one with a decimal mark, or
// decimals to the last place behind more digits than stand between two marks. `4.000` alone can mean both.
const CERTAIN = [/^\d{1,3}(?:,\d{3}){2,}(?:d\d+)?$/, /^\d{1,3},\d{3}d\d+$/];

function isCertain(plain: string, places: number): boolean {
  if (CERTAIN.some((form) => form.test(plain))) return true;
  const [whole = '', fraction = ''] = plain.split('d');
  return places === 2 && fraction.length === places && /^\d{4,}$/.test(whole);
}

/**
 * An amount as a person types it in a locale (`1.500.000`, `1,50,000.5`, native digits, with or without the currency's
 * sign), or null where it cannot be told for certain: a mark in the wrong place is refused rather than read as a
 * thousandfold amount. Points and commas the other way round are taken where they can mean nothing else (`4.000.000` in
 * English). Also null for negative amounts, too many decimals, and what no longer counts exactly.
 */
export function parseMoney(text: string, currency: string, locale: string): Money | null {
  if (text.length > 60) return null;
  const marks = marksOf(locale);
  // The currency's sign or code may stand before or behind, never within: `1e308` is no amount.
  const bare = text
    .normalize('NFKC')
    .trim()
    .replace(/^[\p{L}\p{Sc}]+\.?/u, '')
    .replace(/[\p{L}\p{Sc}]{1,20}\.?$/u, '')
    .replace(SPACES, '');
  const places = currencyDigits(currency);
  const own = minorOf(plainOf(bare, marks), places);
  if (own !== null) return { minor: own, currency };
  const turned = plainOf(bare, { ...marks, ...(marks.decimal === '.' ? COMMA : POINT) });
  const other = isCertain(turned, places) ? minorOf(turned, places) : null;
  return other === null ? null : { minor: other, currency };
}
