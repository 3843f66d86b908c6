import { type IndexArrays, indexArrays, type ListHeader, readHeader } from './format.ts';
import { finish, hashKey, LANE_A, LANE_B } from './hash.ts';
import { normaliseHost } from './host.ts';

/** A host and those of its parents that the index may hold. */
export interface HostHits {
  name: string;
  isIp: boolean;
  /** From the shortest to the whole host. */
  hits: HostHit[];
}

/** A part of a host, from `start` to its end, and the numbers of the records that may hold it. */
export interface HostHit {
  start: number;
  refs: number[];
}

/** Longest host name (RFC 1035). */
const LONGEST_HOST = 253;

/** The index of a list, used where it lies: says which records may hold a key. */
export class KeyIndex {
  readonly header: ListHeader;
  /** First byte of each block in the records file, and its length at the end. */
  readonly blockStart: Uint32Array;
  readonly #arrays: IndexArrays;
  readonly #mask: number;

  /** Throws with the reason where the bytes are no index, or a damaged one. */
  constructor(bytes: ArrayBuffer) {
    this.header = readHeader(bytes);
    this.#arrays = indexArrays(bytes, this.header);
    this.blockStart = this.#arrays.blockStart;
    this.#mask = this.header.buckets - 1;
  }

  /** Numbers of the records that may hold a key, or null. */
  refsOfKey(key: string): number[] | null {
    const { a, b } = hashKey(key);
    return this.refsOf(a, b);
  }

  /**
   * Hits of a host and its parents; null (the usual answer, without garbage) where there is none. A host as `URL` gives
   * it is read once, from its end; whatever else a host may look like is made regular first.
   */
  hostHits(text: string): HostHits | null {
    const hits = this.#scan(text);
    if (hits !== undefined) return hits === null ? null : { name: text, isIp: false, hits };
    const host = normaliseHost(text);
    if (host === null) return null;
    if (!host.isIp) {
      const found = this.#scan(host.name);
      return found ? { ...host, hits: found } : null;
    }
    const refs = this.refsOfKey(host.name);
    return refs === null ? null : { ...host, hits: [{ start: 0, refs }] };
  }

  /** Hits of a host in its normal form and its parents of two labels or more, or null; undefined for any other text. */
  #scan(text: string): { start: number; refs: number[] }[] | null | undefined {
    if (text.length > LONGEST_HOST) return undefined;
    let hits: { start: number; refs: number[] }[] | null = null;
    let a: number = LANE_A.seed;
    let b: number = LANE_B.seed;
    let dots = 0;
    let before = 46;
    for (let at = text.length - 1; at >= 0; at--) {
      const unit = text.charCodeAt(at);
      if (unit === 46) {
        if (before === 46) return undefined;
        if (dots++ > 0) hits = this.#probe(a, b, at + 1, hits);
      } else if (!((unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || unit === 45 || unit === 95))
        return undefined;
      // A top-level domain has no digit at its end: this is an address, or nothing.
      else if (at === text.length - 1 && unit < 97) return undefined;
      a = Math.imul(a ^ unit, LANE_A.factor);
      b = Math.imul(b + unit, LANE_B.factor);
      before = unit;
    }
    if (before === 46 || before === 45 || before === 95) return undefined;
    return this.#probe(a, b, 0, hits);
  }

  #probe(a: number, b: number, start: number, hits: { start: number; refs: number[] }[] | null) {
    const refs = this.refsOf(finish(a), finish(b ^ (b >>> 15)));
    if (refs === null) return hits;
    if (hits === null) return [{ start, refs }];
    hits.push({ start, refs });
    return hits;
  }

  /** Numbers of the records whose key has this hash, or null. */
  refsOf(a: number, b: number): number[] | null {
    const { bucketStart, printLow, printHigh, refLow, refHigh } = this.#arrays;
    const bucket = a & this.#mask;
    const low = b & 0xffff;
    const high = (b >>> 16) & 0xff;
    let refs: number[] | null = null;
    for (let at = bucketStart[bucket]!, end = bucketStart[bucket + 1]!; at < end; at++) {
      if (printLow[at] !== low || printHigh[at] !== high) continue;
      refs ??= [];
      refs.push(refLow[at]! | ((refHigh[at] ?? 0) << 16));
    }
    return refs;
  }
}
