import { Inflate } from 'fflate';
import { ApkError } from './apk-error.ts';

/** Compressed bytes that are unpacked before the output is looked at: at most about 4 MB of output at a time. */
const PIECE = 4096;

/** Unpacks raw deflate data. Throws `bomb` as soon as it gives more than `limit` bytes, `bad-compression` where it is none. */
export function inflateCapped(packed: Uint8Array, limit: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((part) => {
    length += part.length;
    if (length > limit) throw new ApkError('bomb');
    parts.push(part);
  });
  try {
    for (let from = 0; from < packed.length; from += PIECE) {
      stream.push(packed.subarray(from, from + PIECE), from + PIECE >= packed.length);
    }
  } catch (error) {
    throw error instanceof ApkError ? error : new ApkError('bad-compression');
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
