import { ExportError, failure } from '../database/index.ts';

/** The longest line in UTF-16 code units: the largest attachment as base64, with room for its row. */
export const LINE_LIMIT = 96 * 1024 * 1024;

/** The bytes of a file, piece by piece. */
export async function* bytesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}

/**
 * The lines of UTF-8 bytes, without their ends; a byte order mark is dropped. Throws `ExportError` with `format` for
 * what is no UTF-8, and `too-large` for a line beyond `LINE_LIMIT`.
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest: string[] = [];
  let length = 0;
  const decode = (part?: Uint8Array) => {
    try {
      return part ? decoder.decode(part, { stream: true }) : decoder.decode();
    } catch {
      throw new ExportError(failure('format', 'no UTF-8'));
    }
  };
  for await (const part of bytes) {
    const pieces = decode(part).split('\n');
    const tail = pieces.pop() ?? '';
    for (const piece of pieces) {
      rest.push(piece);
      yield rest.join('').replace(/\r$/, '');
      rest = [];
      length = 0;
    }
    rest.push(tail);
    length += tail.length;
    if (length > LINE_LIMIT) throw new ExportError(failure('too-large', 'line'));
  }
  rest.push(decode());
  const last = rest.join('');
  if (last !== '') yield last;
}
