import { concatBytes } from './sha256.ts';

/** The largest block that is decoded: a list from elsewhere must not unfold without end. */
const BLOCK_LIMIT = 4 * 1024 * 1024;

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = stream.writable.getWriter();
  // The error shows on the readable side; here it would only be an unhandled rejection.
  const written = writer.write(bytes).then(() => writer.close());
  written.catch(() => undefined);
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > limit) {
      await reader.cancel();
      throw new Error(`unfolds to more than ${limit} bytes`);
    }
    chunks.push(read.value);
  }
  return concatBytes(chunks);
}

/** Deflates bytes (RFC 1951, no wrapper). */
export function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return through(bytes, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY);
}

/** Inflates bytes (RFC 1951). Rejects on damage, and on more than `limit` bytes of output. */
export function inflate(bytes: Uint8Array<ArrayBuffer>, limit = BLOCK_LIMIT): Promise<Uint8Array<ArrayBuffer>> {
  return through(bytes, new DecompressionStream('deflate-raw'), limit);
}
