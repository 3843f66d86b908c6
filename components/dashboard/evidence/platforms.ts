import { useEffect, useState } from 'preact/hooks';
import type { EventRow } from '../../../lib/database/index.ts';
import { listVisits, type VisitStore } from '../../../lib/visits/index.ts';

/** A platform that an entry can belong to: its key among the visits, and its name for people. */
export interface Platform {
  key: string;
  text: string;
}

// More than anybody looks through in a list, and read at once.
const MOST = 500;

/** The visited platforms, newest visit first. None while they are read, or where they cannot be. */
export function usePlatforms(store: VisitStore | null): readonly Platform[] {
  const [platforms, setPlatforms] = useState<readonly Platform[]>([]);
  useEffect(() => {
    if (!store) return;
    void listVisits(store, { limit: MOST }).then((read) => {
      if (!read.ok) return;
      setPlatforms(
        read.value.rows.map(({ key, name, host }) => ({ key, text: name === host ? name : `${name} (${host})` })),
      );
    });
  }, [store]);
  return platforms;
}

/** The name of a platform by its key; for one that is no longer among the visits what the key says. */
export function platformWord(key: string, platforms: readonly Platform[]): string {
  return platforms.find((platform) => platform.key === key)?.text ?? key.replace(/^[pha]:/, '');
}

/** The platforms that entries belong to, by name. */
export function platformsOf(entries: readonly EventRow[], platforms: readonly Platform[]): Platform[] {
  const keys = new Set(entries.flatMap(({ visit }) => (visit === null ? [] : [visit])));
  return [...keys]
    .map((key) => ({ key, text: platformWord(key, platforms) }))
    .sort((a, b) => a.text.localeCompare(b.text));
}
