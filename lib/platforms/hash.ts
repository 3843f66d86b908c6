/**
 * Key hashing. Keys are read from their end, so that one pass over a host name yields the hash of every parent domain
 * on the way. Two independent 32-bit lanes stand in for a 64-bit hash. Collisions are harmless: a record is compared
 * with the key before it is believed.
 */

const FNV = 0x01000193;
const MIX = 0x5bd1e995;

/** Running state of the two lanes. */
export interface Lanes {
  a: number;
  b: number;
}

/** A fresh state. */
export function startLanes(): Lanes {
  return { a: 0x811c9dc5, b: 0x27d4eb2f };
}

/** Takes one UTF-16 code unit into the state. */
export function feed(lanes: Lanes, unit: number): void {
  lanes.a = Math.imul(lanes.a ^ unit, FNV);
  const b = Math.imul(lanes.b + unit, MIX);
  lanes.b = b ^ (b >>> 15);
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
  const lanes = startLanes();
  for (let at = key.length - 1; at >= 0; at--) feed(lanes, key.charCodeAt(at));
  return { a: finish(lanes.a), b: finish(lanes.b) };
}
