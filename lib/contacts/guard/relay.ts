import { ALLOW, ASK, HANDOVER, LEAVING, REFUSE, WATCH, WITHHELD } from './pipe-events.ts';

/** A call of the Contact Picker that waits for the user. */
export interface ContactsCall {
  /** Random, new with each call. */
  callId: string;
  /** Names of https://www.w3.org/TR/contact-picker/#enumdef-contactproperty, as the platform accepted them. */
  properties: string[];
  /** Whether the page may be given more than one person. */
  multiple: boolean;
}

/**
 * Why nothing was handed over without a choice of the user's:
 * - `unanswered`: the question could not be put (the extension was updated or removed, or its background failed);
 * - `withheld`: the page reached the picker by a way around the guard; what it returned was emptied.
 */
export type RefusalReason = 'unanswered' | 'withheld';

export interface RelayOptions {
  /** Puts the question to the user. A rejection counts as a refusal. */
  ask(call: ContactsCall): Promise<'allow' | 'refuse'>;
  /** Called after a refusal that the user did not choose. */
  explain(reason: RefusalReason): void;
}

/** Under this symbol the top frame's relay takes what the guards of its frames have to say to its own. */
const FOR_TOP = Symbol.for('ringfence-contacts-top');

type TopFrame = Record<symbol, ((name: string) => void) | undefined>;

function tellTop(window: Window | null, name: string): void {
  try {
    (window?.top as unknown as TopFrame | undefined)?.[FOR_TOP]?.(name);
  } catch {
    // A top frame of another origin shares no windows with this one, so it need not know.
  }
}

function serve(pipe: EventTarget, { ask, explain }: RelayOptions): void {
  pipe.addEventListener(ASK, (event) => {
    // Tells the page's end that somebody is here.
    event.preventDefault();
    const [id = '', multiple, ...properties] = (event as CustomEvent<string>).detail.split(' ');
    const answer = (name: typeof ALLOW | typeof REFUSE) => pipe.dispatchEvent(new CustomEvent(name, { detail: id }));
    const call = { callId: crypto.randomUUID(), properties, multiple: multiple === 'true' };
    new Promise<'allow' | 'refuse'>((resolve) => resolve(ask(call))).then(
      (choice) => answer(choice === 'allow' ? ALLOW : REFUSE),
      () => {
        answer(REFUSE);
        explain('unanswered');
      },
    );
  });
  pipe.addEventListener(WITHHELD, () => explain('withheld'));
  if (window.top === window) {
    (window as unknown as TopFrame)[FOR_TOP] = (name) => pipe.dispatchEvent(new CustomEvent(name));
    pipe.addEventListener(LEAVING, () => tellTop(window.opener as Window | null, LEAVING));
  } else {
    for (const name of [WATCH, LEAVING]) pipe.addEventListener(name, () => tellTop(window, name));
  }
}

/**
 * Starts the isolated world's half of the Contact Picker guard: it waits for the page's half to hand over the pipe,
 * then carries questions and answers. Has to run at `document_start` before the page's half. Does nothing in a browser
 * without the Contact Picker.
 *
 * A page can send a pipe of its own where the other half never ran; what it asks there is put to the user, and the
 * answer opens nothing.
 */
export function startContactsRelay(options: RelayOptions): void {
  if (!('ContactsManager' in globalThis)) return;
  document.addEventListener(
    HANDOVER,
    (event) => {
      const pipe = (event as MouseEvent).relatedTarget;
      if (pipe) serve(pipe, options);
    },
    { once: true, capture: true },
  );
}
