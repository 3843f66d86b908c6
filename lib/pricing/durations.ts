import { type Decimal, type Numeral, readNumeral } from './numerals.ts';
import type { Word } from './words.ts';

/** A length of time in a prepared text, from `min` to `max` days. */
export interface Duration {
  start: number;
  end: number;
  min: number;
  max: number;
}

const MONTH = 365 / 12;
const DAYS: Record<string, number> = { days: 1, weeks: 7, fortnights: 15, months: MONTH, years: 365 };
const HAN_UNIT =
  /^ ?(个月|天|周|星期|年|期)(?!利|息|化|费|前|后|份|内放|到|度|[月日]|初|底|末|均|年|岁|边|转|龄|以上|租)/;
const HAN_DAYS: Record<string, number> = { 天: 1, 周: 7, 星期: 7, 个月: MONTH, 期: MONTH, 年: 365 };
const THAI_UNIT = /^ ?(วัน|สัปดาห์|เดือน|งวด|ปี)/;
const THAI_DAYS: Record<string, number> = { วัน: 1, สัปดาห์: 7, เดือน: MONTH, งวด: MONTH, ปี: 365 };

const BEFORE: Record<string, number> = {
  'days-before': 1,
  'weeks-before': 7,
  'months-before': MONTH,
  'years-before': 365,
};

/** The unit that stands before its number: siku 14. */
function unitBefore(text: string, start: number, end: number, words: readonly Word[]) {
  if (text[start - 1] !== ' ') return null;
  const word = words.find((item) => item.end === start - 1 && item.concept in BEFORE);
  return word ? { days: BEFORE[word.concept] ?? 1, end } : null;
}

function unitAfter(text: string, end: number, words: readonly Word[]): { days: number; end: number } | null {
  const rest = text.slice(end, end + 8);
  const han = HAN_UNIT.exec(rest)?.[1];
  if (han) return { days: HAN_DAYS[han] ?? 1, end: end + rest.indexOf(han) + han.length };
  const thai = THAI_UNIT.exec(text.slice(end, end + 12))?.[1];
  if (thai) return { days: THAI_DAYS[thai] ?? 1, end: text.indexOf(thai, end) + thai.length };
  for (let at = end; at <= end + 2; at += 1) {
    if (at > end && !/[ -]/.test(text[at - 1] ?? '')) break;
    const word = words.find((item) => item.start === at && item.concept in DAYS);
    if (word) return { days: DAYS[word.concept] ?? 1, end: word.end };
  }
  return null;
}

const LEAD = /^[\s\-,/、至到或]*$/;

/** The lengths of time in a prepared text: 14 days, 3-12 months, 7天、14天 (as one range). */
export function findDurations(
  text: string,
  numerals: readonly Numeral[],
  words: readonly Word[],
  decimal: Decimal,
): Duration[] {
  const found: Duration[] = [];
  for (const [index, { start, end, raw }] of numerals.entries()) {
    const value = readNumeral(raw, 'amount', decimal);
    const unit = value === null ? null : (unitAfter(text, end, words) ?? unitBefore(text, start, end, words));
    if (value === null || unit === null || value <= 0 || value * unit.days > 20_000) continue;
    if (value === 1 && text.slice(end, unit.end).trim() === '期') continue;
    if (/^ ?(?:old|of age|y\.?o)/.test(text.slice(unit.end, unit.end + 8))) continue;
    const length = value * unit.days;
    const duration = { start, end: unit.end, min: length, max: length };
    const first = numerals[index - 1];
    const last = found[found.length - 1];
    if (last && joins(text, last.end, start, words) && start - last.end <= 8) {
      last.max = Math.max(last.max, length);
      last.min = Math.min(last.min, length);
      last.end = unit.end;
      continue;
    }
    if (first && start - first.end <= 8 && first.end > (last?.end ?? 0) && joins(text, first.end, start, words)) {
      const least = readNumeral(first.raw, 'amount', decimal);
      if (least !== null && least < value) {
        duration.min = least * unit.days;
        duration.start = first.start;
      }
    }
    found.push(duration);
  }
  return found;
}

function joins(text: string, from: number, to: number, words: readonly Word[]): boolean {
  // The end of a word of which the list has the stem: месяц-а.
  const rest = /^[\p{L}\p{M}]{1,3}(?= )/u.exec(text.slice(from, to));
  const known = words.some((word) => word.start === from);
  let gap = text.slice(from + (rest && !known ? rest[0].length : 0), to);
  for (const word of words) {
    if (word.start < from || word.end > to || !['range', 'up-to', 'and'].includes(word.concept)) continue;
    gap = gap.replace(text.slice(word.start, word.end), '');
  }
  return LEAD.test(gap) && text.slice(from, to).trim() !== '';
}
