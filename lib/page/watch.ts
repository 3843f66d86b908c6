const FIRST_DELAY_MS = 400;

/** Watches a document and asks for a new reading when it may have changed. */
export interface Watch {
  /** Stops for good. */
  stop(): void;
  /** Asks for a reading soon, as after a change. */
  nudge(): void;
}

/**
 * Calls `read` after changes of the document, at idle time. A change after a time of rest is read after 0.4 seconds; a
 * page that never rests costs at most half a per cent, since after a reading that takes 5 ms a second passes before the
 * next. A reading in slices counts until it ends. `moved` is true where the address changed without a load (history,
 * hash) since the last call; such a change waits for no rest. Between two readings nothing is observed at all. Changes
 * inside the shadow roots that `roots` gives count too. A reading in slices gives true where the document changed
 * meanwhile. `target` is the document of this window.
 */
export function watchDocument(
  target: Document,
  // biome-ignore lint/suspicious/noConfusingVoidType: a reading at once can miss nothing.
  read: (moved: boolean) => void | Promise<boolean>,
  roots: () => readonly Node[],
): Watch {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let address = location.href;
  /** Until when a change is not worth the cost of a reading, by the page's clock. */
  let resting = 0;
  /** When the next reading is due. */
  let due = Infinity;

  const run = async () => {
    if (stopped) return;
    const { href } = location;
    const moved = address !== href;
    address = href;
    due = Infinity;
    const began = performance.now();
    const missed = await read(moved);
    const ended = performance.now();
    // A reading may cost half a hundredth of the time that passes until the next, which comes after a quarter of a
    // minute at the latest.
    resting = ended + Math.min(15_000, (ended - began) * 200);
    if (missed) schedule(resting);
    else observe();
  };
  // Never later than was said before: a page that moves all the time would else never be read.
  const schedule = (time: number) => {
    observer.disconnect();
    const now = performance.now();
    const soonest = Math.max(now + FIRST_DELAY_MS, time);
    if (soonest >= due) return;
    due = soonest;
    clearTimeout(timer);
    timer = setTimeout(() => requestIdleCallback(run, { timeout: 2000 }), due - now);
  };
  const nudge = () => schedule(0);
  const observer = new MutationObserver(() => schedule(resting));
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
