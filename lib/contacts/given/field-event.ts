const HANDOVER = 'ringfence-fields';

/**
 * Makes up the name of the event by which `tellFields` tells, and gives it from the page's world to the isolated one. Only
 * before any script of the page runs. Gives the name, or null where nobody took it.
 */
export function handFieldEvent(): string | null {
  const type = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');
  const taken = !document.dispatchEvent(new CustomEvent(HANDOVER, { detail: type, cancelable: true }));
  return taken ? type : null;
}

/** Waits in the isolated world for the name, once. By one of its own a page could only have more of its fields held. */
export function takeFieldEvent(taken: (type: string) => void): void {
  document.addEventListener(
    HANDOVER,
    (event) => {
      event.preventDefault();
      taken(String((event as CustomEvent<unknown>).detail));
    },
    { once: true, capture: true },
  );
}
