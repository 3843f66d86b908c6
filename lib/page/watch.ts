const FIRST_DELAY_MS = 400;

/** Watches a document and asks for a new reading when it may have changed. */
export interface Watch {
  /** Stops for good. */
  stop(): void;
  /** Asks for a reading soon, as after a change. */
  nudge(): void;
}

/**
 * Calls `read` after changes of the document, at idle time, never more often than its own cost allows: a reading that
 * takes 5 ms is repeated after half a second at the earliest, so that even a page that never rests costs at most one
 * per cent; a reading in slices counts until it ends. `moved` is true where the address changed without a load (history,
 * hash) since the last call. Between two readings nothing is observed at all. Changes inside the shadow roots that
 * `roots` gives count too. A reading in slices gives true where the document changed meanwhile. `target` is the document
 * of this window.
 */
export function watchDocument(
  target: Document,
  // biome-ignore lint/suspicious/noConfusingVoidType: a reading at once can miss nothing.
  read: (moved: boolean) => void | Promise<boolean>,
  roots: () => readonly Node[],
): Watch {
  let stopped = false;
  let delay = FIRST_DELAY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let address = location.href;

  const run = async () => {
    if (stopped) return;
    const moved = address !== location.href;
    address = location.href;
    const began = performance.now();
    const missed = await read(moved);
    // A reading may cost a hundredth of the time that passes until the next, which comes after a quarter of a minute at
    // the latest.
    delay = Math.min(15_000, Math.max(FIRST_DELAY_MS, (performance.now() - began) * 100));
    if (missed) schedule(delay);
    else observe();
  };
  const schedule = (wait: number) => {
    observer.disconnect();
    clearTimeout(timer);
    timer = setTimeout(() => requestIdleCallback(run, { timeout: 2000 }), wait);
  };
  const nudge = () => schedule(FIRST_DELAY_MS);
  const observer = new MutationObserver(() => schedule(delay));
  const observe = () => {
    if (stopped) return;
    for (const root of [target, ...roots()]) {
      observer.observe(root, { childList: true, subtree: true, characterData: true });
    }
  };
  navigation.addEventListener('currententrychange', nudge);
  observe();

  return {
    nudge,
    stop() {
      stopped = true;
      observer.disconnect();
    },
  };
}
