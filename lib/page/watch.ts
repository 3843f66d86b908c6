const FIRST_DELAY_MS = 400;
const LONGEST_DELAY_MS = 15_000;
// A reading may cost at most this share of the time that passes between two readings.
const SHARE_OF_TIME = 100;

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
 * per cent. `moved` is called when the address changes without a load (history, hash). Between two readings nothing is
 * observed at all.
 */
export function watchDocument(target: Document, read: () => void, moved: () => void): Watch {
  const view = target.defaultView ?? window;
  let stopped = false;
  let delay = FIRST_DELAY_MS;
  let timer = 0;
  let address = view.location.href;

  const checkAddress = () => {
    if (view.location.href === address) return false;
    address = view.location.href;
    delay = FIRST_DELAY_MS;
    moved();
    return true;
  };
  const run = () => {
    timer = 0;
    if (stopped) return;
    checkAddress();
    const began = performance.now();
    read();
    delay = Math.min(LONGEST_DELAY_MS, Math.max(FIRST_DELAY_MS, (performance.now() - began) * SHARE_OF_TIME));
    observer.observe(target, { childList: true, subtree: true, characterData: true });
  };
  const atIdle = () => {
    // Firefox for Android and older engines lack requestIdleCallback in some documents.
    if (typeof view.requestIdleCallback === 'function') view.requestIdleCallback(run, { timeout: 2000 });
    else run();
  };
  const schedule = (wait: number) => {
    observer.disconnect();
    if (!timer && !stopped) timer = view.setTimeout(atIdle, wait);
  };
  const observer = new MutationObserver(() => schedule(delay));
  const onMove = () => {
    if (checkAddress()) schedule(FIRST_DELAY_MS);
  };
  const navigation = (view as { navigation?: EventTarget }).navigation;
  navigation?.addEventListener('currententrychange', onMove);
  view.addEventListener('popstate', onMove);
  view.addEventListener('hashchange', onMove);
  observer.observe(target, { childList: true, subtree: true, characterData: true });

  return {
    nudge: () => schedule(FIRST_DELAY_MS),
    stop() {
      stopped = true;
      observer.disconnect();
      view.clearTimeout(timer);
      navigation?.removeEventListener('currententrychange', onMove);
      view.removeEventListener('popstate', onMove);
      view.removeEventListener('hashchange', onMove);
    },
  };
}
