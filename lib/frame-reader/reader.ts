import type { ContactsRequest } from '../assessment/index.ts';
import { isUsable, loadOf, type PageAnswer, type PageMessage } from '../messages/index.ts';
import { takeSnapshotSliced, type Watch, watchDocument } from '../page/index.ts';
import { controlNames, isNextStep, makeNews, restsWhenDue } from './news.ts';
import { type Connect, keepPresence } from './presence.ts';

/** How the reader reaches the background. */
export interface ReaderLines {
  tell(message: PageMessage): Promise<unknown>;
  connect: Connect;
}

/** What reads the document of one frame. */
export interface Reader {
  /** The mark of the document that this frame shows now; a soft navigation gives it a new one. */
  mark(): string;
  /** Reads now and after every change, and tells the background when the reading is a new one. */
  start(): void;
  /** Asks for a new reading, once started. */
  again(): void;
}

/** A mark that no page can guess. Pages over plain http have no `crypto.randomUUID`. */
const newMark = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve));

/** How much of its page this frame shows. The page itself cannot change what is read here. */
const sizeNow = () => ({ width: innerWidth, height: innerHeight });

/** What is known of this frame beside its document, and who wants to know whose page it is. */
export interface Beside {
  /** A picture may be a code and cannot be read from here. */
  codeOutOfReach(): boolean;
  /** Requests that its script files show. */
  fileRequests(): ContactsRequest[];
  /** Called after each reading that left the page a lender's. */
  onLending(): void;
}

/** Opens the reader of this frame's document. */
export function openReader({ tell, connect }: ReaderLines, beside: Beside): Reader {
  let mark = newMark();
  let last = '';
  let shadowRoots: readonly Node[] = [];
  const presence = keepPresence(connect);
  let controls = new Set<string>();
  let usable = false;
  let pages = 0;
  const newPage = (load: string) => {
    pages += 1;
    mark = `${load}.${pages}`;
    last = '';
  };
  let reading = new AbortController();
  let changed = false;
  const changes = new MutationObserver(() => {
    changed = true;
    changes.disconnect();
  });
  /** Reads, and tells whether the page changed while it was read. */
  const read = async (moved: boolean): Promise<boolean> => {
    if (moved) newPage(loadOf(mark));
    // A reading that is still under way reads a page that is no more.
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    changed = false;
    changes.observe(document, { childList: true, subtree: true, characterData: true });
    const roots: Node[] = [];
    const rest = restsWhenDue(nextTask);
    const snapshot = await takeSnapshotSliced(document, nextTask, { signal, roots });
    if (!snapshot) return false;
    changes.disconnect();
    shadowRoots = roots;
    await rest();
    if (signal.aborted) return false;
    const now = controlNames(snapshot);
    if (!moved && isNextStep(controls, now)) newPage(loadOf(mark));
    controls = now;
    const news = await makeNews(snapshot, beside.fileRequests(), rest);
    await rest();
    // What only a picture of the page shows is read at the user's click.
    news.finds.scan ||= beside.codeOutOfReach();
    if (signal.aborted) return false;
    const size = sizeNow();
    usable = isUsable(size);
    const print = JSON.stringify([news, usable]);
    if (print === last) return changed;
    last = print;
    void tell({ type: 'page-read', document: mark, size, ...news })
      .then((answer) => {
        if ((answer as PageAnswer | undefined)?.lends) beside.onLending();
      })
      // The page went away meanwhile: Firefox gives no timers to what is left of it, and nobody is there to look for.
      .catch(() => undefined);
    presence.of(mark);
    return changed;
  };
  let watch: Watch | null = null;
  const start = () => {
    watch = watchDocument(document, read, () => shadowRoots);
    // The page around a frame shows it later, as it likes, and nothing of the frame's own page changes.
    addEventListener('resize', () => {
      if (isUsable(sizeNow()) !== usable) watch?.nudge();
    });
    addEventListener('pagehide', () => void tell({ type: 'page-gone', document: mark }));
    addEventListener('pageshow', (event) => {
      if (!event.persisted) return;
      newPage(newMark());
      void read(false);
    });
    // Not in the task in which this script was loaded.
    void nextTask().then(() => read(false));
  };
  return { mark: () => mark, start, again: () => watch?.nudge() };
}
