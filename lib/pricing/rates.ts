import { quote } from '../assessment/index.ts';
import type { Duration } from './durations.ts';
import { readNumeral } from './numerals.ts';
import type { Line } from './page-text.ts';
import { type Span, sentencesOf } from './sentences.ts';
import type { Per, Share } from './shares.ts';
import { blankStated, type StatedPrice } from './stated.ts';
import type { Word } from './words.ts';

const PERIODS: Record<string, Per> = {
  'per-day': 'day',
  'per-week': 'week',
  'per-fortnight': 'fortnight',
  'per-month': 'month',
  'per-year': 'year',
  'per-loan': 'loan',
};
const STRONG = new Set(['interest', 'yearly-cost', 'effective', 'fee', 'total']);
const LABELS = new Set([...STRONG, 'rate']);
const HAN = /[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]/;

/** What a share is the price of, and how sure that is. */
interface Reading {
  label: string;
  per: Per | null;
  late: boolean;
  /** Taken from the line that labels this one. */
  outside?: true;
}

/** Distance in a script without spaces counts for more: letters are words there. */
function distance(text: string, from: number, to: number): number {
  const gap = text.slice(from, to);
  return HAN.test(gap) ? gap.length * 2.4 : gap.length;
}

const between = (words: readonly Word[], from: number, to: number) =>
  words.filter((word) => word.start >= from && word.end <= to);

/** The place of a share among the words of its sentence. */
class Context {
  readonly line: Line;
  readonly share: Share;
  readonly before: readonly Word[];
  readonly after: readonly Word[];
  private readonly from: number;
  private readonly until: number;
  private readonly nextStart: number | null;

  constructor(line: Line, sentence: Span, share: Share, previousEnd: number, nextStart: number | null) {
    this.line = line;
    this.share = share;
    this.from = Math.max(sentence.start, previousEnd);
    this.nextStart = nextStart;
    this.until = nextStart ?? sentence.end;
    // A share told for a round sum has its label within: 每万元每天利息5元.
    this.before = between(line.words, this.from, share.perSum ? share.end : share.start);
    this.after = between(line.words, share.end, this.until);
  }

  gapBefore = (word: Word) => distance(this.line.text, word.end, Math.max(word.end, this.share.start));
  gapAfter = (word: Word) => distance(this.line.text, this.share.end, word.start);

  lastBefore(concepts: ReadonlySet<string>, limit: number): Word | null {
    for (let at = this.before.length - 1; at >= 0; at -= 1) {
      const word = this.before[at];
      if (word && concepts.has(word.concept)) return this.gapBefore(word) <= limit ? word : null;
    }
    return null;
  }

  firstAfter(concepts: ReadonlySet<string>, limit: number): Word | null {
    const word = this.after.find((item) => concepts.has(item.concept));
    return word && this.gapAfter(word) <= limit ? word : null;
  }

  /** Whether a word behind the share belongs to it rather than to the share that comes next. */
  owns(word: Word): boolean {
    return this.nextStart === null || distance(this.line.text, word.end, this.nextStart) >= this.gapAfter(word);
  }

  /** The time that the share is charged for: right behind it first, then in front, then as it is written. */
  period(label: Word | null): Per | null {
    const { text, numerals } = this.line;
    const numberAfter = numerals.find((item) => item.start >= this.share.end)?.start ?? text.length;
    const nextLabel = this.after.find((word) => STRONG.has(word.concept) && word !== label);
    const behind = this.after.find((word) => word.concept in PERIODS && word.concept !== 'per-loan');
    if (behind && behind.start < numberAfter && this.gapAfter(behind) <= 32) {
      const free = !nextLabel || nextLabel.start > behind.end + 2 || behind.start - this.share.end <= 3;
      if (free && (!nextLabel || nextLabel.start > behind.start)) return PERIODS[behind.concept] ?? null;
      if (nextLabel && behind.start > nextLabel.start && this.gapAfter(nextLabel) > 3) return null;
    }
    const front = [...this.before].reverse().find((word) => word.concept in PERIODS && word.concept !== 'per-loan');
    if (front && (this.gapBefore(front) <= 40 || (label && front.end >= label.start - 14))) {
      return PERIODS[front.concept] ?? null;
    }
    if (this.share.per) return this.share.per;
    const whole = this.after.find((word) => word.concept === 'per-loan');
    if (whole && this.gapAfter(whole) <= 24) return 'loan';
    const share = this.lastBefore(new Set(['per-loan']), 16);
    return share ? 'loan' : null;
  }
}

const SAVINGS = new Set(['savings']);
const OTHER = new Set(['other']);
const AT = new Set(['at']);
const TAX = new Set(['tax']);
const REFERENCE = new Set(['reference']);
const PERIOD_WORDS = new Set(Object.keys(PERIODS).filter((name) => name !== 'per-loan'));

function isLate(line: Line, sentence: Span, context: Context, previous: Reading | null, label: Word | null): boolean {
  const late = (word: Word) => word.concept === 'late';
  if (context.before.some(late)) return true;
  const behind = context.after.find(late);
  if (behind && context.gapAfter(behind) <= 26) {
    const own = label && label.end <= context.share.start;
    if (!own || label.concept === 'fee' || context.gapAfter(behind) <= 4) return true;
  }
  if (!previous) return between(line.words, sentence.start, context.share.start).some(late);
  return previous.late && !(label && STRONG.has(label.concept) && label.concept !== 'fee');
}

function chooseLabel(context: Context, used: ReadonlySet<Word>): Word | null {
  const before = context.lastBefore(LABELS, 80);
  const behind = context.firstAfter(LABELS, context.share.perSum ? 44 : 24);
  const after = behind && (context.owns(behind) || !before) ? behind : null;
  const front = before && !used.has(before) ? before : null;
  if (!front) return after ?? context.lastBefore(AT, 8);
  const strong = after !== null && STRONG.has(after.concept);
  if (front.concept === 'rate' && strong && context.gapAfter(after) <= (context.share.perSum ? 44 : 12)) return after;
  if (after && context.gapBefore(front) > 24 && context.gapAfter(after) <= 3) return after;
  return front;
}

/** A word that makes of plain interest a yearly cost, in the words of the same label. */
function sharper(context: Context, label: Word): Word {
  if (label.concept === 'fee' || label.concept === 'total') return label;
  const near = [...context.before, ...context.after].filter(
    (word) =>
      (word.concept === 'yearly-cost' || word.concept === 'effective') &&
      (word.end <= context.share.start
        ? context.gapBefore(word) <= 40
        : context.gapAfter(word) <= 14 && context.owns(word)),
  );
  return near.find((word) => word.concept === 'effective') ?? near[0] ?? label;
}

/** True where the number is a share of something else: a discount, a salary, an approval rate, a yield. */
function isElsewhere(context: Context, label: Word | null, per: Per | null): boolean {
  if (context.lastBefore(SAVINGS, 70) || context.firstAfter(SAVINGS, 34)) return true;
  if (context.share.high === 0) return false;
  const after = context.firstAfter(OTHER, 20);
  const gap = label ? distanceTo(context, label) : Number.POSITIVE_INFINITY;
  if (after && context.gapAfter(after) < gap) {
    const periodFirst = context.firstAfter(PERIOD_WORDS, 12);
    if (!periodFirst || periodFirst.start > after.start) return true;
  }
  if (context.firstAfter(TAX, 1) && gap > 2) return true;
  const tax = context.lastBefore(TAX, 14);
  const ownTax = tax !== null && /^[^,;()+]*$/.test(context.line.text.slice(tax.end, context.share.start));
  if (ownTax && !(label && label.start >= tax.end && label.end <= context.share.start)) return true;
  const before = context.lastBefore(OTHER, 24);
  if (context.lastBefore(REFERENCE, 70) && gap > 30) return true;
  const labelBefore = label && label.end <= context.share.start ? label.end : -1;
  return before !== null && before.end > labelBefore && per === null;
}

function readShare(
  line: Line,
  sentence: Span,
  context: Context,
  state: { previous: Reading | null; previousEnd: number; used: Set<Word> },
  outside: Line | null,
  loan: boolean,
): Reading | null {
  const { share } = context;
  let label = chooseLabel(context, state.used);
  const per = context.period(label);
  if (isElsewhere(context, label, per)) return null;
  if (label) state.used.add(label);
  let late = isLate(line, sentence, context, state.previous, label);
  if (label) {
    label = sharper(context, label);
    if (
      (label.concept === 'rate' || label.concept === 'at') &&
      per === null &&
      !(loan && distanceTo(context, label) <= 26)
    )
      return null;
    if (!STRONG.has(label.concept) && share.high >= 0.98 && per === null) return null;
    if (share.perSum && per === null && distanceTo(context, label) > 44) return null;
    return { label: label.concept, per, late };
  }
  if (share.perSum) return null;
  const { previous } = state;
  if (previous && continues(line, state.previousEnd, share.start)) {
    return { ...previous, per: per ?? previous.per, late: late || previous.late };
  }
  const borrowed = outside ? labelOf(outside) : null;
  if (borrowed && share.start - sentence.start <= (line.tag === 'li' ? 60 : 30)) {
    late ||= borrowed.late;
    return { label: borrowed.label, per: per ?? borrowed.per, late, outside: true };
  }
  if (late && per !== null) return { label: 'fee', per, late };
  if (late && share.high <= 0.5) {
    const near = context.before.some((word) => word.concept === 'late' && context.gapBefore(word) <= 40);
    if (near || context.after.some((word) => word.concept === 'late')) return { label: 'fee', per, late };
  }
  const offered = between(line.words, sentence.start, sentence.end).some(
    ({ concept }) => concept === 'teaser' || concept === 'loan',
  );
  if (share.high === 0 && loan && offered) return { label: 'interest', per, late };
  const adjacent = context.firstAfter(PERIOD_WORDS, 5) !== null || share.per !== null;
  return loan && per !== null && per !== 'loan' && adjacent ? { label: 'interest', per, late } : null;
}

function distanceTo(context: Context, label: Word): number {
  return label.end <= context.share.start ? context.gapBefore(label) : context.gapAfter(label);
}

/** True where a share only goes on with what the one before it began: `2.5% or 3%`, `10%; after 6 months 12%`. */
function continues(line: Line, from: number, to: number): boolean {
  return (
    to - from <= 30 && !between(line.words, from, to).some(({ concept }) => LABELS.has(concept) || concept === 'other')
  );
}

const NO_PRICE_IN_LABEL = new Set(['savings', 'other']);

/** What a short line without numbers of its own says of the number beside it. */
function labelOf(line: Line): Reading | null {
  const { words } = line;
  if (!line.short || line.shares.length > 0 || words.some(({ concept }) => NO_PRICE_IN_LABEL.has(concept))) return null;
  const labels = words.filter(({ concept }) => LABELS.has(concept));
  const label = labels.find(({ concept }) => concept === 'effective' || concept === 'yearly-cost') ?? labels.at(-1);
  if (!label) return null;
  const period = words.find(({ concept }) => concept in PERIODS);
  return {
    label: label.concept,
    per: period ? (PERIODS[period.concept] ?? null) : null,
    late: words.some(({ concept }) => concept === 'late'),
  };
}

/** The time that a percentage without one is for, where it stands right beside it: `15% for 30 days`. */
function spanBeside(line: Line, share: Share): Duration | null {
  const near = (from: number, to: number) => to >= from && to - from <= 24;
  return (
    line.durations.find(({ start }) => near(share.end, start)) ??
    line.durations.find(({ end }) => near(end, share.start)) ??
    null
  );
}

/** A bare number under a label that says percent: `Interest rate (%)` and `12`. */
function bareShare(line: Line, outside: Line | null): Share | null {
  const [numeral] = line.numerals;
  if (!numeral || !outside?.text.includes('%') || numeral.raw !== line.text.trim()) return null;
  const value = readNumeral(numeral.raw, 'percent', 'point');
  if (value === null || value <= 0 || value > 1000) return null;
  return { start: numeral.start, end: numeral.end, low: value / 100, high: value / 100, per: null };
}

function stated(line: Line, sentence: Span, context: Context, reading: Reading, outside: Line | null, place: number) {
  const { share } = context;
  const text = line.raw;
  const at = Math.round((share.start / Math.max(1, line.text.length)) * text.length);
  const lead = outside && reading.outside ? `${outside.raw.slice(0, 60).replace(/[\s:：]{1,9}$/, '')}: ` : '';
  const price = blankStated('rate', { text: quote(lead + text, lead.length + at), where: line.where }, place);
  const inSentence = between(line.words, sentence.start, sentence.end);
  const says = (concept: string) => inSentence.some((word) => word.concept === concept);
  const nearby = (concept: string, limit: number) =>
    context.before.some((word) => word.concept === concept && context.gapBefore(word) <= limit);
  price.low = share.low;
  price.high = share.high;
  price.per = reading.per;
  price.method = says('reducing') ? 'reducing' : says('flat') ? 'flat' : null;
  price.teaser = says('teaser');
  price.bound =
    nearby('from', 24) || context.firstAfter(new Set(['from']), 5)
      ? 'from'
      : nearby('up-to', 24) || context.firstAfter(new Set(['up-to']), 3)
        ? 'up-to'
        : null;
  if (share.low !== share.high) price.bound = null;
  if (reading.label === 'fee') {
    price.kind = 'fee';
    price.per ??= 'loan';
    price.deducted = says('deducted');
  } else if (reading.label === 'total' && (reading.per === null || reading.per === 'loan')) {
    price.kind = 'total';
    price.per = 'loan';
  } else if (reading.label === 'effective') {
    price.measure = 'effective';
    price.per = 'year';
  } else if (reading.label === 'yearly-cost' || reading.label === 'total') {
    price.measure = 'all-in';
    price.per ??= 'year';
  } else price.measure = 'interest';
  if (reading.late) price.kind = 'contingent';
  const span = price.per === null ? spanBeside(line, share) : null;
  if (span) {
    price.termMin = Math.round(span.min * 10) / 10;
    price.termMax = Math.round(span.max * 10) / 10;
  }
  return price;
}

/**
 * The line that labels the numbers of a line: the head of its column, else one of the two lines before it, else what
 * stands over the list that it is an item of.
 */
function labelLine(lines: readonly Line[], place: number): Line | null {
  const line = lines[place];
  if (!line) return null;
  if (line.head) return line.head;
  for (const back of line.short ? [1, 2] : []) {
    const before = lines[place - back];
    if (!before?.short || before.shares.length > 0) break;
    if (labelOf(before)) return before;
  }
  let top = place - 1;
  while (line.tag === 'li' && lines[top]?.tag === 'li' && place - top < 12) top -= 1;
  const over = lines[top];
  return over && line.tag === 'li' && labelOf(over) ? over : null;
}

/** Statements in shares of one line: rates, fees, penalties. `loan`: whether the page is about loans at all. */
export function readRates(lines: readonly Line[], place: number, loan: boolean): StatedPrice[] {
  const line = lines[place];
  if (!line || line.numerals.length + line.shares.length === 0) return [];
  if (line.shares.length === 0 && !line.short) return [];
  const outside = labelLine(lines, place);
  const bare = line.shares.length === 0 ? bareShare(line, outside) : null;
  const all = bare ? [bare] : line.shares;
  const found: StatedPrice[] = [];
  for (const sentence of sentencesOf(line.text)) {
    const shares = all.filter((share) => share.start >= sentence.start && share.end <= sentence.end);
    const state = { previous: null as Reading | null, previousEnd: sentence.start, used: new Set<Word>() };
    for (const [index, share] of shares.entries()) {
      const next = shares[index + 1]?.start ?? null;
      const context = new Context(line, sentence, share, state.previousEnd, next);
      const reading = readShare(line, sentence, context, state, outside, loan);
      if (reading) found.push(stated(line, sentence, context, reading, outside, place));
      state.previous = reading;
      state.previousEnd = share.end;
    }
  }
  return found;
}

/** A statement that no interest is taken; null where the line makes none, or names a rate in the same breath. */
export function readInterestFree(line: Line, place: number): StatedPrice | null {
  const word = line.words.find(({ concept }) => concept === 'interest-free');
  if (!word || line.shares.some((share) => Math.abs(share.start - word.end) <= 40)) return null;
  const at = Math.round((word.start / Math.max(1, line.text.length)) * line.raw.length);
  const price = blankStated('rate', { text: quote(line.raw, at), where: line.where }, place);
  const teaser = line.words.some(({ concept }) => concept === 'teaser') || line.durations.length > 0;
  return { ...price, measure: 'interest', low: 0, high: 0, teaser };
}
