import { type CompiledList, compileList, type Edition } from '../compile.ts';
import { deflate, inflate } from '../inflate.ts';
import { recordJson, wholeRecord } from '../record.ts';
import type { PlatformRecord } from '../types.ts';
import { ListRefusal } from './manifest.ts';

/** The difference of two editions: ids that are gone, and records that are new or changed. */
interface DeltaBody {
  remove: string[];
  put: unknown[];
}

/** Longest delta once unfolded, in bytes. */
const DELTA_LIMIT = 32 * 1024 * 1024;

/** Larger lists are fetched anew: putting them together again would take a worker's whole life. */
export const DELTA_RECORDS = 200_000;

const byId = (a: PlatformRecord, b: PlatformRecord) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The delta from one edition's records to another's, deflated. */
export async function makeDelta(
  from: Iterable<PlatformRecord>,
  to: Iterable<PlatformRecord>,
): Promise<Uint8Array<ArrayBuffer>> {
  const old = new Map<string, string>();
  for (const record of from) old.set(record.id, recordJson(record));
  const put: string[] = [];
  for (const record of to) {
    const text = recordJson(record);
    if (old.get(record.id) !== text) put.push(text);
    old.delete(record.id);
  }
  const body = `{"remove":${JSON.stringify([...old.keys()].sort())},"put":[${put.join(',')}]}`;
  return deflate(new TextEncoder().encode(body));
}

/**
 * Applies a delta and compiles the result; `content` of the result tells whether it is the edition that was signed.
 * Rejects with `ListRefusal` (`damaged`) for what is no delta.
 */
export async function applyDelta(
  records: Iterable<PlatformRecord>,
  delta: Uint8Array<ArrayBuffer>,
  edition: Edition,
): Promise<CompiledList> {
  let body: DeltaBody;
  let put: PlatformRecord[];
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await inflate(delta, DELTA_LIMIT))) as DeltaBody;
    put = body.put.map(wholeRecord);
  } catch (error) {
    throw new ListRefusal('damaged', `delta: ${(error as Error).message}`);
  }
  const all = new Map<string, PlatformRecord>();
  for (const record of records) all.set(record.id, record);
  for (const id of body.remove) all.delete(id);
  for (const record of put) all.set(record.id, record);
  return compileList([...all.values()].sort(byId), edition);
}
