import { ApkError } from './apk-error.ts';
import { type ByteSource, bytesSource } from './byte-source.ts';

/** What of the network is needed; `globalThis.fetch` fits. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Limits of one check over the network. */
export interface HttpLimits {
  /** Milliseconds without a byte after which the server counts as stalled. */
  stall: number;
  /** Milliseconds for one request in all. */
  request: number;
  /** Bytes of a file that is fetched whole because its server does not send parts. */
  whole: number;
}

const LIMITS: HttpLimits = { stall: 15_000, request: 60_000, whole: 100 * 1024 * 1024 };
const TAIL = 65_557;

interface Answer {
  response: Response;
  url: string;
  abort: AbortController;
  close: () => void;
}

/** `bytes 5-9/100` → its numbers; null where it is none or the whole size is not told. */
function readContentRange(text: string | null): { from: number; to: number; size: number } | null {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(text?.trim() ?? '');
  if (!match) return null;
  const range = { from: Number(match[1]), to: Number(match[2]) + 1, size: Number(match[3]) };
  return range.from < range.to && range.to <= range.size ? range : null;
}

class HttpFile {
  readonly #fetch: Fetch;
  readonly #limits: HttpLimits;
  readonly #cancel: AbortSignal | undefined;

  constructor(fetch: Fetch, limits: HttpLimits, cancel: AbortSignal | undefined) {
    this.#fetch = fetch;
    this.#limits = limits;
    this.#cancel = cancel;
  }

  #failure(stalled: boolean): ApkError {
    if (this.#cancel?.aborted) return new ApkError('cancelled');
    return new ApkError(stalled ? 'stalled' : 'unreachable');
  }

  async ask(url: string, range: string): Promise<Answer> {
    const abort = new AbortController();
    let stalled = false;
    const timer = setTimeout(() => {
      stalled = true;
      abort.abort();
    }, this.#limits.stall);
    const cancel = () => abort.abort();
    this.#cancel?.addEventListener('abort', cancel);
    const close = () => {
      this.#cancel?.removeEventListener('abort', cancel);
      abort.abort();
    };
    if (this.#cancel?.aborted) throw new ApkError('cancelled');
    let response: Response;
    try {
      response = await this.#fetch(url, {
        headers: { Range: range },
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        signal: abort.signal,
      });
    } catch {
      close();
      throw this.#failure(stalled);
    } finally {
      clearTimeout(timer);
    }
    const at = response.url || url;
    if (new URL(at).origin !== new URL(url).origin) {
      close();
      throw new ApkError('redirected', at);
    }
    if (!response.ok && response.status !== 416) {
      close();
      throw new ApkError('http-status', String(response.status));
    }
    return { response, url: at, abort, close };
  }

  /** The body, at most `limit` bytes: more is `over`. */
  async body({ response, abort, close }: Answer, limit: number, over: 'length-lie' | 'too-large'): Promise<Uint8Array> {
    const reader = response.body?.getReader();
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    let stalled = false;
    const until = Date.now() + this.#limits.request;
    try {
      for (;;) {
        const timer = setTimeout(
          () => {
            stalled = true;
            abort.abort();
            void reader?.cancel().catch(() => undefined);
          },
          Math.max(0, Math.min(this.#limits.stall, until - Date.now())),
        );
        const part = await reader?.read().finally(() => clearTimeout(timer));
        if (stalled || this.#cancel?.aborted) throw this.#failure(stalled);
        if (part === undefined || part.done) break;
        length += part.value.length;
        if (length > limit) throw new ApkError(over);
        parts.push(part.value);
      }
    } catch (error) {
      throw error instanceof ApkError ? error : this.#failure(stalled);
    } finally {
      close();
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  async part(url: string, from: number, to: number, size: number): Promise<Uint8Array> {
    const answer = await this.ask(url, `bytes=${from}-${to - 1}`);
    const range = readContentRange(answer.response.headers.get('content-range'));
    const right = range !== null && range.from === from && range.to === to && range.size === size;
    if (answer.response.status !== 206 || !right) {
      answer.close();
      throw new ApkError('length-lie');
    }
    const bytes = await this.body(answer, to - from, 'length-lie');
    if (bytes.length !== to - from) throw new ApkError('length-lie');
    return bytes;
  }

  async whole(answer: Answer): Promise<ByteSource> {
    const { headers } = answer.response;
    const told = headers.get('content-length');
    // What is told of a body that was packed for the way is not the length of the file.
    const length = told !== null && !headers.get('content-encoding') ? Number(told) : null;
    if (length !== null && length > this.#limits.whole) {
      answer.close();
      throw new ApkError('too-large');
    }
    const bytes = await this.body(answer, this.#limits.whole, 'too-large');
    if (length !== null && bytes.length !== length) throw new ApkError('length-lie');
    return bytesSource(bytes);
  }
}

/**
 * A file on a server, of which only the parts asked for are fetched; without cookies and without saying where the
 * user is. A server that sends no parts has the whole file fetched, up to 100 MB. Rejects with an ApkError:
 * `redirected` (detail: the new address) where it leads to another origin, before anything is read there.
 */
export async function openHttpSource(
  url: string,
  fetch: Fetch,
  options: { limits?: Partial<HttpLimits>; signal?: AbortSignal } = {},
): Promise<ByteSource> {
  const file = new HttpFile(fetch, { ...LIMITS, ...options.limits }, options.signal);
  let answer = await file.ask(url, `bytes=-${TAIL}`);
  if (/^text\/html/i.test(answer.response.headers.get('content-type') ?? '')) {
    answer.close();
    throw new ApkError('web-page');
  }
  let range = readContentRange(answer.response.headers.get('content-range'));
  if (answer.response.status !== 206 || range === null) {
    // Some servers send parts from the beginning only, or none longer than the file.
    answer.close();
    answer = await file.ask(url, 'bytes=0-0');
    range = readContentRange(answer.response.headers.get('content-range'));
    if (answer.response.status === 416) {
      answer.close();
      throw new ApkError('length-lie');
    }
    if (answer.response.status !== 206 || range === null) return file.whole(answer);
  }
  const { size, from, to } = range;
  const first = await file.body(answer, to - from, 'length-lie');
  if (first.length !== to - from) throw new ApkError('length-lie');
  const at = answer.url;
  return {
    size,
    read: async (start, end) => {
      if (start < 0 || end < start || end > size) throw new ApkError('truncated');
      if (start === end) return new Uint8Array();
      if (start >= from && end <= to) return first.subarray(start - from, end - from);
      return file.part(at, start, end, size);
    },
  };
}
