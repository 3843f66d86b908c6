import { LIMITS } from './limits.ts';
import { PageReader } from './snapshot.ts';
import type { Snapshot } from './types.ts';

/**
 * Reads a document into a plain snapshot, at once. Walks at most `LIMITS.nodesAtOnce` nodes, open shadow roots
 * included; `truncated` tells where a cap cut it short. Asks for no style and no layout. Does not throw on documents
 * without root or body.
 */
export function takeSnapshot(document: Document): Snapshot {
  const reader = new PageReader(document);
  reader.step(LIMITS.nodesAtOnce);
  return reader.finish();
}

/**
 * The same for documents of up to a million nodes, in slices of some 12 ms between which `pause` is awaited (give it
 * one that resolves in a later task). Nodes that the page adds while it is read may or may not be seen. Gives null
 * where `signal` was aborted meanwhile. `roots` is filled with the open shadow roots that were met.
 */
export async function takeSnapshotSliced(
  document: Document,
  pause: () => Promise<void>,
  { signal, roots }: { signal?: AbortSignal; roots?: Node[] } = {},
): Promise<Snapshot | null> {
  const reader = new PageReader(document);
  const began = performance.now();
  let from = began;
  while (!reader.step(LIMITS.nodesPerCheck) && reader.progress < LIMITS.nodesInSlices) {
    if (performance.now() - from < LIMITS.sliceMs) continue;
    await pause();
    if (signal?.aborted) return null;
    from = performance.now();
  }
  // Putting a large one together is a piece of work of its own.
  if (from > began) {
    await pause();
    if (signal?.aborted) return null;
  }
  roots?.push(...reader.shadowRoots);
  return reader.finish();
}
