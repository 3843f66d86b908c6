import type { EventRow } from '../../../lib/database/index.ts';
import { isoLocal } from '../../../lib/evidence/index.ts';
import type { Translator } from '../../../lib/i18n/index.ts';

const MINUTE = 60_000;
const STEPS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A number of bytes for people, such as `3.1 MB`. */
export function sizeWord(bytes: number, language: string): string {
  const step = Math.min(STEPS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: STEPS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1024 ** step);
}

const formats = new Map<string, Intl.DateTimeFormat>();

// Made once a language: a page of entries asks for fifty of them at every change, and making one takes longest.
function formatOf(tag: string): Intl.DateTimeFormat {
  let format = formats.get(tag);
  if (!format) {
    format = new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' });
    formats.set(tag, format);
  }
  return format;
}

/** A moment as clocks showed it in the entry's zone, with the zone; null where the row holds no real time. */
export function whenWord({ at, offset, zone }: EventRow, { language }: Translator): string | null {
  const local = new Date(at + offset * MINUTE);
  if (Number.isNaN(local.getTime())) return null;
  return `${formatOf(language.locale).format(local)} (${zone}, UTC${isoLocal(at, offset).slice(16)})`;
}

/** The element of an entry, so that a link can lead to it. */
export function entryId(n: number): string {
  return `evidence-entry-${n}`;
}
