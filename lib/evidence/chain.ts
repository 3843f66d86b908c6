import type { ChainRow, EventRow } from '../database/index.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { takeTurns } from './turns.ts';

/** What the first entry has for the hash of the entry before it. */
export const NO_HASH = '0'.repeat(64);

/** The hash of an entry: SHA-256 over the canonical JSON of all of it but `hash` itself, `previous` included. */
export async function entryHash({ hash: _, ...rest }: Omit<EventRow, 'hash'> & { hash?: string }): Promise<string> {
  return sha256(canonicalJson(rest));
}

/**
 * What is wrong at an entry.
 * - `altered`: its content is not what was written
 * - `removed`: it is missing
 * - `reordered`: it stands in another place than it was written in
 * - `added`: the log was shorter, or had one entry with this number
 */
export interface ChainFault {
  n: number;
  what: 'altered' | 'removed' | 'reordered' | 'added';
}

/** What checking a log found. `clockBack` names entries written at an earlier clock time than the one before. */
export interface ChainCheck {
  intact: boolean;
  faults: ChainFault[];
  clockBack: number[];
  /** Hash of the last entry: written down elsewhere, it proves later that nothing before it changed. */
  head: string;
}

/**
 * Checks a log in the order given, against its end where that is known. It is followed from the end, because every
 * entry vouches for the hash of the one before: an entry changed without its hash shows in that, one changed with its
 * hash shows in the entry after it, which still names the old one. Works in short turns, so that the page stays free.
 */
export async function verifyChain(entries: readonly EventRow[], end?: Omit<ChainRow, 'id'>): Promise<ChainCheck> {
  const faults: ChainFault[] = [];
  const clockBack: number[] = [];
  const known = new Map<number, EventRow>();
  let highest = 0;
  for (const entry of entries) {
    if (known.has(entry.n)) faults.push({ n: entry.n, what: 'added' });
    else {
      if (entry.n < highest) faults.push({ n: entry.n, what: 'reordered' });
      known.set(entry.n, entry);
    }
    highest = Math.max(highest, entry.n);
  }
  const count = Math.max(end?.count ?? 0, highest);
  // The hash that the entry at hand must have, as far as a sound witness after it says.
  let expected = end?.count === count ? end.hash : null;
  const turn = takeTurns();
  for (let n = count; n >= 1; n--) {
    await turn();
    const entry = known.get(n);
    const before = known.get(n - 1);
    if (entry && before && entry.recorded < before.recorded) clockBack.push(n);
    if (!entry) faults.push({ n, what: 'removed' });
    else if (end && n > end.count) faults.push({ n, what: 'added' });
    const sound =
      entry !== undefined &&
      (await entryHash(entry)) === entry.hash &&
      (expected === null || entry.hash === expected) &&
      (n > 1 || entry.previous === NO_HASH);
    if (entry && !sound) faults.push({ n, what: 'altered' });
    expected = n - 1 === end?.count ? end.hash : sound ? entry.previous : null;
  }
  faults.sort((a, b) => a.n - b.n);
  return {
    intact: faults.length === 0,
    faults,
    clockBack: clockBack.reverse(),
    head: known.get(count)?.hash ?? NO_HASH,
  };
}
