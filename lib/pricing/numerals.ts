import numbers from '../../data/pricing/numbers.json' with { type: 'json' };

/** A number as it stands in a prepared text (see `prepare`). */
export interface Numeral {
  start: number;
  end: number;
  /** The digits with their separators, as they stand. */
  raw: string;
}

// The first digit of each script whose digits NFKC leaves alone.
const ZEROS = [
  0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0, 0x0f20,
  0x1040, 0x17e0,
];
const OTHER_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u17e9]/g;

/** Digits of every script as 0 to 9, with the Arabic percent sign and separators; the length stays the same. */
export function foldDigits(text: string): string {
  if (!/[\u0600-\u17ff]/.test(text)) return text;
  return text
    .replace(OTHER_DIGIT, (digit) => {
      const code = digit.charCodeAt(0);
      const zero = ZEROS.find((first) => code >= first && code < first + 10);
      return zero === undefined ? digit : String(code - zero);
    })
    .replace(/\u066a/g, '%')
    .replace(/\u066b/g, '.')
    .replace(/\u066c/g, ',');
}

const NUMERAL = /\d+(?:[.,']\d+| \d{3}(?![\d.,]))*|(?<![\d\p{L}])\.\d{1,4}(?= ?%)/gu;
const SPACED = /^\d{1,3}(?: \d{3})+(?:[.,]\d+)?$/;

/** The numbers of a prepared text, by position. At most 400. */
export function findNumerals(text: string): Numeral[] {
  const found: Numeral[] = [];
  for (const match of text.matchAll(NUMERAL)) {
    const raw = match[0];
    const start = match.index;
    if (raw.includes(' ') && !SPACED.test(raw)) {
      let at = start;
      for (const part of raw.split(' ')) {
        found.push({ start: at, end: at + part.length, raw: part });
        at += part.length + 1;
      }
    } else found.push({ start, end: start + raw.length, raw });
    if (found.length >= 400) break;
  }
  return found;
}

const GROUPS = /^\d{1,3}(?:\d{3})*$/;

function isGrouped(parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  if (!/^\d{1,3}$/.test(first) || rest.length === 0) return false;
  const last = rest[rest.length - 1] ?? '';
  // Thousands throughout, or Indian lakhs: groups of two before the last of three.
  return (
    last.length === 3 && (rest.every((part) => part.length === 3) || rest.slice(0, -1).every((p) => p.length === 2))
  );
}

/** How a language writes numbers where a separator could mean either. */
export type Decimal = 'comma' | 'point';

/** The decimal sign of a language; `lang` is a BCP 47 tag in lower case, '' for unknown. */
export function decimalOf(lang: string): Decimal {
  const tag = lang.replace('_', '-');
  if (numbers.decimalPointRegions.includes(tag)) return 'point';
  return numbers.decimalComma.includes(tag.split('-')[0] ?? '') ? 'comma' : 'point';
}

/**
 * The decimal sign of a page: what its own numbers show (24,36 or 2,649.60), where they show anything; else what its
 * language uses.
 */
export function decimalIn(texts: readonly string[], lang: string): Decimal {
  let balance = 0;
  for (const text of texts) {
    for (const { raw } of findNumerals(text)) {
      const found = /^(?:\d{1,3}(?:[.']\d{3})+|\d+)(,)\d{1,2}$|^(?:\d{1,3}(?:[,']\d{3})+|\d+)(\.)\d{1,2}$/.exec(raw);
      if (found) balance += found[1] ? 1 : -1;
    }
  }
  return balance > 0 ? 'comma' : balance < 0 ? 'point' : decimalOf(lang);
}

/**
 * The value of a numeral, or null where its separators make no number (17.08.2015). One separator with three digits
 * behind it is a thousand in an amount; in a percentage it is what the language says, but 0.125 is never 125.
 */
export function readNumeral(raw: string, use: 'amount' | 'percent', decimal: Decimal): number | null {
  if (/^\d{1,15}$/.test(raw)) return Number(raw);
  const text = raw.replace(/ /g, "'");
  if (text.startsWith('.')) return finite(`0${text}`);
  const signs = [...new Set(text.replace(/\d/g, ''))];
  if (signs.length === 0) return GROUPS.test(text) || text.length <= 15 ? Number(text) : null;
  const last = text[Math.max(text.lastIndexOf('.'), text.lastIndexOf(','), text.lastIndexOf("'"))] ?? '';
  const pieces = text.split(last);
  const tail = pieces[pieces.length - 1] ?? '';
  if (signs.length >= 2) {
    const whole = text.slice(0, text.lastIndexOf(last));
    const parts = whole.split(/[.,']/);
    if (signs.length > 2 || whole.includes(last) || last === "'" || !isGrouped(parts)) return null;
    return finite(`${parts.join('')}.${tail}`);
  }
  if (pieces.length > 2) return isGrouped(pieces) ? finite(pieces.join('')) : null;
  const head = pieces[0] ?? '';
  if (last === "'") return isGrouped(pieces) ? finite(pieces.join('')) : null;
  if (tail.length !== 3 || !/^[1-9]\d{0,2}$/.test(head)) return finite(`${head}.${tail}`);
  const thousand = use === 'amount' || (last === ',') === (decimal === 'point');
  return finite(thousand ? head + tail : `${head}.${tail}`);
}

function finite(text: string): number | null {
  const value = Number(text);
  return text.length <= 24 && Number.isFinite(value) ? value : null;
}

/** Words by their first letter, the longest first. */
const MAGNITUDES = new Map<string, [word: string, factor: number][]>();
for (const entry of Object.entries(numbers.magnitudes).sort(([a], [b]) => b.length - a.length)) {
  const letter = entry[0].charAt(0);
  MAGNITUDES.set(letter, [...(MAGNITUDES.get(letter) ?? []), entry]);
}
const LETTER = /\p{L}/u;
const SPACELESS = /^[\u0e00-\u0eff\u2e80-\u9fff]/;

/**
 * The magnitude word right behind a number ('5 juta', '3万'): its factor, what a digit behind it adds, and where it
 * ends; factor 1 without one.
 */
export function magnitudeAt(text: string, end: number): { factor: number; end: number; more: number } {
  const at = text[end] === ' ' ? end + 1 : end;
  for (const [word, factor] of MAGNITUDES.get(text.charAt(at)) ?? []) {
    if (!text.startsWith(word, at)) continue;
    const after = at + word.length;
    if (!SPACELESS.test(word) && LETTER.test(text[after] ?? '')) continue;
    // 8万5 and 8万5千 are 85,000.
    const rest = SPACELESS.test(word) ? /^([1-9])(?:千|百)?(?![\d.,%])/.exec(text.slice(after, after + 3)) : null;
    const step = rest?.[0].endsWith('百') ? 100 : factor / 10;
    return { factor, end: after + (rest?.[0].length ?? 0), more: rest ? Number(rest[1]) * step : 0 };
  }
  return { factor: 1, end, more: 0 };
}

const HAN_DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const HAN_UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

/** Letters that Chinese numbers are written with. */
export const HAN_NUMERAL = '[零〇一二两三四五六七八九十百]';

/** The value of a number in Chinese letters up to 9,999 ('二十四', '三百六十五'), or null. '点' starts the decimals. */
export function hanValue(text: string): number | null {
  const [whole = '', decimals = '', more] = text.split('点');
  if (more !== undefined || whole.length > 9 || decimals.length > 4) return null;
  let sum = 0;
  let digit: number | null = null;
  for (const letter of whole) {
    const unit = HAN_UNITS[letter];
    const value = HAN_DIGITS[letter];
    if (unit !== undefined) {
      sum += (digit ?? 1) * unit;
      digit = null;
    } else if (value !== undefined) digit = digit === null || sum > 0 ? value : digit * 10 + value;
    else return null;
  }
  sum += digit ?? 0;
  let fraction = '';
  for (const letter of decimals) {
    const value = HAN_DIGITS[letter];
    if (value === undefined) return null;
    fraction += value;
  }
  return whole === '' ? null : Number(`${sum}.${fraction || '0'}`);
}
