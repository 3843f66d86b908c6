import {
  BLOCK_RECORDS,
  FORMAT_VERSION,
  INDEX_HEADER,
  indexArrays,
  indexLayout,
  type ListHeader,
  RECORDS_HEADER,
  RECORDS_MAGIC,
  veil,
  writeHeader,
} from './format.ts';
import { hashKey } from './hash.ts';
import { deflate } from './inflate.ts';
import { recordJson, recordKeys } from './record.ts';
import { concatBytes, sha256 } from './sha256.ts';
import type { PlatformRecord } from './types.ts';

/** What a list is compiled under. */
export interface Edition {
  /** Rises with every edition. */
  version: number;
  /** ISO day of the edition. */
  date: string;
}

/** The two files of a compiled list. */
export interface CompiledList {
  index: Uint8Array<ArrayBuffer>;
  records: Uint8Array<ArrayBuffer>;
  /** SHA-256 (hex) over what the records say, whatever deflate made of it: see `contentHash`. */
  content: string;
}

/** Average number of keys in a bucket lies between this and its double. */
const BUCKET_KEYS = 8;
const MAX_RECORDS = 2 ** 24;
const DAY = 86_400_000;

/** Days since 1970-01-01 of an ISO day. */
export function dayNumber(date: string): number {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (!Number.isInteger(at)) throw new Error(`not a day: ${date}`);
  return at / DAY;
}

/**
 * Compiles records into an index and a records file. Deterministic: the same records give the same bytes. Throws where
 * there are more records than the format can number.
 */
export async function compileList(records: Iterable<PlatformRecord>, edition: Edition): Promise<CompiledList> {
  const hashesA: number[] = [];
  const hashesB: number[] = [];
  const refs: number[] = [];
  const blocks: string[] = [];
  let block: string[] = [];
  let count = 0;
  let build = hashKey(`${edition.version} ${edition.date}`).a;
  const closeBlock = () => {
    const text = `[${block.join(',')}]`;
    const { a, b } = hashKey(text);
    build = Math.imul(build ^ a, 0x01000193) ^ b;
    blocks.push(text);
    block = [];
  };
  for (const record of records) {
    if (count === MAX_RECORDS) throw new Error(`a list holds at most ${MAX_RECORDS} records`);
    block.push(recordJson(record));
    for (const key of recordKeys(record)) {
      const { a, b } = hashKey(key);
      hashesA.push(a);
      hashesB.push(b);
      refs.push(count);
    }
    count++;
    if (block.length === BLOCK_RECORDS) closeBlock();
  }
  if (block.length > 0) closeBlock();
  build >>>= 0;

  const header: ListHeader = {
    build,
    version: edition.version,
    day: dayNumber(edition.date),
    keys: refs.length,
    buckets: 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, refs.length) / BUCKET_KEYS))),
    records: count,
    blocks: blocks.length,
    refBytes: count <= 2 ** 16 ? 2 : 3,
  };
  const packed = await packBlocks(blocks, build);
  const index = new ArrayBuffer(indexLayout(header).length);
  writeHeader(index, header);
  const arrays = indexArrays(index, header);
  arrays.blockStart.set(packed.starts);
  fillKeys(arrays, header, hashesA, hashesB, refs);
  return { index: new Uint8Array(index), records: packed.bytes, content: await contentHash(blocks) };
}

/** Hash of the hashes of the blocks' texts: two lists that say the same have one, whoever deflated them. */
async function contentHash(blocks: readonly string[]): Promise<string> {
  const encoder = new TextEncoder();
  const hashes: Uint8Array[] = [];
  for (const block of blocks) hashes.push((await sha256(encoder.encode(block))).bytes);
  return (await sha256(concatBytes(hashes))).hex;
}

async function packBlocks(blocks: readonly string[], build: number) {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const starts = new Uint32Array(blocks.length + 1);
  let at = RECORDS_HEADER;
  for (const [number, text] of blocks.entries()) {
    const part = await deflate(encoder.encode(text));
    veil(part, build, number);
    starts[number] = at;
    parts.push(part);
    at += part.length;
  }
  starts[blocks.length] = at;
  const bytes = new Uint8Array(at);
  new Uint32Array(bytes.buffer, 0, RECORDS_HEADER / 4).set([RECORDS_MAGIC, FORMAT_VERSION, build, blocks.length]);
  for (const [number, part] of parts.entries()) bytes.set(part, starts[number]);
  return { bytes, starts };
}

/** Sorts the keys by bucket, then by print and record, and writes them. */
function fillKeys(
  arrays: ReturnType<typeof indexArrays>,
  header: ListHeader,
  hashesA: readonly number[],
  hashesB: readonly number[],
  refs: readonly number[],
): void {
  const order = Uint32Array.from(refs.keys());
  const mask = header.buckets - 1;
  order.sort((x, y) => {
    const bucket = (hashesA[x]! & mask) - (hashesA[y]! & mask);
    return bucket || (hashesB[x]! & 0xffffff) - (hashesB[y]! & 0xffffff) || refs[x]! - refs[y]!;
  });
  for (const [at, key] of order.entries()) {
    const print = hashesB[key]!;
    const ref = refs[key]!;
    arrays.printLow[at] = print & 0xffff;
    arrays.printHigh[at] = (print >>> 16) & 0xff;
    arrays.refLow[at] = ref & 0xffff;
    if (header.refBytes === 3) arrays.refHigh[at] = ref >>> 16;
    arrays.bucketStart[(hashesA[key]! & mask) + 1] = at + 1;
  }
  // Empty buckets begin where the one before them ends.
  for (let bucket = 1; bucket <= header.buckets; bucket++) {
    arrays.bucketStart[bucket] = Math.max(arrays.bucketStart[bucket]!, arrays.bucketStart[bucket - 1]!);
  }
}

/** Bytes of the index that one key costs, headers and block table included. */
export function bytesPerKey(index: Uint8Array, keys: number): number {
  return (index.length - INDEX_HEADER) / Math.max(1, keys);
}
