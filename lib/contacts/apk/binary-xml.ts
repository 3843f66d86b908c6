import { ApkError } from './apk-error.ts';
import { StringPool } from './string-pool.ts';

/** One attribute of an element, as Android sees it: by the number of its name where it has one. */
export interface BinaryAttribute {
  /** Number of the attribute in the framework's resources, 0 for a name without one. */
  id: number;
  name: string;
  /** The text, where the value is one; null for numbers, colours and references. */
  text: string | null;
  /** The value as a 32-bit number, where it is an integer or a boolean; else null. */
  number: number | null;
}

/** What happens at one element. */
export interface BinaryElement {
  name: string;
  /** 1 for the root. */
  depth: number;
  attributes: BinaryAttribute[];
}

const POOL = 0x0001;
const RESOURCE_MAP = 0x0180;
const START = 0x0102;
const FINISH = 0x0103;
const TEXT_VALUE = 0x03;
const NO_STRING = 0xffffffff;
const MOST_ELEMENTS = 200_000;
const MOST_DEPTH = 200;

function attributeAt(view: DataView, at: number, pool: StringPool, ids: readonly number[]): BinaryAttribute {
  const nameIndex = view.getUint32(at + 4, true);
  const raw = view.getUint32(at + 8, true);
  const type = view.getUint8(at + 15);
  const data = view.getUint32(at + 16, true);
  const id = ids[nameIndex] ?? 0;
  // Where there is a number the name may be empty, obfuscated, or lie outside the table.
  const name = id === 0 ? pool.at(nameIndex) : '';
  if (type === TEXT_VALUE) return { id, name, text: pool.at(data === NO_STRING ? raw : data), number: null };
  const isNumber = type >= 0x10 && type <= 0x12;
  return { id, name, text: null, number: isNumber ? data : null };
}

function elementAt(chunk: DataView, depth: number, pool: StringPool, ids: readonly number[]): BinaryElement {
  const header = chunk.getUint16(2, true);
  const name = pool.at(chunk.getUint32(header + 4, true));
  const first = header + chunk.getUint16(header + 8, true);
  const size = chunk.getUint16(header + 10, true);
  const count = chunk.getUint16(header + 12, true);
  if (size < 20 || first + count * size > chunk.byteLength) throw new ApkError('bad-manifest');
  const attributes: BinaryAttribute[] = [];
  for (let index = 0; index < count; index += 1) attributes.push(attributeAt(chunk, first + index * size, pool, ids));
  return { name, depth, attributes };
}

/**
 * Gives every element of a binary XML file in document order. Text between elements, comments and namespaces are
 * passed over, as are unknown chunks. Throws `bad-manifest` or `bad-pool` where the file is none or is damaged.
 */
export function* readBinaryXml(bytes: Uint8Array): Generator<BinaryElement> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 8) throw new ApkError('bad-manifest');
  // The type of the file is not looked at: Android does not either, and some apps change it to mislead readers.
  const header = view.getUint16(2, true);
  const end = view.getUint32(4, true);
  if (header < 8 || header > end || end > view.byteLength) throw new ApkError('bad-manifest');
  let pool: StringPool | null = null;
  let ids: number[] = [];
  let depth = 0;
  let elements = 0;
  for (let at = header; at + 8 <= end; ) {
    const type = view.getUint16(at, true);
    const size = view.getUint32(at + 4, true);
    // A chunk that does not end is how a reader is led in circles.
    if (size < 8 || at + size > end) throw new ApkError('bad-manifest');
    const chunk = new DataView(bytes.buffer, bytes.byteOffset + at, size);
    if (type === POOL && pool === null) pool = new StringPool(chunk);
    else if (type === RESOURCE_MAP) {
      const start = Math.min(chunk.getUint16(2, true), size);
      ids = Array.from({ length: Math.min((size - start) >> 2, 65_536) }, (_, index) =>
        chunk.getUint32(start + index * 4, true),
      );
    } else if (type === START) {
      depth += 1;
      elements += 1;
      if (pool === null || depth > MOST_DEPTH || elements > MOST_ELEMENTS) throw new ApkError('bad-manifest');
      try {
        yield elementAt(chunk, depth, pool, ids);
      } catch (error) {
        throw error instanceof RangeError ? new ApkError('bad-manifest') : error;
      }
    } else if (type === FINISH) depth -= 1;
    at += size;
  }
}
