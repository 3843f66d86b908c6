import { ApkError } from './apk-error.ts';

/** Something of known size, of which parts can be had. `read` gives exactly `to - from` bytes, or rejects (ApkError). */
export interface ByteSource {
  readonly size: number;
  read(from: number, to: number): Promise<Uint8Array>;
}

/** Bytes that are in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: async (from, to) => {
      if (from < 0 || to < from || to > bytes.length) throw new ApkError('truncated');
      return bytes.subarray(from, to);
    },
  };
}

/** A file that the user chose; only the parts asked for are read from the disk. */
export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (from, to) => {
      if (from < 0 || to < from || to > blob.size) throw new ApkError('truncated');
      const buffer = await blob
        .slice(from, to)
        .arrayBuffer()
        // The file was moved or changed since it was chosen.
        .catch(() => Promise.reject(new ApkError('unreachable')));
      if (buffer.byteLength !== to - from) throw new ApkError('truncated');
      return new Uint8Array(buffer);
    },
  };
}

/** A stretch of another source as a source of its own: an app that lies uncompressed in a bundle. */
export function partSource(whole: ByteSource, from: number, to: number): ByteSource {
  return {
    size: to - from,
    read: async (start, end) => {
      if (start < 0 || end < start || from + end > to) throw new ApkError('truncated');
      return whole.read(from + start, from + end);
    },
  };
}
