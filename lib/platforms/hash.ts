/**
 * Key hashing. Keys are read from their end, so that one pass over a host name yields the hash of every parent domain
 * on the way. Two independent 32-bit lanes stand in for a 64-bit hash. Collisions are harmless: a record is compared
 * with the key before it is believed.
 */

/** Multipliers of the two lanes: those of FNV-1a and of MurmurHash2. */
export const LANE_A = { seed: 0x811c9dc5 | 0, factor: 0x01000193 } as const;
export const LANE_B = { seed: 0x27d4eb2f, factor: 0x5bd1e995 } as const;

/** Both finished lanes of a key. */
export interface Lanes {
  a: number;
  b: number;
}

/** Spreads one lane over all 32 bits (the finaliser of MurmurHash3), as an unsigned number. */
export function finish(lane: number): number {
  let x = lane;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Both finished lanes of a whole key. */
export function hashKey(key: string): Lanes {
  let a: number = LANE_A.seed;
  let b: number = LANE_B.seed;
  for (let at = key.length - 1; at >= 0; at--) {
    const unit = key.charCodeAt(at);
    a = Math.imul(a ^ unit, LANE_A.factor);
    b = Math.imul(b + unit, LANE_B.factor);
  }
  return { a: finish(a), b: finish(b ^ (b >>> 15)) };
}
