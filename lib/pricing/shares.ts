import { type Decimal, HAN_NUMERAL, hanValue, magnitudeAt, type Numeral, readNumeral } from './numerals.ts';
import type { Word } from './words.ts';

/** A time for which a share is charged. */
export type Per = 'day' | 'week' | 'fortnight' | 'month' | 'year' | 'loan';

/** A share of a sum as it stands in a prepared text: 5 %, 3‰, 万分之五, 2分, 0.5 per 100. From `low` to `high`. */
export interface Share {
  start: number;
  end: number;
  low: number;
  high: number;
  /** The time that the way of writing implies: 月息2分 is for each month. */
  per: Per | null;
  /** Told for a round sum (5 per 100) rather than with a mark of its own. */
  perSum?: true;
}

interface Marked extends Share {
  raw: string;
}

function wordAt(words: readonly Word[], concept: string, start: number): Word | undefined {
  return words.find((word) => word.start === start && word.concept === concept);
}

function wordEndingAt(words: readonly Word[], concept: string, end: number): Word | undefined {
  return words.find((word) => word.end === end && word.concept === concept);
}

/** Where the mark behind a number ends, with what one of it is worth; null where no mark stands there. */
function markAfter(text: string, end: number, words: readonly Word[]): { end: number; worth: number } | null {
  const at = text[end] === ' ' ? end + 1 : end;
  const sign = text[at];
  if (sign === '%' || sign === '‰') {
    const follows = text[at + 1] ?? '';
    // `%20` of an address is no percentage, while `2%pm` is one.
    if (/[0-9a-z]/.test(follows) && !words.some((word) => word.start === at + 1)) return null;
    return { end: at + 1, worth: sign === '%' ? 0.01 : 0.001 };
  }
  const word = wordAt(words, 'percent', at);
  return word ? { end: word.end, worth: 0.01 } : null;
}

function markedShare(text: string, { start, end, raw }: Numeral, words: readonly Word[], decimal: Decimal) {
  const before = text[start - 1] ?? '';
  if (/[\p{Script=Latin}+±#$€£¥]/u.test(before)) return null;
  const value = readNumeral(raw, 'percent', decimal);
  if (value === null) return null;
  const mark = markAfter(text, end, words);
  if (mark) return { start, end: mark.end, low: value * mark.worth, high: value * mark.worth, per: null, raw };
  const gap = before === ' ' ? 1 : 0;
  const word = wordEndingAt(words, 'percent', start - gap);
  const sign = before === '%' && /^[\s(:]?$/.test(text[start - 2] ?? '');
  if (!word && !sign) return null;
  return { start: word?.start ?? start - 1, end, low: value / 100, high: value / 100, per: null, raw };
}

function isRange(text: string, from: number, to: number, words: readonly Word[]): boolean {
  const gap = text.slice(from, to).trim();
  if (gap === '-' || gap === '–' || gap === '至') return true;
  if (gap.length === 0 || gap.length > 24) return false;
  let left = text.slice(from, to);
  let joins = false;
  for (const word of words) {
    if (word.start < from || word.end > to) continue;
    if (!['range', 'up-to', 'from', 'and'].includes(word.concept)) return false;
    joins ||= word.concept === 'range' || word.concept === 'up-to';
    joins ||= word.concept === 'and' && words.some((begin) => begin.concept === 'between' && near(begin, from));
    left = left.replace(text.slice(word.start, word.end), ' ');
  }
  return joins && /^[\s\-p.a]*$/.test(left);
}

const near = (word: Word, before: number) => word.end <= before && before - word.end <= 24;

const HAN_FRACTION = new RegExp(
  `([百千万])分之(\\d{1,3}(?:\\.\\d{1,4})?|${HAN_NUMERAL}{1,7}(?:点${HAN_NUMERAL}{1,4})?)`,
  'g',
);
const HAN_WAN = new RegExp(
  `(?<![\\d.${HAN_NUMERAL.slice(1, -1)}])万(\\d{1,3}(?:\\.\\d{1,4})?|[一二两三四五六七八九])(?![\\d.万元百千])`,
  'g',
);
const HAN_FEN = new RegExp(
  `(\\d{1,3}(?:\\.\\d{1,3})?|${HAN_NUMERAL}{1,3}) ?([分厘毫毛])(?:(\\d|[一二三四五六七八九半])(?![\\d个月天年]))?(?!钟|之|期|行|店|享|公司|散|数|析|布|类|级|成|批|割|配|内)`,
  'g',
);
const HAN_WORTH: Record<string, number> = { 百: 0.01, 千: 0.001, 万: 0.0001 };
// 分 is a tenth of a year's sum, a hundredth of a month's and a thousandth of a day's; 厘 is a tenth of 分.
const FEN: Record<string, number> = { year: 0.1, month: 0.01, day: 0.001 };
const STEPS: Record<string, number> = { 毛: 10, 分: 1, 厘: 0.1, 毫: 0.01 };

function hanNumber(text: string): number | null {
  return /^\d/.test(text) ? Number(text) : hanValue(text);
}

function periodBefore(text: string, at: number): 'day' | 'month' | 'year' | null {
  const lead = text.slice(Math.max(0, at - 8), at);
  const found = [...lead.matchAll(/([日月年])(?=[化利息费])/g)].at(-1)?.[1];
  return found === '日' ? 'day' : found === '月' ? 'month' : found === '年' ? 'year' : null;
}

/** Shares as Chinese writes them: 百分之二十四, 万分之五, 日息万五, 月息2分5, 两分利. */
function hanShares(text: string): Marked[] {
  const found: Marked[] = [];
  const add = (start: number, raw: string, value: number | null, worth: number, per: Per | null) => {
    if (value === null || !Number.isFinite(value)) return;
    found.push({ start, end: start + raw.length, low: value * worth, high: value * worth, per, raw });
  };
  for (const match of text.matchAll(HAN_FRACTION)) {
    const [raw, base = '', number = ''] = match;
    add(match.index, raw, hanNumber(number), HAN_WORTH[base] ?? 0, null);
  }
  for (const match of text.matchAll(HAN_WAN)) {
    const per = periodBefore(text, match.index);
    const named =
      per !== null || /(?:利率|利息|费率)[^,，。]{0,3}$/.test(text.slice(Math.max(0, match.index - 6), match.index));
    if (named) add(match.index, match[0], hanNumber(match[1] ?? ''), 0.0001, per ?? 'day');
  }
  for (const match of text.matchAll(HAN_FEN)) {
    const [raw, number = '', unit = '', more] = match;
    const lead = periodBefore(text, match.index);
    const profit = /^(?:的)?利/.test(text.slice(match.index + raw.length));
    if (!lead && !profit) continue;
    const per = lead ?? 'month';
    const whole = hanNumber(number);
    const rest = more === undefined ? 0 : more === '半' ? 0.5 : (hanNumber(more) ?? 0) / 10;
    add(match.index, raw, whole === null ? null : whole + rest, (FEN[per] ?? 0) * (STEPS[unit] ?? 0), per);
  }
  return found;
}

const PER_SUM: Record<string, number> = { '100': 100, '1000': 1000, '10000': 10_000, '100000': 100_000 };
// 3k/1 triệu, 2 nghìn/triệu: so much for each million.
const SUM_AFTER_SLASH = /^(\d{1,3})? ?/;
const HAN_PER = /每(?:借)?(百|千|万|\d{3,5})元?/g;

/** Shares told for a round sum: 5 per 100, £15 for every £100, 3k/triệu, 每万元每天5元. */
function perSumShares(text: string, numerals: readonly Numeral[], words: readonly Word[], decimal: Decimal): Marked[] {
  const found: Marked[] = [];
  const add = (start: number, end: number, part: number | null, sum: number) => {
    if (part === null || part <= 0 || part >= sum) return;
    found.push({ start, end, low: part / sum, high: part / sum, per: null, perSum: true, raw: text.slice(start, end) });
  };
  for (const [index, sum] of numerals.entries()) {
    const base = PER_SUM[sum.raw.replace(/[.,' ]/g, '')];
    if (base === undefined) continue;
    const word = words.find((item) => item.concept === 'per' && item.end <= sum.start && sum.start - item.end <= 5);
    if (!word || /[a-z]{4}/.test(text.slice(word.end, sum.start))) continue;
    const part = numerals[index - 1];
    const next = numerals[index + 1];
    if (part && part.end <= word.start && word.start - part.end <= 14) {
      add(part.start, sum.end, readNumeral(part.raw, 'amount', decimal), base);
    } else if (next && next.start - sum.end <= 30 && /[,:]/.test(text.slice(sum.end, next.start))) {
      add(word.start, next.end, readNumeral(next.raw, 'amount', decimal), base);
    }
  }
  for (const { start, end, raw } of numerals) {
    const own = magnitudeAt(text, end);
    const of = text[own.end] === '/' ? SUM_AFTER_SLASH.exec(text.slice(own.end + 1, own.end + 14)) : null;
    if (own.factor === 1 || !of) continue;
    const unit = magnitudeAt(text, own.end + 1 + of[0].length);
    const part = readNumeral(raw, 'amount', decimal);
    if (unit.factor > own.factor) add(start, unit.end, part && part * own.factor, unit.factor * Number(of[1] ?? 1));
  }
  for (const match of text.matchAll(HAN_PER)) {
    const end = match.index + match[0].length;
    const base = { 百: 100, 千: 1000, 万: 10_000 }[match[1] ?? ''] ?? Number(match[1]);
    const part = numerals.find((item) => item.start >= end && item.start - end <= 14);
    const unit = part
      ? text
          .slice(part.end, part.end + 2)
          .trimStart()
          .charAt(0)
      : '';
    if (part && (unit === '元' || unit === '块' || unit === '角' || unit === '分')) {
      const worth = unit === '角' ? 0.1 : unit === '分' ? 0.01 : 1;
      const value = readNumeral(part.raw, 'amount', decimal);
      add(match.index, part.end + 1, value === null ? null : value * worth, base);
    }
  }
  return found;
}

/** All shares of a prepared text by position, with the two ends of a range as one. At most 120. */
export function findShares(
  text: string,
  numerals: readonly Numeral[],
  words: readonly Word[],
  decimal: Decimal,
): Share[] {
  const marked: Marked[] = [];
  const numbers = new Map<number, Numeral>();
  for (const numeral of numerals) {
    const share = markedShare(text, numeral, words, decimal);
    if (share) marked.push(share);
    else numbers.set(numeral.end, numeral);
  }
  if (/[分万厘]/.test(text)) marked.push(...hanShares(text));
  marked.push(...perSumShares(text, numerals, words, decimal));
  marked.sort((a, b) => a.start - b.start || b.end - a.end);
  const shares: Share[] = [];
  for (const share of marked.slice(0, 120)) {
    const last = shares[shares.length - 1];
    if (last && share.start < last.end) continue;
    if (last && last.low === last.high && share.low >= last.low && isRange(text, last.end, share.start, words)) {
      shares[shares.length - 1] = { ...last, end: share.end, high: share.high, per: share.per ?? last.per };
      continue;
    }
    shares.push(widened(text, share, numbers, words, decimal));
  }
  const exact = (value: number) => Number(value.toPrecision(12));
  return shares.map((share) => ({ ...share, low: exact(share.low), high: exact(share.high) }));
}

/** A share with the number before it that is the lower end of its range: `1-3%`, `30 to 360%`. */
function widened(
  text: string,
  share: Marked,
  numbers: ReadonlyMap<number, Numeral>,
  words: readonly Word[],
  decimal: Decimal,
): Share {
  const { start, end, high, per } = share;
  if (share.perSum) return share;
  for (let back = 1; back <= 12; back += 1) {
    const first = numbers.get(start - back);
    if (!first) continue;
    const value = readNumeral(first.raw, 'percent', decimal);
    const ratio = Number(share.raw.replace(',', '.')) > 0 ? high / Number(share.raw.replace(',', '.')) : 0.01;
    if (value === null || !(value * ratio < high) || !isRange(text, first.end, start, words)) break;
    if (/[\p{Script=Latin}$€£¥₹.]/u.test(text[first.start - 1] ?? '')) break;
    return { start: first.start, end, low: value * ratio, high, per };
  }
  return { start, end, low: share.low, high, per };
}
