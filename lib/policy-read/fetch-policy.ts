import { getDomain } from 'tldts';

/**
 * Why a policy could not be read; the user's words for each are in the texts. `moved`: the page went meanwhile.
 * `insecure`: its server cannot be reached over an encrypted line.
 */
export type PolicyProblem =
  | 'unreachable'
  | 'insecure'
  | 'http-status'
  | 'redirected'
  | 'stalled'
  | 'too-large'
  | 'not-text'
  | 'empty'
  | 'moved';

/** A policy as text, or why there is none. `detail`: a status number, or the host that it leads on to. */
export type FetchedPolicy =
  | { ok: true; url: string; kind: 'html' | 'text'; text: string }
  | { ok: false; problem: PolicyProblem; detail: string };

/** What of the network is needed; `globalThis.fetch` fits. */
type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Bytes of a policy; the longest of real ones have some hundred kilobytes. */
const LARGEST = 2 * 1024 * 1024;
const PATIENCE = 20_000;
/** Bytes in which a document names its own encoding (HTML standard, "prescan a byte stream"). */
const PRESCAN = 1024;

const failed = (problem: PolicyProblem, detail = ''): FetchedPolicy => ({ ok: false, problem, detail });
const siteOf = (url: string): string => {
  const { hostname } = new URL(url);
  return getDomain(hostname, { allowPrivateDomains: true }) ?? hostname;
};

function kindOf(type: string): 'html' | 'text' | null {
  if (/^(?:text\/html|application\/xhtml\+xml)/i.test(type)) return 'html';
  // Servers that tell no type mostly send a page.
  return type === '' ? 'html' : /^text\/(?:plain|markdown)/i.test(type) ? 'text' : null;
}

function decode(bytes: Uint8Array, type: string): string {
  const told = /charset\s{0,4}=\s{0,4}["']?([\w.:-]{2,40})/i;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, PRESCAN));
  const label = told.exec(type)?.[1] ?? told.exec(start)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    // An encoding that nobody knows.
    return new TextDecoder().decode(bytes);
  }
}

async function bodyOf(response: Response): Promise<Uint8Array | null> {
  const reader = response.body?.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) break;
    length += part.value.length;
    if (length > LARGEST) {
      await reader?.cancel().catch(() => undefined);
      return null;
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/**
 * Fetches the policy at an address, for a click of the user's: without cookies, without telling where the user is, up to
 * 2 MB within 20 seconds (`patience` in ms), texts and web pages only. What lies at another site than the one asked for
 * is not read. Asked for over encrypted lines alone, also where the page names one without. Never rejects.
 */
export async function fetchPolicy(address: string, fetch: Fetch, patience = PATIENCE): Promise<FetchedPolicy> {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return failed('unreachable');
  const { href, protocol } = new URL(address);
  const bare = protocol === 'http:';
  const url = bare ? href.replace('http:', 'https:') : address;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: abort.signal,
    });
    const at = response.url || url;
    if (siteOf(at) !== siteOf(url)) return failed('redirected', new URL(at).hostname);
    if (!response.ok) return failed('http-status', String(response.status));
    const type = response.headers.get('content-type') ?? '';
    const kind = kindOf(type);
    if (kind === null) return failed('not-text');
    const bytes = await bodyOf(response);
    if (bytes === null) return failed('too-large');
    const text = decode(bytes, type);
    return text.trim() === '' ? failed('empty') : { ok: true, url: at, kind, text };
  } catch {
    if (abort.signal.aborted) return failed('stalled');
    return failed(bare ? 'insecure' : 'unreachable');
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}
