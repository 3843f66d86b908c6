import { ApkError } from './apk-error.ts';
import type { ByteSource } from './byte-source.ts';

/** One file in an archive, as the table of contents has it. */
export interface ZipEntry {
  name: string;
  flags: number;
  /** 0 stored, 8 deflate; anything else is a trick or not for apps. */
  method: number;
  packed: number;
  unpacked: number;
  /** Where the entry's own header begins. */
  offset: number;
}

/** The table of contents of an archive. */
export interface ZipDirectory {
  entries: ZipEntry[];
  /** Where the table begins: no entry reaches beyond it. */
  start: number;
}

const END = 0x06054b50;
const END_SIZE = 22;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_SIZE = 20;
const ZIP64_END = 0x06064b50;
const ZIP64_END_SIZE = 56;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
const TAIL = END_SIZE + 0xffff;
/** The largest apps have some fifty thousand files and a table of five megabytes. */
const MOST_ENTRIES = 200_000;
const MOST_DIRECTORY = 16 * 1024 * 1024;
const MARK_16 = 0xffff;
const MARK_32 = 0xffffffff;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A 64-bit number of the format; beyond 2^53 there is no file. */
function bigAt(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ApkError('zip64');
  return Number(value);
}

interface End {
  count: number;
  size: number;
  offset: number;
  /** Where the end record, or its large form, begins. */
  at: number;
}

async function largeEnd(source: ByteSource, end: End): Promise<End> {
  const at = end.at - ZIP64_LOCATOR_SIZE;
  if (at < 0) return end;
  const locator = viewOf(await source.read(at, end.at));
  if (locator.getUint32(0, true) !== ZIP64_LOCATOR) return end;
  const from = bigAt(locator, 8);
  if (from + ZIP64_END_SIZE > at) throw new ApkError('zip64');
  const record = viewOf(await source.read(from, from + ZIP64_END_SIZE));
  if (record.getUint32(0, true) !== ZIP64_END) throw new ApkError('zip64');
  return { count: bigAt(record, 32), size: bigAt(record, 40), offset: bigAt(record, 48), at: from };
}

/** The last end record, as Android takes it: a false one can stand before it, in an entry, but not behind it. */
async function findEnd(source: ByteSource): Promise<End> {
  if (source.size < END_SIZE) throw new ApkError('not-zip');
  const base = Math.max(0, source.size - TAIL);
  const tail = viewOf(await source.read(base, source.size));
  for (let at = tail.byteLength - END_SIZE; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== END) continue;
    const end = {
      count: tail.getUint16(at + 10, true),
      size: tail.getUint32(at + 12, true),
      offset: tail.getUint32(at + 16, true),
      at: base + at,
    };
    const large = end.count === MARK_16 || end.size === MARK_32 || end.offset === MARK_32;
    return large ? largeEnd(source, end) : end;
  }
  const head = source.size >= 4 ? viewOf(await source.read(0, 4)).getUint32(0, true) : 0;
  // It begins like an archive, so that its end is what is missing.
  throw new ApkError(head === 0x04034b50 ? 'truncated' : 'not-zip');
}

/** Sizes and place of an entry whose 32-bit fields say "see the extra field". */
function widen(entry: ZipEntry, extra: DataView): ZipEntry {
  if (entry.unpacked !== MARK_32 && entry.packed !== MARK_32 && entry.offset !== MARK_32) return entry;
  for (let at = 0; at + 4 <= extra.byteLength; ) {
    const id = extra.getUint16(at, true);
    const to = at + 4 + extra.getUint16(at + 2, true);
    if (id === 1 && to <= extra.byteLength) {
      let from = at + 4;
      const next = (value: number): number => {
        if (value !== MARK_32) return value;
        if (from + 8 > to) throw new ApkError('zip64');
        from += 8;
        return bigAt(extra, from - 8);
      };
      const unpacked = next(entry.unpacked);
      const packed = next(entry.packed);
      return { ...entry, unpacked, packed, offset: next(entry.offset) };
    }
    at = to;
  }
  throw new ApkError('zip64');
}

/**
 * The table of contents of an archive; reads the last 64 kB and the table, nothing else. Rejects (ApkError) where
 * there is none, where it is damaged, or where its numbers point outside the file.
 */
export async function readZipDirectory(source: ByteSource): Promise<ZipDirectory> {
  const end = await findEnd(source);
  if (end.count > MOST_ENTRIES || end.size > MOST_DIRECTORY) throw new ApkError('bad-directory');
  if (end.size < end.count * ENTRY_SIZE) throw new ApkError('bad-directory');
  // Bytes put before an archive move everything by the same distance; the table then lies just before its end.
  if (end.offset + end.size > end.at) throw new ApkError(end.offset > source.size ? 'truncated' : 'bad-directory');
  const bytes = await source.read(end.offset, end.offset + end.size);
  const view = viewOf(bytes);
  const names = new TextDecoder();
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < end.count; index += 1) {
    if (at + ENTRY_SIZE > view.byteLength || view.getUint32(at, true) !== ENTRY) throw new ApkError('bad-directory');
    const nameEnd = at + ENTRY_SIZE + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    if (extraEnd > view.byteLength) throw new ApkError('bad-directory');
    entries.push(
      widen(
        {
          name: names.decode(bytes.subarray(at + ENTRY_SIZE, nameEnd)),
          flags: view.getUint16(at + 8, true),
          method: view.getUint16(at + 10, true),
          packed: view.getUint32(at + 20, true),
          unpacked: view.getUint32(at + 24, true),
          offset: view.getUint32(at + 42, true),
        },
        viewOf(bytes.subarray(nameEnd, extraEnd)),
      ),
    );
    at = extraEnd + view.getUint16(at + 32, true);
  }
  return { entries, start: end.offset };
}
