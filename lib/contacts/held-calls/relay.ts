import { ANSWERED, CALLED, MOST_CALLS } from './protocol.ts';

/** A call for contacts of the app around the page. */
export interface SeenCall {
  /** How the page called it, such as `plus.contacts.getAddressBook`. */
  path: string;
  /** What it can give, in the words of https://www.w3.org/TR/contact-picker/#enumdef-contactproperty */
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
  document.addEventListener(
    CALLED,
    (event) => {
      const { detail } = event as CustomEvent<unknown>;
      if (typeof detail !== 'string' || detail.length > 500) return;
      const [secret, which, held, path = '', wants = '', multiple] = detail.split(' ');
      const number = Number(which);
      if (!(number >= 0 && number < MOST_CALLS) || secret !== secrets[number * 2] || taken.has(number)) return;
      taken.add(number);
      // Tells the other world that somebody is here.
      event.preventDefault();
      const call: SeenCall = { path, properties: wants.split(','), multiple: multiple === 'true' };
      if (held !== 'true') {
        note(call);
        return;
      }
      const answer = (allowed: boolean): void => {
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
    },
    { capture: true },
  );
}
