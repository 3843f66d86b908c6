import { ApkError, type ApkProblem } from './apk-error.ts';
import { type ByteSource, partSource } from './byte-source.ts';
import { inflateCapped } from './inflate-capped.ts';
import type { ZipDirectory, ZipEntry } from './zip-directory.ts';

const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATE = 8;
/** Signing tools pad the extra field, to 16 kB pages at most. */
const PADDING = 512;

/** The one entry of a name, or null. Throws `duplicate` where two have it: programs differ in which they take. */
export function entryNamed(directory: ZipDirectory, name: string): ZipEntry | null {
  const found = directory.entries.filter((entry) => entry.name === name);
  if (found.length > 1) throw new ApkError('duplicate', name);
  return found[0] ?? null;
}

/** Where the bytes of an entry lie. Throws where its header is missing, or it reaches into another entry. */
async function placeOf(source: ByteSource, directory: ZipDirectory, entry: ZipEntry, length: number) {
  if (entry.offset + LOCAL_SIZE + length > directory.start) throw new ApkError('overlapping', entry.name);
  const head = await source.read(entry.offset, Math.min(entry.offset + LOCAL_SIZE + PADDING + length, directory.start));
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint32(0, true) !== LOCAL) throw new ApkError('bad-directory', entry.name);
  const skip = LOCAL_SIZE + view.getUint16(26, true) + view.getUint16(28, true);
  const from = entry.offset + skip;
  const to = from + length;
  let next = directory.start;
  for (const { offset } of directory.entries) if (offset > entry.offset && offset < next) next = offset;
  const shared = directory.entries.some((other) => other !== entry && other.offset === entry.offset);
  if (to > next || shared) throw new ApkError('overlapping', entry.name);
  return { from, to, bytes: to - entry.offset <= head.length ? head.subarray(skip, skip + length) : null };
}

/**
 * The unpacked bytes of an entry, at most `limit`; `tooBig` is the problem where the table says more. As Android does,
 * an unknown method is taken for "stored", and the flag for encryption is not believed.
 */
export async function readEntry(
  source: ByteSource,
  directory: ZipDirectory,
  entry: ZipEntry,
  limit: number,
  tooBig: ApkProblem,
): Promise<Uint8Array> {
  if (entry.unpacked > limit || entry.packed > limit) throw new ApkError(tooBig, entry.name);
  const deflated = entry.method === DEFLATE;
  const length = deflated ? entry.packed : entry.unpacked;
  const { from, to, bytes } = await placeOf(source, directory, entry, length);
  const packed = bytes ?? (await source.read(from, to));
  if (!deflated) return packed;
  try {
    return inflateCapped(packed, limit);
  } catch (error) {
    if (error instanceof ApkError && error.problem === 'bad-compression' && entry.flags & ENCRYPTED)
      throw new ApkError('encrypted', entry.name);
    throw error;
  }
}

/** An entry that is an archive itself, as a source: in place where it is stored, else unpacked up to `limit` bytes. */
export async function openEntry(
  source: ByteSource,
  directory: ZipDirectory,
  entry: ZipEntry,
  limit: number,
  unpacked: (bytes: Uint8Array) => ByteSource,
): Promise<ByteSource> {
  if (entry.method !== STORED) return unpacked(await readEntry(source, directory, entry, limit, 'too-large'));
  // The header alone: the app itself stays where it is.
  if (entry.offset + LOCAL_SIZE > directory.start) throw new ApkError('overlapping', entry.name);
  const head = await source.read(entry.offset, entry.offset + LOCAL_SIZE);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint32(0, true) !== LOCAL) throw new ApkError('bad-directory', entry.name);
  const from = entry.offset + LOCAL_SIZE + view.getUint16(26, true) + view.getUint16(28, true);
  if (from + entry.unpacked > directory.start) throw new ApkError('overlapping', entry.name);
  return partSource(source, from, from + entry.unpacked);
}
