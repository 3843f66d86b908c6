import type { ContactsRequest } from '../assessment/index.ts';
import { findFileRequests } from '../contacts/index.ts';
import { type FromCache, readCachedScripts } from '../page/index.ts';

/** Milliseconds after which the browser's store counts as having nothing. */
const PATIENCE = 2_000;
/** Bytes of a file that is read at all. */
const LARGEST = 3_000_000;
/** Looks at the script files of one document. */
const MOST_LOOKS = 6;

/** Whether a service worker answers for this page, and could ask the network; so too where the browser does not say. */
function hasWorker(): boolean {
  try {
    return Boolean(navigator.serviceWorker?.controller);
  } catch {
    // Frames in a sandbox are not told.
    return true;
  }
}

/** The text of an answer, or null where it has more bytes than are read; those beyond are not fetched into memory. */
async function textOf({ body }: Response): Promise<string | null> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > LARGEST) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

const idle = () => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 1_000 }));

/**
 * The text of a file as the browser's own store has it. `only-if-cached` is answered without the network, or fails; it
 * is allowed in the mode `same-origin` alone (https://fetch.spec.whatwg.org/#concept-request-cache-mode).
 */
const fromCache: FromCache = async (address) => {
  // One can take over between two files.
  if (hasWorker()) return null;
  try {
    const answer = await fetch(address, {
      cache: 'only-if-cached',
      mode: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const type = answer.headers.get('content-type') ?? '';
    if (!answer.ok || /^(?:text\/html|image|audio|video)/.test(type)) return null;
    return Number(answer.headers.get('content-length') ?? 0) > LARGEST ? null : await textOf(answer);
  } catch {
    // Not in the store, or a page whose rules do not let it be asked.
    return null;
  }
};

/** What the page's own script files show. */
export interface ScriptFiles {
  /** Requests for contacts in them, as far as they were read. */
  requests(): ContactsRequest[];
  /** Reads them from the browser's store; `found` is called where they show a request. */
  read(found: () => void): Promise<void>;
}

/**
 * Opens the script files of this frame's document. With `inPagesName` nothing is read: Firefox answers in the page's name
 * alone, so that what the page's policy forbids would be reported to its server, and its service worker could ask the
 * network.
 */
export function openScriptFiles({ inPagesName }: { inPagesName: boolean }): ScriptFiles {
  const known = new Set<string>();
  let requests: ContactsRequest[] = [];
  let looks = 0;
  let busy = false;
  return {
    requests: () => requests,
    read: async (found) => {
      if (inPagesName || busy || looks >= MOST_LOOKS || hasWorker()) return;
      looks += 1;
      busy = true;
      try {
        await idle();
        const { excerpts, elsewhere } = await readCachedScripts(document, known, fromCache, idle);
        const fresh = findFileRequests(excerpts, elsewhere ? 'scripts of other sites were not read' : '');
        if (fresh.length === 0) return;
        requests = [...requests, ...fresh].slice(0, 6);
      } finally {
        busy = false;
      }
      found();
    },
  };
}
