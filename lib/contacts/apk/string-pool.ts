import { ApkError } from './apk-error.ts';

const UTF8 = 0x100;
const HEADER = 28;
/** Longest text that is kept, in bytes; the names of permissions are short. */
const LONGEST = 4096;

/** The table of texts of a binary XML file or resource table. Texts are decoded when they are asked for. */
export class StringPool {
  readonly count: number;
  readonly #view: DataView;
  readonly #utf8: boolean;
  readonly #start: number;

  /** Takes the whole chunk, its header included. Throws `bad-pool` where its numbers cannot be true. */
  constructor(chunk: DataView) {
    if (chunk.byteLength < HEADER) throw new ApkError('bad-pool');
    const header = chunk.getUint16(2, true);
    this.#view = chunk;
    this.count = chunk.getUint32(8, true);
    this.#utf8 = (chunk.getUint32(16, true) & UTF8) !== 0;
    this.#start = chunk.getUint32(20, true);
    const indexEnd = HEADER + this.count * 4;
    if (header !== HEADER || indexEnd > chunk.byteLength) throw new ApkError('bad-pool');
    if (this.count > 0 && (this.#start < indexEnd || this.#start > chunk.byteLength)) throw new ApkError('bad-pool');
  }

  /** The text of an index, '' for none (0xffffffff). Throws `bad-pool` where the index or the text lies outside. */
  at(index: number): string {
    if (index === 0xffffffff) return '';
    if (index >= this.count) throw new ApkError('bad-pool');
    const from = this.#start + this.#view.getUint32(HEADER + index * 4, true);
    try {
      return this.#utf8 ? this.#eight(from) : this.#sixteen(from);
    } catch (error) {
      throw error instanceof RangeError ? new ApkError('bad-pool') : error;
    }
  }

  #eight(from: number): string {
    const view = this.#view;
    // Two lengths, in characters and in bytes, each of one byte or two.
    let at = from + (view.getUint8(from) & 0x80 ? 2 : 1);
    let length = view.getUint8(at);
    if (length & 0x80) length = ((length & 0x7f) << 8) | view.getUint8(at + 1);
    at += view.getUint8(at) & 0x80 ? 2 : 1;
    if (at + length > view.byteLength) throw new ApkError('bad-pool');
    return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, Math.min(length, LONGEST)));
  }

  #sixteen(from: number): string {
    const view = this.#view;
    let length = view.getUint16(from, true);
    let at = from + 2;
    if (length & 0x8000) {
      length = (length & 0x7fff) * 0x10000 + view.getUint16(at, true);
      at += 2;
    }
    if (at + length * 2 > view.byteLength) throw new ApkError('bad-pool');
    const bytes = new Uint8Array(view.buffer, view.byteOffset + at, Math.min(length * 2, LONGEST));
    return new TextDecoder('utf-16le').decode(bytes);
  }
}
