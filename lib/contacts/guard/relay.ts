import { ALLOW, ASK, HANDOVER, REFUSE, WATCH, WITHHELD } from './pipe-events.ts';

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

/** Under this symbol the top frame's relay can be told by those of its frames to watch its results. */
const WATCHER = Symbol.for('ringfence-contacts-watch');

function tellTop(): void {
  try {
    (window.top as unknown as Record<symbol, (() => void) | undefined>)[WATCHER]?.();
  } catch {
    // A top frame of another origin shares no windows with this one, so there is nothing to watch for.
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
    (window as unknown as Record<symbol, () => void>)[WATCHER] = () => pipe.dispatchEvent(new CustomEvent(WATCH));
  } else {
    pipe.addEventListener(WATCH, tellTop);
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
