import { RECORDS_HEADER, readHeader } from '../format.ts';
import { memoryRecords, PlatformList, type ReadRecords } from '../list.ts';
import { concatBytes, sha256 } from '../sha256.ts';
import { checkContent } from './content.ts';
import { applyDelta, DELTA_RECORDS } from './delta.ts';
import { ListRefusal, type ManifestPayload, PART_LIMIT } from './manifest.ts';
import type { ListStore, StoredEdition } from './store.ts';
import { storedRecords } from './stored-list.ts';

/** Gets a part by its path beside the manifest (`parts/<hash>.bin`), checked against its hash. */
export type GetPart = (path: string, part: { sha256: string; bytes: number }) => Promise<Uint8Array<ArrayBuffer>>;

/** Bytes of one stored part where the extension cuts a file itself. */
const CUT = 1024 * 1024;

/** Path of a part beside the manifest. */
export const partPath = (hash: string) => `parts/${hash}.bin`;

/** Path of a delta beside the manifest. */
export const deltaPath = (hash: string) => `deltas/${hash}.bin`;

/** Cuts bytes into parts of a size that is stored and served, with their hashes. */
export async function cutParts(
  bytes: Uint8Array<ArrayBuffer>,
  size = CUT,
): Promise<{ sha256: string; bytes: Uint8Array<ArrayBuffer> }[]> {
  const parts: { sha256: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.slice(at, at + size);
    parts.push({ sha256: (await sha256(part)).hex, bytes: part });
  }
  return parts;
}

function starts(sizes: readonly number[]): number[] {
  const all = [0];
  for (const size of sizes) all.push(all.at(-1)! + size);
  return all;
}

/**
 * Brings an edition into the store, wholly checked: by a delta from the edition held where there is one, else by the
 * parts that are not there yet (so that a killed worker goes on where it was). Nothing refers to it until the caller
 * writes the state. Rejects with `ListRefusal`.
 */
export async function fetchEdition(
  store: ListStore,
  payload: ManifestPayload,
  held: StoredEdition | null,
  get: GetPart,
): Promise<StoredEdition> {
  const delta =
    held && payload.records <= DELTA_RECORDS ? payload.deltas.find((one) => one.from === held.content) : undefined;
  if (held && delta) {
    try {
      return await byDelta(store, payload, held, await get(deltaPath(delta.sha256), delta));
    } catch (error) {
      // A delta only saves bytes: whatever is wrong with it, the parts are there too.
      if (!(error instanceof ListRefusal) || error.reason === 'storage') throw error;
    }
  }
  return byParts(store, payload, get);
}

function about(payload: ManifestPayload): Omit<StoredEdition, 'index' | 'recordParts' | 'recordStarts'> {
  const { version, date, expires, title, records, content, contact } = payload;
  return { version, date, expires, title, records, content, ...(contact === undefined ? {} : { contact }) };
}

async function byDelta(
  store: ListStore,
  payload: ManifestPayload,
  held: StoredEdition,
  delta: Uint8Array<ArrayBuffer>,
): Promise<StoredEdition> {
  const index = await store.readPart(held.index);
  if (!index) throw new ListRefusal('damaged', 'the index of the edition held is missing');
  const records = [];
  for await (const record of new PlatformList(index.slice().buffer, storedRecords(store, held)).records())
    records.push(record);
  const compiled = await applyDelta(records, delta, { version: payload.version, date: payload.date });
  if (compiled.content !== payload.content)
    throw new ListRefusal('damaged', 'the delta does not give the edition that was signed');
  const { build } = readHeader(compiled.index.buffer);
  await checkContent(
    new PlatformList(compiled.index.buffer, memoryRecords(compiled.records.buffer, build)),
    payload.records,
  );
  return keepCompiled(store, payload, compiled.index, compiled.records);
}

/** Stores a compiled edition. */
async function keepCompiled(
  store: ListStore,
  payload: ManifestPayload,
  index: Uint8Array<ArrayBuffer>,
  records: Uint8Array<ArrayBuffer>,
): Promise<StoredEdition> {
  const parts = await cutParts(records);
  for (const part of parts) await store.writePart(part.sha256, part.bytes);
  const { hex } = await sha256(index);
  await store.writePart(hex, index);
  return {
    ...about(payload),
    index: hex,
    recordParts: parts.map((part) => part.sha256),
    recordStarts: starts(parts.map((part) => part.bytes.length)),
  };
}

async function byParts(store: ListStore, payload: ManifestPayload, get: GetPart): Promise<StoredEdition> {
  const fetchPart = async (part: { sha256: string; bytes: number }) => {
    const stored = await store.readPart(part.sha256);
    if (stored && stored.length === part.bytes) return stored;
    const bytes = await get(partPath(part.sha256), part);
    await store.writePart(part.sha256, bytes);
    return bytes;
  };
  let index = await store.readPart(payload.index.sha256);
  if (!index) {
    const pieces: Uint8Array[] = [];
    for (const part of payload.index.parts) pieces.push(await fetchPart(part));
    index = concatBytes(pieces);
    if ((await sha256(index)).hex !== payload.index.sha256)
      throw new ListRefusal('damaged', 'the index is not the one that was signed');
    await store.writePart(payload.index.sha256, index);
  }
  for (const part of payload.recordParts) await fetchPart(part);
  const edition: StoredEdition = {
    ...about(payload),
    index: payload.index.sha256,
    recordParts: payload.recordParts.map((part) => part.sha256),
    recordStarts: starts(payload.recordParts.map((part) => part.bytes)),
  };
  await checkStored(store, payload, index, edition);
  return edition;
}

async function checkStored(
  store: ListStore,
  payload: ManifestPayload,
  index: Uint8Array<ArrayBuffer>,
  edition: StoredEdition,
): Promise<void> {
  const read: ReadRecords = storedRecords(store, edition);
  let list: PlatformList;
  try {
    list = new PlatformList(index.slice().buffer, read);
    memoryRecords((await read(0, RECORDS_HEADER)).slice().buffer, list.header.build);
  } catch (error) {
    throw new ListRefusal('damaged', (error as Error).message);
  }
  if (list.header.version !== payload.version)
    throw new ListRefusal('damaged', `the index is of version ${list.header.version}`);
  await checkContent(list, payload.records);
}

/** Sizes that `cutParts` may be given for serving. */
export const SERVED_PART = Math.min(CUT, PART_LIMIT);
