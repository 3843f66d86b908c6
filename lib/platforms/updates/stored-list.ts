import { readHeader } from '../format.ts';
import { PlatformList, type ReadRecords } from '../list.ts';
import { concatBytes } from '../sha256.ts';
import { ListRefusal } from './manifest.ts';
import type { ListStore, StoredEdition } from './store.ts';

/** Reads stretches of a records file out of its stored parts: only the parts that are needed. */
export function storedRecords(store: ListStore, { recordParts, recordStarts }: StoredEdition): ReadRecords {
  return async (from, to) => {
    const pieces: Uint8Array[] = [];
    for (const [at, hash] of recordParts.entries()) {
      const start = recordStarts[at]!;
      const end = recordStarts[at + 1]!;
      if (end <= from || start >= to) continue;
      const part = await store.readPart(hash);
      if (!part) throw new Error(`list records: part ${at + 1} is missing`);
      pieces.push(part.subarray(Math.max(0, from - start), Math.min(end, to) - start));
    }
    return concatBytes(pieces);
  };
}

/** Opens a stored edition. Rejects where a part is missing or the index is damaged. */
export async function openStored(store: ListStore, edition: StoredEdition, day?: () => string): Promise<PlatformList> {
  const index = await store.readPart(edition.index);
  if (!index) throw new ListRefusal('storage', 'the index of the list is missing');
  // A typed array out of IndexedDB may be a view; the list needs a buffer of its own.
  const bytes =
    index.byteOffset === 0 && index.byteLength === index.buffer.byteLength ? index.buffer : index.slice().buffer;
  readHeader(bytes);
  return new PlatformList(bytes, storedRecords(store, edition), day);
}
