import { shadowOf } from '../../page/index.ts';
import { countContacts, countContactsSliced, listContacts, stripContacts } from '../contact-files.ts';
import type { ContactRecord } from '../contact-record.ts';
import { countable, readBytes } from './read-bytes.ts';

/** One person of a held list, by a number of its own over all files. */
export interface GivenPerson extends ContactRecord {
  id: number;
}

/** People's data that the user gave a page and that the page has not got yet. */
export interface Given {
  way: 'file' | 'paste';
  people: number;
  /** The people to choose from, or null where the list is too long to choose from here. */
  list: (() => Promise<GivenPerson[]>) | null;
}

/** What the user decided: everything, nothing, or the people of some numbers. */
export type GivenAnswer = { is: 'all' } | { is: 'none' } | { is: 'some'; keep: ReadonlySet<number> };

/** Asks the user; resolves with `all` where there is no reason to ask. */
export type AskGiven = (given: Given) => Promise<GivenAnswer>;

const CONTACT_FILE = /\.(?:vcf|vcard|csv|tsv|ldif?|txt)$/i;
const CONTACT_TYPE = /vcard|csv|ldif|text\/directory/i;
/** Bytes up to which a list can be cut down on the page without the page standing still. */
const CHOOSABLE = 8 * 1024 * 1024;
const LONGEST_PASTE = 2_000_000;
/** A pasted signature holds one or two people; a list holds more. */
const PASTED_PEOPLE = 3;

const mayHoldPeople = (file: File) => CONTACT_FILE.test(file.name) || CONTACT_TYPE.test(file.type);
const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve));

async function peopleIn(file: File): Promise<number> {
  if (!mayHoldPeople(file)) return 0;
  const count = await countContactsSliced(countable(file), nextTask);
  return count.ok && count.phones + count.emails > 0 ? count.people : 0;
}

/** The files that the page gets: whole, without the people left out, or null for none at all. */
async function decide(files: readonly File[], ask: AskGiven): Promise<File[] | null> {
  const counts = await Promise.all(files.map((file) => peopleIn(file).catch(() => 0)));
  const people = counts.reduce((sum, count) => sum + count, 0);
  if (people === 0) return [...files];
  const held = files.filter((_file, index) => counts[index]! > 0);
  const size = held.reduce((sum, file) => sum + file.size, 0);
  // Numbers over all files: those of each begin where the one before ended.
  const starts = new Map(held.map((file, index) => [file, index * 1_000_000]));
  const list = async () => {
    const all: GivenPerson[] = [];
    for (const [file, start] of starts) {
      for (const record of listContacts(await readBytes(file))) all.push({ ...record, id: start + record.index });
    }
    return all;
  };
  const answer = await ask({ way: 'file', people, list: size <= CHOOSABLE ? list : null });
  if (answer.is === 'none') return null;
  if (answer.is === 'all') return [...files];
  return Promise.all(
    files.map(async (file) => {
      const start = starts.get(file);
      if (start === undefined) return file;
      const keep = [...answer.keep].filter((id) => id >= start && id < start + 1_000_000).map((id) => id - start);
      const { name, type, lastModified } = file;
      return new File([stripContacts(await readBytes(file), keep)], name, { type, lastModified });
    }),
  );
}

function transferOf(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}

/** The window as its page sees it; Firefox alone has this. */
type PageView = Window & { wrappedJSObject?: Window & typeof globalThis };
type PageInput = HTMLInputElement & { wrappedJSObject?: HTMLInputElement };

/**
 * The files as something that the page of a window may open. Firefox lets a page see in a transfer only what was put in
 * with the page's own rights, which an extension's script has by way of the page's own objects.
 */
function transferFor(view: PageView | null, files: readonly File[]): DataTransfer {
  const transfer = transferOf(files);
  const page = view?.wrappedJSObject;
  if (!view || !page) return transfer;
  const input: PageInput = view.document.createElement('input');
  input.type = 'file';
  input.files = transfer.files;
  const seen = new page.DataTransfer();
  for (const file of Array.from(input.wrappedJSObject?.files ?? [])) seen.items.add(file);
  return seen;
}

const firstTarget = (event: Event) => event.composedPath()[0] ?? event.target;

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/**
 * Whether a thing is a file field. Not by its class: a field that came out of a frame has that of the frame's window.
 */
function isFileField(thing: unknown): thing is HTMLInputElement {
  const { localName, type, files } = (thing ?? {}) as Partial<HTMLInputElement>;
  return localName === 'input' && type === 'file' && files !== undefined;
}

/** Whether a folder was chosen. Not by what the field says, since its page may change that while the user chooses. */
const isFolder = (files: readonly File[]) => files.every(({ webkitRelativePath: path }) => (path ?? '') !== '');

/** The file field that an element is, or those of the shadow tree within it. */
function* fieldsAt(element: Element): Generator<HTMLInputElement> {
  if (isFileField(element)) yield element;
  const root = shadowOf(element);
  if (root) yield* fieldsIn(root);
}

/** The file fields of a tree and of the shadow trees within it. */
function* fieldsIn(tree: ParentNode): Generator<HTMLInputElement> {
  for (const element of tree.querySelectorAll('*')) yield* fieldsAt(element);
}

const isElement = (node: Node): node is Element => node.nodeType === 1;

const printOf = (files: readonly File[]) =>
  JSON.stringify(files.map(({ name, size, lastModified }) => [name, size, lastModified]));

class Holder {
  private readonly ask: AskGiven;
  private readonly isKnown: () => boolean;
  private readonly busy = new WeakSet<HTMLInputElement>();
  /** What the fields hold that the user has let through. */
  private readonly passed = new WeakMap<HTMLInputElement, string>();
  /** Events of ours, by which a page gets what the user has let through. */
  private readonly own = new WeakSet<Event>();

  constructor(ask: AskGiven, isKnown: () => boolean) {
    this.ask = ask;
    this.isKnown = isKnown;
  }

  /** Whether an event is one to look at: of those that a page makes, only on a page that may know of us. */
  private concerns(event: Event): boolean {
    return !this.own.has(event) && (event.isTrusted || this.isKnown());
  }

  private send(target: EventTarget, event: Event): void {
    this.own.add(event);
    target.dispatchEvent(event);
  }

  chosen = (event: Event): void => {
    const target = firstTarget(event);
    // Events that a lender's page makes are held too: it may put dropped files into a field itself.
    if (!this.concerns(event)) return;
    if (isFileField(target)) {
      this.hold(event, target);
      return;
    }
    // From a closed shadow tree comes its host, and the `input` event alone. Typing gives events of another class.
    if (!(target instanceof Element) || event instanceof InputEvent) return;
    const root = shadowOf(target);
    if (!root) return;
    for (const field of fieldsIn(root)) {
      if (this.passed.get(field) !== printOf([...(field.files ?? [])])) this.hold(event, field);
    }
  };

  /** A field that is opened may be in no document by the time of the choice, so that the window hears of nothing. */
  clicked = (event: Event): void => {
    const target = firstTarget(event);
    if (target instanceof Element || isFileField(target)) this.meet(target);
  };

  /** Listens at an element's file fields themselves, and above them where they are in no document. */
  meet(element: Element): void {
    const root = element.getRootNode();
    const alone = isElement(root);
    const fields: EventTarget[] = alone ? [...fieldsAt(root), ...fieldsIn(root)] : [...fieldsAt(element)];
    if (fields.length === 0) return;
    if (!root.isConnected) fields.push(root);
    if (alone) {
      // The page may have listened at the root of its tree before; above it nobody did.
      const above = element.ownerDocument.createDocumentFragment();
      above.append(root);
      fields.push(above);
    }
    for (const at of fields) for (const type of ['input', 'change']) at.addEventListener(type, this.chosen, true);
  }

  private hold(event: Event, input: HTMLInputElement): void {
    const files = [...(input.files ?? [])];
    if (this.busy.has(input) && files.length === 0) {
      // The second event of the same choice, whose files are held already.
      event.stopImmediatePropagation();
      return;
    }
    if (isFolder(files) || !files.some(mayHoldPeople)) return;
    event.stopImmediatePropagation();
    // Otherwise the page could read the field, or send its form, while the question stands.
    input.value = '';
    this.busy.add(input);
    void decide(files, this.ask)
      .catch(() => null)
      .then((passed) => {
        this.busy.delete(input);
        if (passed === null) return;
        input.files = transferOf(passed).files;
        this.passed.set(input, printOf(passed));
        this.send(input, new Event('input', { bubbles: true, composed: true }));
        this.send(input, new Event('change', { bubbles: true }));
      });
  }

  dropped = (event: DragEvent): void => {
    const target = firstTarget(event);
    if (!this.concerns(event) || !(target instanceof Element)) return;
    // What is dropped on a file field comes back as its change.
    if (isFileField(target)) return;
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.some(mayHoldPeople)) return;
    stop(event);
    const { clientX, clientY, screenX, screenY } = event;
    void decide(files, this.ask)
      .catch(() => null)
      .then((passed) => {
        if (passed === null) return;
        const dataTransfer = transferFor(target.ownerDocument.defaultView, passed);
        const place = { clientX, clientY, screenX, screenY };
        const type = { bubbles: true, cancelable: true, composed: true };
        this.send(target, new DragEvent('drop', { ...type, dataTransfer, ...place }));
      });
  };

  pasted = (event: ClipboardEvent): void => {
    const target = firstTarget(event);
    if (!event.isTrusted || !(target instanceof HTMLElement)) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.length > LONGEST_PASTE) return;
    const count = countContacts(text);
    if (!count.ok || count.people < PASTED_PEOPLE || count.phones + count.emails < PASTED_PEOPLE) return;
    stop(event);
    const insert = pasteInto(target);
    const list = async () => listContacts(text).map((record) => ({ ...record, id: record.index }));
    void this.ask({ way: 'paste', people: count.people, list })
      .catch((): GivenAnswer => ({ is: 'none' }))
      .then((answer) => {
        if (answer.is === 'all') insert(text);
        if (answer.is === 'some') insert(stripContacts(text, answer.keep));
      });
  };
}

/** A function that types a text where the cursor is now, as a paste would. */
function pasteInto(target: HTMLElement): (text: string) => void {
  const field = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null;
  const from = field?.selectionStart ?? 0;
  const to = field?.selectionEnd ?? 0;
  const selection = target.ownerDocument.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : null;
  return (text) => {
    target.focus();
    if (field) {
      field.setRangeText(text, from, to, 'end');
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertFromPaste' }));
      return;
    }
    if (range && selection) {
      selection.removeAllRanges();
      selection.addRange(range);
    }
    // The only way to type into an editor of the page's own that its editor notices.
    target.ownerDocument.execCommand('insertText', false, text);
  };
}

/** What holds the files and texts of one window's page. */
export interface HeldGiven {
  /** Hears of fields that are opened out of sight, by events of this name; see tell-fields.ts. */
  hearOfFields(type: string): void;
  /** Ends it, but for fields that were opened out of sight. */
  end(): void;
}

/**
 * Holds back every file and pasted text with the data of people that the user gives this window's page, until `ask`
 * says what the page gets: a choice in a file field (which is empty meanwhile), a drop, a paste. Events that the page
 * makes itself are held only once `isKnown` says that it lends: they carry nothing that it has not got, and an ordinary
 * page could see by them, without a user, that somebody is here.
 *
 * Not held: a page whose own listener on the window was there first, the File System Access API, a folder, a field of
 * which nobody tells that it was opened out of sight, and one in a frame to which no inspector comes. See "Files and
 * pasted lists" in docs/contacts-guard.md.
 */
export function holdGiven(view: Window, ask: AskGiven, isKnown: () => boolean): HeldGiven {
  const holder = new Holder(ask, isKnown);
  const listeners: [string, (event: never) => void][] = [
    ['input', holder.chosen],
    ['change', holder.chosen],
    ['drop', holder.dropped],
    ['paste', holder.pasted],
    ['click', holder.clicked],
  ];
  for (const [type, listener] of listeners) view.addEventListener(type, listener as EventListener, true);
  const hear = (event: Event): void => {
    const { relatedTarget } = event as MouseEvent;
    if (relatedTarget) holder.meet(relatedTarget as Element);
  };
  const fieldEvents = new Set<string>();
  return {
    hearOfFields(type) {
      fieldEvents.add(type);
      view.document.addEventListener(type, hear, true);
    },
    end() {
      for (const type of fieldEvents) view.document.removeEventListener(type, hear, true);
      for (const [type, listener] of listeners) view.removeEventListener(type, listener as EventListener, true);
    },
  };
}
