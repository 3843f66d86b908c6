/** Calls of one document that can be put to the user; what comes after them is refused. */
export const MOST_CALLS = 20;

/** From the page's world: a call waits. Detail: the call's secret, its number, and its entry's place in the list. */
export const CALLED = 'ringfence-call';
/** The same of a call that could not be held. */
export const SEEN = 'ringfence-seen';
/** To the page's world. Detail: the secret that lets the call through, or `refuse` and the number. */
export const ANSWERED = 'ringfence-answer';

/**
 * Two secrets a call: the first shows that a call was really made, the second lets it through. Both worlds hold them and
 * the page does not; each is good once, so what the page overhears is of no use to it.
 */
export const makeSecrets = (): string[] =>
  Array.from({ length: MOST_CALLS * 2 }, () =>
    Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join(''),
  );

/**
 * The name of the event by which the page's world tells of file fields (`tellFields`). It is the last of the secrets, of
 * which a page hears once it was allowed the last call that can be put to the user.
 */
export const fieldEvent = (secrets: readonly string[]): string => secrets.at(-1) ?? '';

const HANDOVER = 'ringfence-secrets';

/**
 * Gives the secrets from the page's world to the isolated one. Only before any script of the page runs. Gives whether
 * somebody took them.
 */
export const handOver = (secrets: readonly string[]): boolean =>
  !document.dispatchEvent(new CustomEvent(HANDOVER, { detail: secrets.join(' '), cancelable: true }));

/**
 * Waits in the isolated world for the secrets, once. A page could send some of its own where the other half never ran;
 * what it then asks is put to the user, and the answer opens nothing.
 */
export function takeSecrets(taken: (secrets: string[]) => void): void {
  document.addEventListener(
    HANDOVER,
    (event) => {
      const secrets = String((event as CustomEvent<unknown>).detail).split(' ');
      if (secrets.length !== MOST_CALLS * 2) return;
      event.preventDefault();
      taken(secrets);
    },
    { once: true, capture: true },
  );
}
