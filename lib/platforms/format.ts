/**
 * Layout of a compiled list: see docs/list-format.md. `platforms.idx` is a header and five arrays that are used where
 * they lie; `platforms.rec` is a header and blocks of records. All numbers are little-endian, as on every machine that
 * browsers run on, so that typed arrays can look at the bytes directly.
 */

export const INDEX_MAGIC = 0x58444952; // "RIDX"
export const RECORDS_MAGIC = 0x43455252; // "RREC"
export const FORMAT_VERSION = 1;
export const INDEX_HEADER = 64;
export const RECORDS_HEADER = 16;

/** Records in one block: small enough that one look-up decodes little, large enough to deflate well. */
export const BLOCK_RECORDS = 32;

/** What the header of an index says. */
export interface ListHeader {
  /** Ties an index to its records: both files carry it. */
  build: number;
  /** Rises with every edition; an update may never lower it. */
  version: number;
  /** Day of the edition, as days since 1970-01-01. */
  day: number;
  keys: number;
  buckets: number;
  records: number;
  blocks: number;
  /** Bytes of a record's number: 2 or 3. */
  refBytes: number;
}

/** The arrays of an index. */
export interface IndexArrays {
  /** First key of each bucket, and the number of keys at the end. */
  bucketStart: Uint32Array;
  /** First byte of each block in the records file, and its length at the end. */
  blockStart: Uint32Array;
  printLow: Uint16Array;
  refLow: Uint16Array;
  printHigh: Uint8Array;
  /** Empty where records are numbered with two bytes. */
  refHigh: Uint8Array;
}

const align = (bytes: number) => (bytes + 3) & ~3;

/** Byte offsets of the arrays of an index with this header, and the length of the whole file. */
export function indexLayout(header: ListHeader) {
  const bucketStart = INDEX_HEADER;
  const blockStart = bucketStart + 4 * (header.buckets + 1);
  const printLow = blockStart + 4 * (header.blocks + 1);
  const refLow = align(printLow + 2 * header.keys);
  const printHigh = align(refLow + 2 * header.keys);
  const refHigh = align(printHigh + header.keys);
  const length = align(refHigh + (header.refBytes === 3 ? header.keys : 0));
  return { bucketStart, blockStart, printLow, refLow, printHigh, refHigh, length };
}

/** Views on the arrays of an index. `bytes` must have the length that `indexLayout` gives. */
export function indexArrays(bytes: ArrayBuffer, header: ListHeader): IndexArrays {
  const at = indexLayout(header);
  return {
    bucketStart: new Uint32Array(bytes, at.bucketStart, header.buckets + 1),
    blockStart: new Uint32Array(bytes, at.blockStart, header.blocks + 1),
    printLow: new Uint16Array(bytes, at.printLow, header.keys),
    refLow: new Uint16Array(bytes, at.refLow, header.keys),
    printHigh: new Uint8Array(bytes, at.printHigh, header.keys),
    refHigh: new Uint8Array(bytes, at.refHigh, header.refBytes === 3 ? header.keys : 0),
  };
}

/** Writes a header at the beginning of an index. */
export function writeHeader(bytes: ArrayBuffer, header: ListHeader): void {
  const words = new Uint32Array(bytes, 0, INDEX_HEADER / 4);
  words[0] = INDEX_MAGIC;
  words[1] = FORMAT_VERSION;
  words[2] = header.build;
  words[3] = header.version;
  words[4] = header.day;
  words[5] = header.keys;
  words[6] = header.buckets;
  words[7] = header.records;
  words[8] = header.blocks;
  words[9] = header.refBytes;
}

/** Reads and checks the header of an index. Throws with the reason where the file is damaged or of another format. */
export function readHeader(bytes: ArrayBuffer): ListHeader {
  if (bytes.byteLength < INDEX_HEADER) throw new Error('list index: shorter than its header');
  const words = new Uint32Array(bytes, 0, INDEX_HEADER / 4);
  if (words[0] !== INDEX_MAGIC) throw new Error('list index: not a list index');
  if (words[1] !== FORMAT_VERSION)
    throw new Error(`list index: format ${words[1]}, this program reads ${FORMAT_VERSION}`);
  const header: ListHeader = {
    build: words[2]!,
    version: words[3]!,
    day: words[4]!,
    keys: words[5]!,
    buckets: words[6]!,
    records: words[7]!,
    blocks: words[8]!,
    refBytes: words[9]!,
  };
  const { buckets, refBytes, blocks, records } = header;
  if (buckets === 0 || (buckets & (buckets - 1)) !== 0) throw new Error('list index: bucket count is no power of two');
  if (refBytes !== 2 && refBytes !== 3) throw new Error('list index: unknown width of record numbers');
  if (blocks !== Math.ceil(records / BLOCK_RECORDS)) throw new Error('list index: block and record counts disagree');
  if (indexLayout(header).length !== bytes.byteLength) throw new Error('list index: truncated or too long');
  return header;
}

/**
 * Hides or shows the bytes of a block, in place. This is no secrecy: it only keeps host names of frauds from lying in
 * the package in a form that antivirus programs search for (they have quarantined other extensions for that).
 */
export function veil(block: Uint8Array, build: number, number: number): void {
  let state = (build ^ Math.imul(number + 1, 0x9e3779b1)) >>> 0 || 1;
  for (let at = 0; at < block.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    block[at] = block[at]! ^ (state & 0xff);
  }
}
