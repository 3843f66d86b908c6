/** A day of the calendar. */
export interface Day {
  year: number;
  month: number;
  day: number;
  /** Days since 1970-01-01. */
  number: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day of a date YYYY-MM-DD; null where there is no such day. */
export function parseDay(date: string): Day | null {
  const [, year, month, day] = (ISO.exec(date) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  if (month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return null;
  return { year, month, day, number: Date.UTC(year, month - 1, day) / DAY_MS };
}

/** The number of the last day of a month. */
export function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The day some months later, earlier for a negative count; the last of a month stays the last of a month. */
export function addMonths(from: Day, months: number): Day {
  const index = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = (((index % 12) + 12) % 12) + 1;
  const last = lastDay(year, month);
  const ends = from.day === lastDay(from.year, from.month);
  const day = ends ? last : Math.min(from.day, last);
  return { year, month, day, number: Date.UTC(year, month - 1, day) / DAY_MS };
}

/** The day some days later. */
export function addDays(from: Day, days: number): Day {
  const date = new Date((from.number + days) * DAY_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    number: from.number + days,
  };
}

/** A day as YYYY-MM-DD. */
export function isoOf({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
