import { type EventDraft, type EventRow, entryHash, NO_HASH } from '../../../lib/evidence/index.ts';

/** A call on 1 November 2026, 21:30 in Jakarta, with `change` on top. */
export function draft(change: Partial<EventDraft> = {}): EventDraft {
  return {
    at: Date.UTC(2026, 10, 1, 14, 30),
    zone: 'Asia/Jakarta',
    channel: 'call',
    party: '+62 21 000',
    contacted: 'me',
    said: 'Pay tonight',
    threats: [],
    ...change,
  };
}

/** A sound log of `count` entries, each `change(n)` on top of a plain call. */
export async function chain(count: number, change: (n: number) => Partial<EventRow> = () => ({})): Promise<EventRow[]> {
  const entries: EventRow[] = [];
  for (let n = 1; n <= count; n++) {
    const rest = {
      ...draft(),
      n,
      offset: 420,
      recorded: Date.UTC(2026, 10, 2) + n,
      visit: null,
      url: null,
      corrects: null,
      files: [],
      ...change(n),
      previous: entries.at(-1)?.hash ?? NO_HASH,
    };
    entries.push({ ...rest, hash: await entryHash(rest) });
  }
  return entries;
}
