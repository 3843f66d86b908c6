import type { EventRow } from '../../lib/database/index.ts';
import { entryHash, NO_HASH } from '../../lib/evidence/index.ts';
import type { BrowserDriver } from './driver/index.ts';

const CHANNELS = ['call', 'sms', 'chat', 'visit'] as const;
const CONTACTED = ['me', 'contact', 'me', 'stranger'] as const;
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** A sound log of `count` entries made out of their numbers alone; the last one happened at `newest` (milliseconds). */
export async function savedEvents(count: number, newest: number): Promise<EventRow[]> {
  const events: EventRow[] = [];
  for (let n = 1; n <= count; n++) {
    const at = newest - (count - n) * 4_321_000;
    const rest = {
      n,
      at,
      zone: 'Asia/Jakarta',
      offset: 420,
      recorded: at + 60_000,
      channel: pick(CHANNELS, n),
      party: `+62 21 ${1000 + (n % 97)}`,
      contacted: pick(CONTACTED, n),
      said: `They said for the ${n}. time that I have to pay today, and that they know where my family lives.`,
      threats: n % 3 ? [] : (['tell-contacts', 'shaming'] as EventRow['threats']),
      visit: null,
      url: null,
      corrects: null,
      files: [],
      previous: events.at(-1)?.hash ?? NO_HASH,
    };
    events.push({ ...rest, hash: await entryHash(rest) });
  }
  return events;
}

/** Puts a log into the extension's database, which a page of the extension has made before. Replaces what is there. */
export async function saveEvents(driver: BrowserDriver, events: readonly EventRow[]): Promise<void> {
  for (let from = 0; from === 0 || from < events.length; from += 2_000) {
    await driver.extension.evaluate(
      (rows, clear) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('ringfence');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const database = opening.result;
            const tx = database.transaction(['events', 'files', 'meta'], 'readwrite');
            if (clear) for (const name of ['events', 'files']) tx.objectStore(name).clear();
            for (const row of rows) tx.objectStore('events').put(row);
            const last = rows.at(-1);
            tx.objectStore('meta').put({ id: 'chain', count: last?.n ?? 0, hash: last?.hash ?? '0'.repeat(64) });
            tx.oncomplete = () => {
              database.close();
              resolve();
            };
            tx.onabort = () => reject(tx.error);
          };
        }),
      events.slice(from, from + 2_000),
      from === 0,
    );
  }
}
