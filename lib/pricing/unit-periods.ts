import { addMonths, type Day, lastDay, parseDay } from './dates.ts';
import { type Solution, solveRate } from './solve.ts';
import { YEAR_DAYS } from './yearly.ts';

/** Money on a day, YYYY-MM-DD. */
export interface Dated {
  date: string;
  amount: number;
}

/** A standard interval of time: some days, or some months; half a month is 0.5 of them. */
interface Unit {
  days: number;
  months: number;
}

/** Full months between two days, measured back from the later one, and the days that remain: J(b)(5)(ii). */
function monthsBetween(from: Day, to: Day): { months: number; days: number } {
  let months = (to.year - from.year) * 12 + to.month - from.month;
  while (months > 0 && addMonths(to, -months).number < from.number) months -= 1;
  return { months, days: addMonths(to, -months).number - from.number };
}

/** Unit-periods between two days, whole and in fractions: J(b)(5). */
function count(from: Day, to: Day, unit: Unit): { at: number; odd: number } {
  if (unit.days > 0) {
    const days = to.number - from.number;
    return { at: Math.floor(days / unit.days), odd: (days % unit.days) / unit.days };
  }
  const { months, days } = monthsBetween(from, to);
  if (unit.months === 12) {
    const at = Math.floor(months / 12);
    const rest = months % 12;
    if (days === 0) return { at, odd: rest / 12 };
    return { at, odd: (addMonths(to, -at * 12).number - from.number) / YEAR_DAYS };
  }
  const length = unit.months * 30;
  const all = months * 30 + days;
  return { at: Math.floor(all / length), odd: (all % length) / length };
}

/** Unit-periods of a year; weeks count 52, except where one unit is the whole term: J(b)(5)(vi) and (vii). */
function perYear(unit: Unit, single: boolean): number {
  if (unit.days === 0) return 12 / unit.months;
  return unit.days % 7 === 0 && !single ? 52 / (unit.days / 7) : YEAR_DAYS / unit.days;
}

function unitBetween(from: Day, to: Day): Unit {
  const days = to.number - from.number;
  const whole = monthsBetween(from, to);
  if (whole.days === 0 && whole.months >= 1 && whole.months <= 12) return { days: 0, months: whole.months };
  return { days, months: 0 };
}

/** Periods of half a month fall on two fixed days of each month. */
function isSemimonthly(days: readonly Day[]): boolean {
  const fixed = new Set(days.map((day) => (day.day === lastDay(day.year, day.month) ? 'end' : day.day)));
  const gaps = days.slice(1).map((day, index) => day.number - (days[index]?.number ?? day.number));
  return days.length >= 3 && fixed.size === 2 && gaps.every((gap) => gap >= 13 && gap <= 18);
}

function nearestStandard(average: number): Unit {
  const standards: (Unit & { length: number })[] = [{ days: 1, months: 0, length: 1 }];
  for (let weeks = 1; weeks <= 52; weeks += 1) standards.push({ days: weeks * 7, months: 0, length: weeks * 7 });
  standards.push({ days: 0, months: 0.5, length: 15 });
  for (let months = 1; months <= 12; months += 1)
    standards.push({ days: 0, months, length: (months * YEAR_DAYS) / 12 });
  standards.sort((a, b) => Math.abs(a.length - average) - Math.abs(b.length - average) || a.length - b.length);
  const { days, months } = standards[0] ?? { days: 0, months: 1 };
  return { days, months };
}

/** The unit-period of a transaction: J(b)(4). */
function unitOf(advances: readonly Day[], payments: readonly Day[]): Unit {
  const [advance] = advances;
  const [payment] = payments;
  if (!advance || !payment) return { days: 0, months: 1 };
  if (advances.length === 1 && payments.length === 1) {
    const unit = unitBetween(advance, payment);
    const longer = payment.number - advance.number > YEAR_DAYS + 1;
    return longer ? { days: 0, months: 12 } : unit;
  }
  if (isSemimonthly(payments)) return { days: 0, months: 0.5 };
  const counts = new Map<string, { unit: Unit; times: number; length: number }>();
  let spans = 0;
  let total = 0;
  for (const days of [advances, [advance, ...payments]]) {
    for (let at = 1; at < days.length; at += 1) {
      const from = days[at - 1];
      const to = days[at];
      if (!from || !to || to.number <= from.number) continue;
      const unit = unitBetween(from, to);
      const key = `${unit.days}/${unit.months}`;
      const length = to.number - from.number;
      spans += 1;
      total += length;
      counts.set(key, { unit, times: (counts.get(key)?.times ?? 0) + 1, length });
    }
  }
  const common = [...counts.values()].filter(({ times, length }) => times > 1 && length <= YEAR_DAYS + 1);
  common.sort((a, b) => b.times - a.times || a.length - b.length);
  return common[0]?.unit ?? nearestStandard(spans > 0 ? total / spans : YEAR_DAYS / 12);
}

/**
 * The annual percentage rate by the actuarial method of Regulation Z, 12 CFR 1026 Appendix J: nominal, with odd days as
 * simple interest. Dates are YYYY-MM-DD, refused where there is no such day; the first advance starts the time. `rate`
 * is a fraction a year.
 */
export function aprByUnitPeriods(advances: readonly Dated[], payments: readonly Dated[]): Solution {
  const byDate = (a: Dated, b: Dated) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);
  const lent = [...advances].sort(byDate);
  const paid = [...payments].sort(byDate);
  const days = (money: readonly Dated[]) => money.flatMap(({ date }) => parseDay(date) ?? []);
  const [lentOn, paidOn] = [days(lent), days(paid)];
  const [from] = lentOn;
  if (!from || lentOn.length < lent.length || paidOn.length < paid.length) return { ok: false, reason: 'none' };
  const unit = unitOf(lentOn, paidOn);
  const flows = (money: readonly Dated[], on: readonly Day[], sign: number) =>
    on.map((day, index) => ({ amount: sign * (money[index]?.amount ?? 0), ...count(from, day, unit) }));
  const solution = solveRate([...flows(lent, lentOn, 1), ...flows(paid, paidOn, -1)]);
  const single = lent.length === 1 && paid.length === 1;
  return solution.ok ? { ok: true, rate: solution.rate * perYear(unit, single) } : solution;
}
