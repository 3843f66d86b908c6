import { quote } from '../assessment/index.ts';
import type { Control } from '../page/index.ts';
import type { Duration } from './durations.ts';
import { findDurations } from './durations.ts';
import { type Decimal, findNumerals } from './numerals.ts';
import type { Line } from './page-text.ts';
import { sentencesOf } from './sentences.ts';
import { blankStated, type StatedPrice } from './stated.ts';
import { findWords, prepare, type Word } from './words.ts';

const HAN = /[\u0e00-\u0eff\u4e00-\u9fff]/;
const AFTER = new Set(['loan', 'principal', 'term']);
const UNITS: Record<string, number> = { days: 1, weeks: 7, fortnights: 15, months: 365 / 12, years: 365 };

const has = (words: readonly Word[], concept: string) => words.some((word) => word.concept === concept);

function isTerm(line: Line, duration: Duration): boolean {
  const { text, words } = line;
  const sentence = sentencesOf(text).find((span) => span.start <= duration.start && span.end >= duration.end);
  const from = sentence?.start ?? 0;
  const inSentence = words.filter((word) => word.start >= from && word.end <= (sentence?.end ?? text.length));
  if (has(inSentence, 'late') || has(inSentence, 'savings')) return false;
  const before = inSentence.filter((word) => word.end <= duration.start);
  const label = [...before].reverse().find((word) => word.concept === 'term');
  if (label) {
    const gap = text.slice(label.end, duration.start);
    const other = before.some((word) => word.start > label.end && word.concept === 'other');
    if (!other && gap.length * (HAN.test(gap) ? 2.4 : 1) <= 44) return true;
  }
  const next = inSentence.find((word) => word.start >= duration.end && AFTER.has(word.concept));
  const years = /年$/.test(text.slice(duration.start, duration.end));
  if (next && !years && /^[ -]?$/.test(text.slice(duration.end, next.start))) return true;
  const repay = inSentence.find((word) => word.start >= duration.end && word.concept === 'repay');
  return repay !== undefined && repay.start - duration.end <= 4;
}

/** A label of a term: short, about a term, without a length of its own. */
export function isTermLabel(line: Line | null | undefined): boolean {
  return Boolean(line?.short && line.durations.length === 0 && has(line.words, 'term') && !has(line.words, 'late'));
}

/** The length that a bare number means under a label that names the unit: `Tenure (months)` and `12`. */
export function durationUnder(line: Line, label: Line | null | undefined): Duration | null {
  if (!label || !isTermLabel(label) || line.numerals.length !== 1 || line.durations.length > 0) return null;
  const unit = label.words.find(({ concept }) => concept in UNITS);
  const [numeral] = line.numerals;
  if (!unit || !numeral || numeral.raw !== line.text.trim()) return null;
  const value = Number(numeral.raw);
  if (!Number.isInteger(value) || value <= 0 || value > 1200) return null;
  const days = value * (UNITS[unit.concept] ?? 1);
  return { start: numeral.start, end: numeral.end, min: days, max: days };
}

function stated(line: Line, { start, min, max }: Duration, place: number): StatedPrice {
  const at = Math.round((start / Math.max(1, line.text.length)) * line.raw.length);
  return {
    ...blankStated('term', { text: quote(line.raw, at), where: line.where }, place),
    termMin: Math.round(min * 10) / 10,
    termMax: Math.round(max * 10) / 10,
  };
}

/** The label of a short line: the head of its column, or what stands over it or over the row of choices it is one of. */
function labelOver(lines: readonly Line[], place: number): Line | null {
  const line = lines[place];
  if (isTermLabel(line?.head)) return line?.head ?? null;
  let top = place - 1;
  const isChoice = (other: Line | undefined) =>
    other?.tag === line?.tag && other?.durations.length === 1 && other.text.length <= 16;
  while (isChoice(lines[top]) && place - top < 12) top -= 1;
  for (const back of [0, 1]) {
    const over = lines[top - back];
    if (over && isTermLabel(over)) return over;
    if (!over?.short || over.numerals.length > 0) return null;
  }
  return null;
}

/** How long loans run, as one line says it. */
export function readTerms(lines: readonly Line[], place: number): StatedPrice[] {
  const line = lines[place];
  if (!line || line.numerals.length === 0) return [];
  const under = line.short ? labelOver(lines, place) : null;
  const bare = durationUnder(line, under);
  if (bare && under) return [stated({ ...line, raw: `${under.raw}: ${line.raw}` }, bare, place)];
  return line.durations
    .filter((duration) => isTerm(line, duration) || (under !== null && duration.start <= 12))
    .map((duration) => stated(line, duration, place));
}

/** The terms that a list or a group of buttons offers, from the shortest to the longest; null where none does. */
export function readTermChoices(controls: readonly Control[], decimal: Decimal): StatedPrice | null {
  for (const control of controls) {
    if (control.options.length < 1) continue;
    const label = findWords(prepare(`${control.label} ${control.key}`));
    if (!has(label, 'term')) continue;
    const unit = label.find(({ concept }) => concept in UNITS);
    let min = Number.POSITIVE_INFINITY;
    let max = 0;
    for (const option of control.options) {
      const text = prepare(option);
      const numerals = findNumerals(text);
      const [duration] = findDurations(text, numerals, findWords(text), decimal);
      const bare = unit && numerals.length === 1 && numerals[0]?.raw === text.trim() ? Number(text) : null;
      const days = bare !== null && unit ? bare * (UNITS[unit.concept] ?? 1) : null;
      if (!duration && !days) continue;
      min = Math.min(min, duration?.min ?? days ?? min);
      max = Math.max(max, duration?.max ?? days ?? max);
    }
    if (max === 0 || max > 20_000) continue;
    const shown = quote(`${control.label.split(' · ')[0]}: ${control.options.slice(0, 8).join(', ')}`);
    return {
      ...blankStated('term', { text: shown, where: control.where.slice(0, 300) }, 0),
      termMin: Math.round(min * 10) / 10,
      termMax: Math.round(max * 10) / 10,
    };
  }
  return null;
}

/** A line that offers to put off the end of a loan; null where it does not. */
export function readRollover(line: Line, place: number): StatedPrice | null {
  const word = line.words.find(({ concept }) => concept === 'rollover');
  if (!word) return null;
  const at = Math.round((word.start / Math.max(1, line.text.length)) * line.raw.length);
  return blankStated('rollover', { text: quote(line.raw, at), where: line.where }, place);
}
