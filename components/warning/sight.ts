/** What the browser draws over everything else, the last opened on top. */
const TOP_LAYER = ':modal, :popover-open, :fullscreen';
/** Milliseconds for which a thing has to stand in sight before a click on it counts. */
const SETTLE_MS = 500;
const PAUSE_MS = 250;
// A page that covers it more often than this wins, but for the clicks: the tab must not hang.
const MOST_RAISES = 40;

/** Keeps what we draw above what a page opens later. */
export interface Sight {
  /** Whether the user can be taken to have seen what they click on. Where not, it is raised for the next try. */
  sure(): boolean;
  /** Takes no notice of being out of sight, for a picture of the page. */
  rest(on: boolean): void;
  stop(): void;
}

/** What we draw now. It must not fight itself: a question stands above a card, and the later of two above the other. */
const ours: { modal: boolean; sight: Sight }[] = [];
const isFirst = (sight: Sight) => (ours.findLast(({ modal }) => modal) ?? ours.at(-1))?.sight === sight;

function overlaps(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * Raises `host` again whenever the page opens a dialog, a popover or a full screen over `face`, the part of it that the
 * user reads; and knows whether anything lies over it. While a dialog of ours is open everything else takes no clicks:
 * whatever a page draws above it lets them through to our buttons. Chromium tells by itself what is covered; elsewhere
 * what the page opened since is asked for.
 */
export function keepInSight(host: HTMLElement, face: () => Element | null, raise: () => void): Sight {
  // Not `document.querySelectorAll`, which an image of that name can stand before.
  const others = () =>
    [...Document.prototype.querySelectorAll.call(document, TOP_LAYER)].filter((element) => element !== host);
  const covers = (element: Element) => {
    const box = face()?.getBoundingClientRect();
    return box !== undefined && overlaps(box, element.getBoundingClientRect());
  };
  let below = new Set(others());
  let covered = false;
  let since = Number.NEGATIVE_INFINITY;
  let raises = 0;
  let resting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const again = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!isFirst(sight)) return;
    since = performance.now();
    raise();
    below = new Set(others());
  };
  const raiseSoon = () => {
    if (resting || timer !== undefined || raises >= MOST_RAISES) return;
    raises += 1;
    timer = setTimeout(again, Math.max(0, since + PAUSE_MS - performance.now()));
  };

  const raiseIfCovered = () => {
    if (covered) raiseSoon();
  };

  const seen = new IntersectionObserver(
    (entries) => {
      // Only Chromium looks for what lies above.
      const visible = (entries.at(-1) as { isVisible?: boolean } | undefined)?.isVisible ?? true;
      if (visible === !covered) return;
      covered = !visible;
      since = performance.now();
      // While it comes in it is half transparent, which counts as out of sight.
      const comesIn = face()?.getAnimations() ?? [];
      if (covered)
        void Promise.allSettled(comesIn.map(({ finished }) => finished)).then(() =>
          setTimeout(raiseIfCovered, PAUSE_MS),
        );
    },
    { trackVisibility: true, delay: 100 } as IntersectionObserverInit,
  );
  let watched: Element | null = null;
  const watch = () => {
    const element = face();
    if (element === watched) return;
    if (watched) seen.unobserve(watched);
    watched = element;
    if (element) seen.observe(element);
  };
  watch();

  const onToggle = (event: Event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    if (target === host) {
      // The page closed it.
      if (host.popover !== null && !host.matches(':popover-open')) raiseSoon();
      return;
    }
    below.delete(target);
    if (target.matches(TOP_LAYER) && covers(target)) raiseSoon();
  };
  const events = ['toggle', 'fullscreenchange'];
  for (const name of events) window.addEventListener(name, onToggle, true);

  const sight: Sight = {
    sure() {
      watch();
      const above = covered || others().some((element) => !below.has(element) && covers(element));
      if (!above && performance.now() - since >= SETTLE_MS) return true;
      // Each raising has the browser look anew, which takes it a while.
      if (above && performance.now() - since > 2 * SETTLE_MS) again();
      return false;
    },
    rest(on) {
      // What the browser saw meanwhile it may tell a little later.
      if (on) resting = true;
      else setTimeout(() => (resting = false), PAUSE_MS);
    },
    stop() {
      clearTimeout(timer);
      seen.disconnect();
      for (const name of events) window.removeEventListener(name, onToggle, true);
      ours.splice(
        ours.findIndex((one) => one.sight === sight),
        1,
      );
    },
  };
  ours.push({ modal: host.popover === null, sight });
  return sight;
}
