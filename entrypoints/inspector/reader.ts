import { browser } from 'wxt/browser';
import type { ContactsRequest } from '../../lib/assessment/index.ts';
import { findBesides, findContactsRequests } from '../../lib/contacts/index.ts';
import { whatPageSays } from '../../lib/identity/index.ts';
import type { PageAnswer, PageMessage } from '../../lib/messages/index.ts';
import { loadOf, PRESENCE } from '../../lib/messages/presence.ts';
import { type Snapshot, takeSnapshotSliced, watchDocument } from '../../lib/page/index.ts';
import { findCurrencies, findPrices } from '../../lib/pricing/index.ts';
import { readPage } from '../../lib/recognise/index.ts';

/** Tells the background something; a worker that was updated or removed meanwhile is not the page's problem. */
export async function tell(message: PageMessage): Promise<unknown> {
  // After an update of the extension, scripts of the old one are cut off.
  if (!browser.runtime?.id) return undefined;
  return browser.runtime.sendMessage(message).catch(() => undefined);
}

/** A mark that no page can guess. Pages over plain http have no `crypto.randomUUID`. */
const newMark = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');

/** Characters of text from which a page is read in several tasks. */
const LONG = 20_000;

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve));

/**
 * Holds a line open for the page of this frame, whose end tells the background that the page is gone. A last message
 * alone can be lost, when the browser puts the page away before it has left; a line alone can, with a killed worker.
 */
function keepPresence(): { of(mark: string): void } {
  let line: ReturnType<typeof browser.runtime.connect> | null = null;
  let kept = '';
  return {
    of: (mark) => {
      if (!browser.runtime?.id || (line && kept === mark)) return;
      const before = line;
      const own = browser.runtime.connect({ name: PRESENCE + mark });
      own.onDisconnect.addListener(() => {
        if (line === own) line = null;
      });
      line = own;
      kept = mark;
      before?.disconnect();
    },
  };
}

let mark = newMark();

/** The mark of the document that this frame shows now; a soft navigation gives it a new one. */
export const documentMark = (): string => mark;

/** What the controls of a page are called. */
const controlNames = ({ controls }: Snapshot): Set<string> =>
  new Set(controls.map(({ key, label, type }) => `${key} ${label} ${type}`));

/** A form of which no field is left after another took its place is the next step of a wizard: a page of its own. */
const isNextStep = (before: ReadonlySet<string>, now: ReadonlySet<string>): boolean =>
  before.size > 1 && now.size > 1 && now.isDisjointFrom(before);

/** What is made of a snapshot; of a long one in several tasks, so that none is long. */
async function makeNews(snapshot: Snapshot, fromFiles: readonly ContactsRequest[]) {
  const rest = () => (snapshot.counts.textLength > LONG ? nextTask() : undefined);
  await rest();
  const contacts = [...findContactsRequests(snapshot), ...fromFiles].slice(0, 40);
  await rest();
  const finds = findBesides(snapshot, contacts);
  await rest();
  const reading = readPage(snapshot, { store: finds.listing !== null });
  await rest();
  const identity = whatPageSays(snapshot);
  await rest();
  const prices = findPrices(snapshot);
  await rest();
  return { reading, contacts, identity, finds, prices, currencies: findCurrencies(snapshot) };
}

/** What is known of this frame beside its document, and who wants to know whose page it is. */
interface Beside {
  /** A picture may be a code and cannot be read from here. */
  codeOutOfReach(): boolean;
  /** Requests that its script files show. */
  fileRequests(): ContactsRequest[];
  /** Called after each reading that left the page a lender's. */
  onLending(): void;
}

/** Reads this frame now and after every change, and tells the background when the reading is a new one. */
export function startReader(beside: Beside): { again(): void } {
  let last = '';
  let shadowRoots: readonly Node[] = [];
  const presence = keepPresence();
  let controls = new Set<string>();
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
    const snapshot = await takeSnapshotSliced(document, nextTask, { signal, roots });
    if (!snapshot) return false;
    changes.disconnect();
    shadowRoots = roots;
    const now = controlNames(snapshot);
    if (!moved && isNextStep(controls, now)) newPage(loadOf(mark));
    controls = now;
    const news = await makeNews(snapshot, beside.fileRequests());
    // What only a picture of the page shows is read at the user's click.
    news.finds.scan ||= beside.codeOutOfReach();
    if (signal.aborted) return false;
    const print = JSON.stringify(news);
    if (print === last) return changed;
    last = print;
    void tell({ type: 'page-read', document: mark, ...news }).then((answer) => {
      if ((answer as PageAnswer | undefined)?.lends) beside.onLending();
    });
    presence.of(mark);
    return changed;
  };
  const watch = watchDocument(document, read, () => shadowRoots);
  addEventListener('pagehide', () => void tell({ type: 'page-gone', document: mark }));
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    newPage(newMark());
    void read(false);
  });
  // Not in the task in which this script was loaded.
  void nextTask().then(() => read(false));
  return { again: () => watch.nudge() };
}
