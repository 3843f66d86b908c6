import { concatBytes, sha256 } from '../sha256.ts';
import { ListRefusal } from './manifest.ts';

/** The part of `fetch` that downloads need; injected, so that tests can break it. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** One request says nothing about the user: no cookies, no referrer, no validator that could mark a copy. */
const PLAIN_REQUEST: RequestInit = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  redirect: 'error',
};

/** How long one answer may take. */
const TIMEOUT = 60_000;

/** Checks an address given by a user: https, without credentials. Gives it without fragment; throws `ListRefusal`. */
export function checkAddress(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url?.protocol !== 'https:' || url.username || url.password) {
    throw new ListRefusal('address', 'a list has to have an https address without a name or password in it');
  }
  url.hash = '';
  return url.href;
}

/** Downloads at most `limit` bytes. Throws `ListRefusal`: `network`, or `too-large` as soon as that shows. */
export async function download(fetchLike: FetchLike, url: string, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    response = await fetchLike(url, { ...PLAIN_REQUEST, signal: AbortSignal.timeout(TIMEOUT) });
  } catch (error) {
    throw new ListRefusal('network', `${url}: ${(error as Error).message}`);
  }
  if (!response.ok) throw new ListRefusal('network', `${url}: answer ${response.status}`);
  if (Number(response.headers.get('content-length') ?? 0) > limit) {
    await response.body?.cancel();
    throw new ListRefusal('too-large', `${url}: larger than ${limit} bytes`);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      length += read.value.length;
      if (length > limit) {
        await reader.cancel();
        throw new ListRefusal('too-large', `${url}: larger than ${limit} bytes`);
      }
      chunks.push(read.value);
    }
  } catch (error) {
    if (error instanceof ListRefusal) throw error;
    throw new ListRefusal('network', `${url}: ${(error as Error).message}`);
  }
  return concatBytes(chunks);
}

/** Downloads a part and compares it with its hash. Throws `ListRefusal`: `damaged` where it is another one. */
export async function downloadPart(
  fetchLike: FetchLike,
  url: string,
  part: { sha256: string; bytes: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await download(fetchLike, url, part.bytes);
  if (bytes.length !== part.bytes) throw new ListRefusal('damaged', `${url}: ${bytes.length} bytes, not ${part.bytes}`);
  if ((await sha256(bytes)).hex !== part.sha256)
    throw new ListRefusal('damaged', `${url}: not the part that was signed`);
  return bytes;
}
