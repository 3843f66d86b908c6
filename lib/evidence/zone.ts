const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Whether the browser knows a time zone by this IANA name. */
export function isZone(zone: string): boolean {
  try {
    return zone !== '' && formatOf(zone) !== null;
  } catch {
    return false;
  }
}

/** The zone that the device is set to. */
export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A zone's offset from UTC in minutes at a moment (milliseconds since the epoch); positive east of Greenwich. */
export function offsetAt(at: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((local - Math.floor(at / 1000) * 1000) / MINUTE);
}

/** A moment found from a local time. */
export interface Instant {
  /** Milliseconds since the epoch. */
  at: number;
  /** Minutes east of UTC. */
  offset: number;
  /**
   * `skipped`: clocks jumped over this local time; `at` is as long after the jump. `twice`: clocks were put back and
   * showed it twice; `at` is the first, `later` the second.
   */
  note: 'skipped' | 'twice' | null;
  later: number | null;
}

/**
 * The moment of a local date and time (`YYYY-MM-DD`, `HH:MM`) in a zone, or null where it is no date or time, or the
 * zone is unknown.
 */
export function instantOf(date: string, time: string, zone: string): Instant | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time) || !isZone(zone)) return null;
  const local = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(date)) return null;
  // No zone changes its offset twice within two days, so these are the two that can hold.
  const offsets = new Set([offsetAt(local - 1440 * MINUTE, zone), offsetAt(local + 1440 * MINUTE, zone)]);
  const moments = [...offsets]
    .map((offset) => ({ at: local - offset * MINUTE, offset }))
    .filter(({ at, offset }) => offsetAt(at, zone) === offset)
    .sort((a, b) => a.at - b.at);
  const [first, second] = moments;
  if (first) return { ...first, note: second ? 'twice' : null, later: second?.at ?? null };
  const before = offsetAt(local - 1440 * MINUTE, zone);
  const at = local - before * MINUTE;
  return { at, offset: offsetAt(at, zone), note: 'skipped', later: null };
}

/** Weekday (0 Sunday to 6 Saturday) and minute of the day that clocks showed at a moment with an offset in minutes. */
export function localTime(at: number, offset: number): { day: number; minute: number } {
  const local = new Date(at + offset * MINUTE);
  return { day: local.getUTCDay(), minute: local.getUTCHours() * 60 + local.getUTCMinutes() };
}

/**
 * A moment as its own local time with the offset, `2026-11-01T09:30+07:00` or with seconds, which sorts and reads alike
 * everywhere.
 */
export function isoLocal(at: number, offset: number, to: 'minutes' | 'seconds' = 'minutes'): string {
  const local = new Date(at + offset * MINUTE).toISOString().slice(0, to === 'seconds' ? 19 : 16);
  const size = Math.abs(offset);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

/** The day that the calendar of a zone shows at a moment, `YYYY-MM-DD`: for the names of files that the user saves. */
export function localDay(at: number, zone = deviceZone()): string {
  return isoLocal(at, offsetAt(at, zone)).slice(0, 10);
}
