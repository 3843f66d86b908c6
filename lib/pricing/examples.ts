import { quote } from '../assessment/index.ts';
import type { Amount } from './currency.ts';
import type { Duration } from './durations.ts';
import type { Line } from './page-text.ts';
import { sentencesOf } from './sentences.ts';
import { blankStated, type StatedPrice } from './stated.ts';
import { durationUnder, readTerms } from './terms.ts';
import type { Word } from './words.ts';

type Role = 'principal' | 'receive' | 'repay' | 'instalment' | 'interest' | 'fee' | 'late' | 'bare';

const ROLES: Record<string, Role> = {
  principal: 'principal',
  receive: 'receive',
  repay: 'repay',
  instalment: 'instalment',
  interest: 'interest',
  total: 'interest',
  fee: 'fee',
  tax: 'fee',
  late: 'late',
};

/** What an amount is; the last word before it decides, and `principal` only where no other speaks. */
function roleOf(words: readonly Word[]): Role | null {
  const roles = words.flatMap(({ concept }) => ROLES[concept] ?? []);
  if (roles.includes('late')) return 'late';
  return roles.filter((role) => role !== 'principal').at(-1) ?? (roles.includes('principal') ? 'principal' : null);
}

interface Told {
  role: Role;
  amount: Amount;
  line: Line;
  place: number;
  /** Said to be kept back from what is paid out. */
  deducted: boolean;
  /** How many payments: `12 x 500`, `12 cuotas de 500`. */
  times: number | null;
  /** Days of the time for which it is taken each time: `800,000 a month`. */
  each: number | null;
}

const EACH: Record<string, number> = {
  'per-day': 1,
  'per-week': 7,
  'per-fortnight': 15,
  'per-month': 365 / 12,
  'per-year': 365,
};

const HAN = /[\u0e00-\u0eff\u4e00-\u9fff]/;
const isLabel = (line: Line | undefined): line is Line =>
  Boolean(line?.short && !line.amounts.some(({ marked }) => marked));

/** True for the ends of a range and for limits: they are no example. */
function isLimit(line: Line, amount: Amount): boolean {
  const { text, words, amounts } = line;
  const limit = (word: Word) => word.concept === 'up-to' || word.concept === 'from';
  if (words.some((word) => limit(word) && word.end <= amount.start && amount.start - word.end <= 6)) return true;
  if (/^ ?起/.test(text.slice(amount.end))) return true;
  return amounts.some((other) => {
    if (other === amount) return false;
    const gap = other.start >= amount.end ? text.slice(amount.end, other.start) : text.slice(other.end, amount.start);
    return /^ ?[-至到] ?$/.test(gap);
  });
}

function timesBefore(text: string, start: number): number | null {
  const found =
    /(\d{1,3}) ?(?:x|×|\*|期[,，]?每?期?|(?:cuotas|mensualidades|parcelas|pagos|prestações|payments|instal+ments|quincenas) (?:de|of))? ?$/.exec(
      text.slice(Math.max(0, start - 28), start),
    );
  const times = found && /[^\d\s]/.test(found[0]) ? Number(found[1]) : null;
  return times !== null && times >= 2 && times <= 360 ? times : null;
}

/** Where a line reckons in brackets: `(1,000 + 300)`. That shows how a sum came about, and is no sum of its own. */
function reckonings(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/[(（][^()（）]{1,160}[)）]/g)].flatMap(({ 0: shown, index }) =>
    /\d[^+*×=]{0,40}[+*×=]\D{0,5}\d/.test(shown) ? [{ start: index, end: index + shown.length }] : [],
  );
}

function tell(lines: readonly Line[], place: number): Told[] {
  const line = lines[place];
  if (!line) return [];
  const { text, words, amounts, shares } = line;
  const told: Told[] = [];
  const reckoned = reckonings(text);
  for (const sentence of sentencesOf(text)) {
    let from = sentence.start;
    for (const amount of amounts) {
      if (amount.start < sentence.start || amount.end > sentence.end) continue;
      if ([...shares, ...reckoned].some((span) => amount.start < span.end && amount.end > span.start)) continue;
      if (line.durations.some((span) => amount.start >= span.start && amount.start < span.end && !amount.marked))
        continue;
      const lead = words.filter((word) => word.start >= from && word.end <= amount.start);
      const tail = words.filter((word) => word.start >= amount.end && word.start - amount.end <= 4);
      const times = timesBefore(text, amount.start);
      const sumOfLoan = tail.some(({ concept }) => concept === 'loan') ? 'principal' : null;
      const own = roleOf(lead) ?? (times === null ? null : 'instalment') ?? roleOf(tail) ?? sumOfLoan;
      const above = line.head ?? [lines[place - 1], lines[place - 2]].find(isLabel) ?? null;
      const lonely = line.short && amounts.length === 1 && above !== null;
      const role = own ?? (lonely && isLabel(above) ? roleOf(above.words) : null);
      const last = lead.at(-1);
      const gap = last ? text.slice(last.end, amount.start) : '';
      const close = gap.length * (HAN.test(gap) ? 2 : 1) <= 6;
      from = amount.end;
      if (isLimit(line, amount) || (!amount.marked && (amount.value < 50 || !(close || lonely)))) continue;
      if (!role) {
        if (amount.marked) told.push({ role: 'bare', amount, line, place, deducted: false, times: null, each: null });
        continue;
      }
      const said = [...lead, ...(lonely ? (above?.words ?? []) : [])];
      const all = words.filter((word) => word.start >= sentence.start && word.end <= sentence.end);
      const deducted = [...said, ...all].some(({ concept }) => concept === 'deducted');
      const period =
        words.find(({ concept, start }) => concept in EACH && start >= amount.end && start - amount.end <= 2) ??
        (role === 'interest' || role === 'fee' ? said.find(({ concept }) => concept in EACH) : undefined);
      const each = period ? (EACH[period.concept] ?? null) : null;
      told.push({ role, amount, line, place, deducted, times, each });
    }
  }
  return told;
}

interface Group {
  told: Map<Role, Told[]>;
  places: [number, number];
}

const ADDS: ReadonlySet<Role> = new Set(['fee', 'interest', 'repay', 'receive', 'instalment']);

/**
 * A sum without a label of its own is what is borrowed where the charge for it stands in the next line, or where a term
 * or payments follow in the same one: `$1,000 over 12 months`, `R$ 1.000 em 12x`.
 */
function named(all: readonly Told[]): Told[] {
  return all.map((item, index) => {
    const next = all[index + 1];
    if (item.role !== 'bare' || !next || !ADDS.has(next.role) || next.line.words.length === 0) return item;
    const alone = item.line.text.length - (item.amount.end - item.amount.start) <= 2;
    const { end } = item.amount;
    const forTime = item.line.durations.some(({ start }) => start >= end && start - end <= 12);
    const listed = alone && next.place === item.place + 1;
    const said = next.place === item.place && (forTime || next.times !== null);
    return listed || said ? { ...item, role: 'principal' } : item;
  });
}

/** Cuts what follows each other into examples: a second sum borrowed begins a new one, one that means nothing ends it. */
function groupsOf(all: readonly Told[]): Group[] {
  const groups: Group[] = [];
  let closed = true;
  for (const item of named(all)) {
    if (item.role === 'bare') {
      closed ||= item.line.short && item.place !== groups.at(-1)?.places[1];
      continue;
    }
    let group = closed ? undefined : groups.at(-1);
    closed = false;
    const far = group && item.place - group.places[1] > 10;
    const again = group?.told.has(item.role) && item.role !== 'fee' && item.role !== 'interest';
    if (!group || far || (item.role === 'principal' && again)) {
      group = { told: new Map(), places: [item.place, item.place] };
      groups.push(group);
    } else if (again) continue;
    group.told.set(item.role, [...(group.told.get(item.role) ?? []), item]);
    group.places[1] = item.place;
  }
  return groups;
}

/** Amounts in all; what is taken each month counts for the whole term, and not at all where that is not known. */
function sum(items: readonly Told[] | undefined, days: number | null): number {
  const worth = ({ amount, each }: Told) => (each === null ? 1 : days === null ? 0 : days / each) * amount.value;
  return (items ?? []).reduce((total, item) => total + worth(item), 0);
}

const equal = (a: number, b: number) => Math.abs(a - b) <= Math.max(1, a * 0.005);

/** What is paid out and what is paid back, as far as the amounts tell. A charge that is in neither is kept back. */
function settle(group: Group, days: number | null) {
  const value = (role: Role) => group.told.get(role)?.[0]?.amount.value ?? null;
  // Who is told only what arrives and what goes back has borrowed what arrives.
  const principal = value('principal') ?? (value('repay') === null ? null : value('receive'));
  if (principal === null) return null;
  const fee = sum(group.told.get('fee'), days);
  const interest = sum(group.told.get('interest'), days);
  const payment = value('instalment');
  const said = (group.told.get('fee') ?? []).some((item) => item.deducted);
  let received = value('receive');
  let repaid = value('repay');
  if (received === null && fee > 0 && said) received = principal - fee;
  if (received === null && fee > 0 && repaid !== null && equal(repaid, principal + interest))
    received = principal - fee;
  if (repaid === null && received !== null && equal(principal - received, fee + interest)) repaid = principal;
  if (repaid === null && payment === null) {
    repaid = principal + interest + (received !== null && received < principal ? 0 : fee);
  }
  const partial = interest === 0 && value('receive') === null && value('repay') === null && payment === null;
  return { principal, received, repaid, payment, partial, deducted: said || value('receive') !== null };
}

function isPlausible({ principal, received, repaid }: NonNullable<ReturnType<typeof settle>>): boolean {
  if (principal <= 0 || (received !== null && (received > principal || received < principal * 0.2))) return false;
  return repaid === null || (repaid >= (received ?? principal) * 0.98 && repaid <= principal * 20);
}

/** A line of a list that is a length of time and nothing else. */
function isOnlySpan(line: Line | undefined): boolean {
  const [span] = line?.durations ?? [];
  return Boolean(line && span && line.durations.length === 1 && line.text.length - (span.end - span.start) <= 3);
}

/** How long the loan of an example runs: said behind the sum, in the example's own lines, or close by. */
function spanOf({ places: [first, last] }: Group, sum: Told | undefined, lines: readonly Line[]): Duration | null {
  const spans = (at: number) => {
    const line = lines[at];
    if (!line || (line.short && line.words.some(({ concept }) => concept === 'late'))) return [];
    const bare = durationUnder(line, line.head ?? lines[at - 1]);
    return bare ? [bare] : line.durations;
  };
  const behind = spans(first).find(({ start }) => sum !== undefined && start >= sum.amount.end);
  if (behind) return behind;
  const own = Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap(spans);
  const near = [1, 2, 3]
    .flatMap((step) => [last + step, first - step])
    .filter((at) => readTerms(lines, at).length > 0 || isOnlySpan(lines[at]));
  return [...own, ...near.flatMap(spans)].find(({ max }) => max <= 3650) ?? null;
}

function example(group: Group, lines: readonly Line[]): StatedPrice | null {
  const told = [...group.told.values()].flat();
  const span = spanOf(group, told[0], lines);
  const found = settle(group, span?.max ?? null);
  if (!found || !isPlausible(found)) return null;
  const codes = new Set(told.flatMap(({ amount }) => amount.code ?? []));
  if (codes.size > 1) return null;
  const oneLine = group.places[0] === group.places[1];
  if (!oneLine && !told.some(({ amount }) => amount.marked)) return null;
  const { principal, received, repaid, payment, partial, deducted } = found;
  const times = told.find((item) => item.role === 'instalment')?.times ?? null;
  const months = span && span.min === span.max ? Math.round(span.max / (365 / 12)) : null;
  const payments =
    payment === null ? null : (times ?? (months !== null && months >= 1 && months <= 360 ? months : null));
  const total = repaid ?? (payment !== null && payments !== null ? payment * payments : null);
  if ((received === null || received === principal) && (total === null || total <= principal)) return null;
  if (total !== null && payment !== null && payments !== null && (payment > total * 1.02 || total > principal * 20))
    return null;
  const [first] = told;
  if (!first) return null;
  const shown = [...new Set(told.map(({ place }) => place))].sort((a, b) => a - b);
  const parts = shown.flatMap((place) => {
    const line = lines[place];
    const above = line?.short && line.words.length === 0 ? lines[place - 1]?.raw : null;
    return [...(above && above.length <= 40 ? [above] : []), line?.raw ?? ''];
  });
  const at = Math.round((first.amount.start / Math.max(1, first.line.text.length)) * first.line.raw.length);
  const text = shown.length === 1 ? quote(first.line.raw, at) : quote(parts.join(' · '));
  return {
    ...blankStated('example', { text, where: first.line.where }, first.place),
    currency: [...codes][0] ?? null,
    principal,
    received: received !== null && received < principal ? received : null,
    repaid: total === null ? null : Number(total.toPrecision(12)),
    payment,
    payments,
    partial,
    deducted: deducted && received !== null && received < principal,
    teaser: first.line.words.some(({ concept }) => concept === 'teaser'),
    termMin: span ? Math.round(span.min * 10) / 10 : null,
    termMax: span ? Math.round(span.max * 10) / 10 : null,
  };
}

/** Worked examples of a page: in one line, in lists of labels and values, in the rows of a table. At most 8. */
export function readExamples(lines: readonly Line[]): StatedPrice[] {
  const found: StatedPrice[] = [];
  let run: Told[] = [];
  const flush = () => {
    for (const group of groupsOf(run)) {
      const price = found.length < 8 ? example(group, lines) : null;
      if (price) found.push(price);
    }
    run = [];
  };
  for (const [place, line] of lines.entries()) {
    if (!line.short) flush();
    if (line.amounts.length === 0) continue;
    run.push(...tell(lines, place).filter(({ role }) => role !== 'late'));
    if (!line.short) flush();
  }
  flush();
  return found;
}
