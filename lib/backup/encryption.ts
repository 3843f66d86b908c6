import { ExportError, failure } from '../database/index.ts';

/**
 * An encrypted backup: the four bytes `RFBK`, one byte of version, the length of the header (32 bits, big-endian), the
 * header as JSON, then chunks of AES-256-GCM, each as long as the header says and 16 bytes more. The nonce of a chunk is
 * a random prefix of 7 bytes, its number (32 bits) and one byte that is 1 for the last: the STREAM construction (Hoang,
 * Reyhanitabar, Rogaway and Vizár, 2015), under which no chunk can be changed, moved, left out or cut off. The header is
 * authenticated with every chunk.
 */
const MAGIC = [0x52, 0x46, 0x42, 0x4b];
const VERSION = 1;
const CHUNK = 1024 * 1024;
const TAG = 16;

/** Rounds of PBKDF2-HMAC-SHA256 for new backups: the OWASP Password Storage Cheat Sheet (2023) asks for 600,000. */
export const ITERATIONS = 600_000;

// What a file may ask for: less is not worth the name, more would only keep the device busy.
const ITERATIONS_RANGE = [100_000, 10_000_000] as const;

/** The shortest password that a new backup takes, in characters. */
export const PASSWORD_LENGTH = 10;

/** Whether a password is long enough for a new backup. */
export function isPassword(password: string): boolean {
  return [...password.normalize('NFKC')].length >= PASSWORD_LENGTH;
}

interface Header {
  kdf: 'PBKDF2-SHA256';
  iterations: number;
  salt: string;
  prefix: string;
  chunk: number;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

async function keyOf(password: string, { salt, iterations }: Header): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(password.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt: fromBase64(salt), iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function nonceOf(prefix: Uint8Array, index: number, last: boolean): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(12);
  nonce.set(prefix);
  new DataView(nonce.buffer).setUint32(7, index);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// Gathers texts into chunks of one size. The last one may be shorter, and empty where there is nothing at all.
async function* chunked(
  source: AsyncIterable<string>,
): AsyncGenerator<{ bytes: Uint8Array<ArrayBuffer>; last: boolean }> {
  const encoder = new TextEncoder();
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const text of source) {
    const bytes = encoder.encode(text);
    parts.push(bytes);
    length += bytes.length;
    if (length <= CHUNK) continue;
    const whole = join(parts);
    let at = 0;
    for (; length - at > CHUNK; at += CHUNK) yield { bytes: whole.slice(at, at + CHUNK), last: false };
    parts = [whole.slice(at)];
    length -= at;
  }
  yield { bytes: join(parts), last: true };
}

/** Encrypts a stream of text with a password, piece by piece. The password is taken as it is typed on any keyboard (NFKC). */
export async function* encryptText(
  source: AsyncIterable<string>,
  password: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const prefix = crypto.getRandomValues(new Uint8Array(7));
  const header: Header = {
    kdf: 'PBKDF2-SHA256',
    iterations: ITERATIONS,
    salt: toBase64(crypto.getRandomValues(new Uint8Array(16))),
    prefix: toBase64(prefix),
    chunk: CHUNK,
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, json.length);
  const head = join([Uint8Array.from([...MAGIC, VERSION]), size, json]);
  const key = await keyOf(password, header);
  yield head;
  let index = 0;
  for await (const { bytes, last } of chunked(source)) {
    const iv = nonceOf(prefix, index++, last);
    yield new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: head }, key, bytes));
  }
}

/** Whether a file begins as an encrypted backup does. */
export async function isEncrypted(file: Blob): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, MAGIC.length).arrayBuffer());
  return start.length === MAGIC.length && MAGIC.every((byte, index) => start[index] === byte);
}

function isHeader(value: unknown): value is Header {
  if (typeof value !== 'object' || value === null) return false;
  const { kdf, iterations, salt, prefix, chunk } = value as Record<string, unknown>;
  return (
    kdf === 'PBKDF2-SHA256' &&
    Number.isInteger(iterations) &&
    (iterations as number) >= ITERATIONS_RANGE[0] &&
    (iterations as number) <= ITERATIONS_RANGE[1] &&
    typeof salt === 'string' &&
    /^[A-Za-z0-9+/]{22}==$/.test(salt) &&
    typeof prefix === 'string' &&
    /^[A-Za-z0-9+/]{10}==$/.test(prefix) &&
    Number.isInteger(chunk) &&
    (chunk as number) >= 1024 &&
    (chunk as number) <= 16 * 1024 * 1024
  );
}

async function readHead(file: Blob): Promise<{ head: Uint8Array<ArrayBuffer>; header: Header }> {
  const start = new DataView(await file.slice(0, 9).arrayBuffer());
  if (start.byteLength < 9) throw new ExportError(failure('damaged', 'header'));
  if (start.getUint8(4) > VERSION) throw new ExportError(failure('newer', `container ${start.getUint8(4)}`));
  const length = start.getUint32(5);
  if (start.getUint8(4) !== VERSION || length > 4096) throw new ExportError(failure('damaged', 'header'));
  const head = new Uint8Array(await file.slice(0, 9 + length).arrayBuffer());
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(head.subarray(9)));
  } catch {
    throw new ExportError(failure('damaged', 'header'));
  }
  if (!isHeader(header)) throw new ExportError(failure('damaged', 'header'));
  return { head, header };
}

/**
 * The bytes of an encrypted backup, chunk by chunk. Throws `ExportError`: `password` where the first chunk does not open
 * (a first chunk that was changed looks the same), `damaged` where a later one does not or the end is missing, `newer`.
 */
export async function* decryptFile(file: Blob, password: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { head, header } = await readHead(file);
  const key = await keyOf(password, header);
  const prefix = fromBase64(header.prefix);
  const size = header.chunk + TAG;
  const count = Math.max(1, Math.ceil((file.size - head.length) / size));
  for (let index = 0; index < count; index++) {
    const from = head.length + index * size;
    const iv = nonceOf(prefix, index, index === count - 1);
    const data = await file.slice(from, from + size).arrayBuffer();
    try {
      yield new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: head }, key, data));
    } catch {
      throw new ExportError(failure(index === 0 ? 'password' : 'damaged', `chunk ${index}`));
    }
  }
}
