import { allWants, pathAt } from './calls.ts';
import { ANSWERED, CALLED, MOST_CALLS, SEEN } from './protocol.ts';

/** A call for contacts of the app around the page. */
export interface SeenCall {
  /** The entry of the list, such as `plus.contacts.getAddressBook`; what the page itself names stays a `*`. */
  path: string;
  /** The most that a call can give, in the words of https://www.w3.org/TR/contact-picker/#enumdef-contactproperty */
  properties: string[];
  /** Whether it can give more than one person. */
  multiple: boolean;
}

export interface HeldCallsOptions {
  /** Puts a call that waits to the user. A rejection counts as a refusal. */
  ask(call: SeenCall): Promise<'allow' | 'refuse'>;
  /** Told of a call that could not be held, since it answers at once. */
  note(call: SeenCall): void;
  /** Called after a refusal that the user did not choose. */
  explain(): void;
}

/** The isolated world's half: takes the calls that carry their secret, once each, and sends the answer. */
export function relayHeldCalls(secrets: readonly string[], { ask, note, explain }: HeldCallsOptions): void {
  const taken = new Set<number>();
  let open = false;
  const hear = (event: Event): void => {
    const { detail } = event as CustomEvent<unknown>;
    // Of the page's text only these three are read; a listener of the page's on the window comes before this one.
    const [, secret, which, index] =
      (typeof detail === 'string' && /^([a-z0-9]{1,40}) (\d{1,2}) (\d{1,2})$/.exec(detail)) || [];
    const number = Number(which);
    const path = pathAt(Number(index));
    if (!(number < MOST_CALLS) || path === undefined || secret !== secrets[number * 2] || taken.has(number)) return;
    taken.add(number);
    // Whose event nobody takes is refused in the page's world.
    if (open && event.type === CALLED) return;
    // Tells the other world that somebody is here.
    event.preventDefault();
    const call: SeenCall = { path, properties: allWants(), multiple: true };
    if (event.type === SEEN) {
      note(call);
      return;
    }
    open = true;
    const answer = (allowed: boolean): void => {
      open = false;
      const given = allowed ? (secrets[number * 2 + 1] ?? '') : `refuse ${number}`;
      document.dispatchEvent(new CustomEvent(ANSWERED, { detail: given }));
    };
    new Promise<'allow' | 'refuse'>((resolve) => resolve(ask(call))).then(
      (choice) => answer(choice === 'allow'),
      () => {
        answer(false);
        explain();
      },
    );
  };
  for (const type of [CALLED, SEEN]) document.addEventListener(type, hear, { capture: true });
}
