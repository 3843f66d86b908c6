import type { EventRow } from '../database/index.ts';
import type { ReportWords } from './report.ts';
import { isoLocal } from './zone.ts';

const MINUTE = 60_000;

/** The entries for a letter about one lender (key of its visit), or about nobody in particular. */
function entriesFor(entries: readonly EventRow[], lender: string | null): EventRow[] {
  const corrected = new Set(entries.map(({ corrects }) => corrects));
  const standing = entries.filter(({ n }) => !corrected.has(n)).sort((a, b) => a.at - b.at || a.n - b.n);
  if (lender === null) return standing;
  const tied = standing.filter(({ visit }) => visit === lender);
  // What is tied to another lender is nothing that this one did.
  return tied.length > 0 ? tied : standing.filter(({ visit }) => visit === null);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * What the log gives for a letter, one line each: `facts` (time where it happened, channel, and what the user wrote, each
 * part under its name, in the order of time) and `annexes` (names of files with their SHA-256). Of the entries tied to
 * the lender, else of those tied to none; without a lender of all. Entries that a later one corrects are left out.
 */
export function letterLines(
  entries: readonly EventRow[],
  lender: string | null,
  words: Pick<ReportWords, 'fields' | 'channels' | 'contacted' | 'threats'>,
  locale: string,
): { facts: string[]; annexes: string[] } {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const taken = entriesFor(entries, lender);
  const facts = taken.map(({ at, offset, channel, party, contacted, said, threats, url }) => {
    const named = (name: keyof ReportWords['fields'], text: string) => (text ? `${words.fields[name]}: ${text}` : '');
    // The words used say more than a name for them.
    const what = said.trim() ? '' : threats.map((threat) => words.threats[threat]).join(', ');
    return [
      `${time.format(at + offset * MINUTE)} (UTC${isoLocal(at, offset).slice(16)})`,
      words.channels[channel],
      named('party', oneLine(party)),
      channel === 'page' ? '' : named('contacted', words.contacted[contacted]),
      named('said', oneLine(said)),
      named('threats', what),
      named('url', url ?? ''),
    ]
      .filter((part) => part !== '')
      .join(' · ');
  });
  const files = new Map(taken.flatMap((entry) => entry.files.map((file) => [file.sha256, file.name])));
  return { facts, annexes: [...files].map(([hash, name]) => `${oneLine(name)} (SHA-256 ${hash})`) };
}

/** A field of several lines with more of them: none twice, none taken away. */
export function withLines(text: string, lines: readonly string[]): string {
  const known = text.split('\n').filter((line) => line.trim() !== '');
  return [...known, ...lines.filter((line) => !known.includes(line))].join('\n');
}
