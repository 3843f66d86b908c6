import type { CountableFile } from '../contact-files.ts';

/**
 * Bytes of a file from `from` to `to`, in memory of our own. By way of a string, since a buffer that Firefox makes for a
 * page's file belongs to the page and is closed to content scripts. Rejects where the file cannot be read.
 */
export function readBytes(file: Blob, from = 0, to = file.size): Promise<Uint8Array<ArrayBuffer>> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
  const reader = new FileReader();
  reader.onload = () => {
    const text = reader.result as string;
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
    resolve(bytes);
  };
  reader.onerror = () => reject(new Error('unreadable file'));
  reader.readAsBinaryString(file.slice(from, to));
  return promise;
}

/** What of a file the counter of contacts needs, read as above. */
export function countable(file: File): CountableFile {
  return {
    size: file.size,
    slice: (from, to) => ({ arrayBuffer: async () => (await readBytes(file, from, to)).buffer }),
  };
}
