import type { Channel, EventRow } from '../database/index.ts';
import { localTime } from './zone.ts';

/** When collectors may make contact, as a rights pack has it. Times are `HH:MM`, the end exclusive. */
export interface LegalHours {
  spans: { days: string; from: string; to: string }[];
  /** The channels that the rule names; null where it speaks of contact of any kind. */
  channels: readonly Channel[] | null;
}

// Which days of the week (0 Sunday) a span is for. Public holidays are in no calendar that the extension has.
const DAYS: Record<string, readonly number[]> = {
  'every-day': [0, 1, 2, 3, 4, 5, 6],
  'monday-friday': [1, 2, 3, 4, 5],
  'monday-saturday': [1, 2, 3, 4, 5, 6],
  saturday: [6],
  weekend: [0, 6],
  holidays: [],
};

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

const OUTSIDE = 0;
const WITHIN = 1;
const UNJUDGED = 2;

// One entry for each minute of the week, so that thousands of contacts are looked up and not worked out. A rule with
// hours for holidays may count a day of the week that it does not name among them, or leave it free: nobody is held to
// hours that no source gives.
function legalMinutes(hours: LegalHours): Uint8Array {
  const legal = new Uint8Array(7 * 1440).fill(OUTSIDE);
  if (hours.spans.some(({ days }) => days === 'holidays')) {
    const named = new Set(hours.spans.flatMap(({ days }) => DAYS[days] ?? []));
    for (let day = 0; day < 7; day++) if (!named.has(day)) legal.fill(UNJUDGED, day * 1440, (day + 1) * 1440);
  }
  for (const { days, from, to } of hours.spans) {
    for (const day of DAYS[days] ?? []) legal.fill(WITHIN, day * 1440 + minutes(from), day * 1440 + minutes(to));
  }
  return legal;
}

/**
 * A test whether a minute of a weekday (0 Sunday) may stand: true within the legal hours, and on days of which the rule
 * says nothing.
 */
export function legalTest(hours: LegalHours): (day: number, minute: number) => boolean {
  const legal = legalMinutes(hours);
  return (day, minute) => legal[day * 1440 + minute] !== OUTSIDE;
}

/** One hour of one weekday: how many contacts, and whether the hour is legal as a whole, in part, not at all or unjudged. */
export interface HeatCell {
  count: number;
  /** How many of them came by a channel that the rule does not name. */
  unnamed: number;
  legal: 'yes' | 'part' | 'no' | 'unknown';
}

/** Contacts by weekday and hour of the local time in which each happened. */
export interface HeatMap {
  /** `cells[day][hour]`, day 0 Sunday to 6 Saturday. */
  cells: HeatCell[][];
  /** The fullest cell's count, for the scale of colours. */
  most: number;
  total: number;
  /** Contacts outside the legal hours; null where no hours are known. */
  outside: number | null;
  /** Contacts by channels that the rule does not name, and which channels these are. */
  unnamed: { count: number; channels: Channel[] };
}

/** Channels by which somebody reaches out at a time of their choosing; a letter or a captured page is none. */
const TIMED_CHANNELS: ReadonlySet<Channel> = new Set(['call', 'sms', 'chat', 'social', 'visit']);

/** Whether a contact by a channel can be held against hours: some are at no time of anybody's choosing, others not named. */
export function isHeld(channel: Channel, hours: LegalHours): boolean {
  return TIMED_CHANNELS.has(channel) && (hours.channels === null || hours.channels.includes(channel));
}

function legality(legal: Uint8Array | null, day: number, hour: number): HeatCell['legal'] {
  const start = day * 1440 + hour * 60;
  if (!legal || legal[start] === UNJUDGED) return 'unknown';
  const within = legal.subarray(start, start + 60).filter((minute) => minute === WITHIN).length;
  return within === 60 ? 'yes' : within === 0 ? 'no' : 'part';
}

/** Counts contacts by weekday and hour, each in its own local time, beside the legal hours (null where none are known). */
export function heatMap(events: readonly EventRow[], hours: LegalHours | null): HeatMap {
  const legal = hours && legalMinutes(hours);
  const cells = Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_, hour): HeatCell => ({ count: 0, unnamed: 0, legal: legality(legal, day, hour) })),
  );
  let total = 0;
  let most = 0;
  let outside = 0;
  let unnamed = 0;
  const channels = new Set<Channel>();
  for (const event of standing(events)) {
    if (!TIMED_CHANNELS.has(event.channel)) continue;
    const { day, minute } = localTime(event.at, event.offset);
    const cell = cells[day]![Math.floor(minute / 60)]!;
    cell.count++;
    total++;
    most = Math.max(most, cell.count);
    if (hours && !isHeld(event.channel, hours)) {
      cell.unnamed++;
      unnamed++;
      channels.add(event.channel);
    } else if (legal && legal[day * 1440 + minute] === OUTSIDE) outside++;
  }
  const named = { count: unnamed, channels: [...channels].sort() };
  return { cells, most, total, outside: hours ? outside : null, unnamed: named };
}

/** The entries that stand: those corrected by a later entry are left out, their corrections are in. */
export function standing(events: readonly EventRow[]): EventRow[] {
  const corrected = new Set(events.map((event) => event.corrects));
  return events.filter((event) => !corrected.has(event.n));
}
