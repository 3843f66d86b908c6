import { isolatedWorld } from '../../lib/messages/isolated-world.ts';
import { patience } from './patience.ts';
import { TOP_LAYER, TopLayer, takesClicks } from './top-layer.ts';
import { endViewChange, isViewChanging } from './transitions.ts';

/** Milliseconds for which a thing has to stand in sight before a click on it counts. */
const SETTLE_MS = 500;
/** The same after something lay over it that can come and go unseen. */
const DOUBT_MS = 1_000;
const PAUSE_MS = 250;
// A page that covers it more often than this wins, but for the clicks: the tab must not hang.
const MOST_RAISES = 40;
/** How many changes of the view are ended at once before they are ended ever more seldom. */
const QUICK_ENDS = 5;

/** Keeps what we draw above what a page opens later. */
export interface Sight {
  /** Whether the user can be taken to have seen what they click on. Where not, it is raised for the next try. */
  sure(): boolean;
  /** Takes no notice of being out of sight, for a picture of the page. */
  rest(on: boolean): void;
  stop(): void;
}

/** What we draw now. It must not fight itself: a question stands above a card, and the later of two above the other. */
isolatedWorld.standing ??= [];
const ours = isolatedWorld.standing;
const isFirst = (sight: Sight) => (ours.findLast(({ modal }) => modal) ?? ours.at(-1))?.sight === sight;

/** Whether two boxes have a part in common. */
export function overlaps(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Less than that, in pixels of the screen, nobody can read. */
const LEAST_WIDTH = 100;
const LEAST_HEIGHT = 24;
/** How much of it has to lie in the window. A phone's bars come and go over the rest. */
const LEAST_SHARE = 0.75;

/** Whether what we draw is as large as can be read, and in the window. */
function isReadable(face: Element): boolean {
  const { left, top, right, bottom, width, height } = face.getBoundingClientRect();
  const scale = visualViewport?.scale ?? 1;
  const inside = (Math.min(right, innerWidth) - Math.max(left, 0)) * (Math.min(bottom, innerHeight) - Math.max(top, 0));
  return (
    width * scale >= LEAST_WIDTH &&
    height * scale >= LEAST_HEIGHT &&
    right > 0 &&
    bottom > 0 &&
    inside >= LEAST_SHARE * width * height
  );
}

const isDialog = (element: Element): boolean => element.matches('dialog:modal');

/** Takes something of the page's out of the top layer. It hears of it as of any other closing. */
function putAway(element: Element): void {
  if (element.matches(':popover-open')) (element as HTMLElement).hidePopover();
  else if (element.matches(':fullscreen')) void document.exitFullscreen().catch(() => undefined);
}

/**
 * Raises `host` again whenever the page opens a dialog, a popover or a full screen over `face`, the part of it that the
 * user reads; and knows whether anything lies over it. While a dialog of ours is open everything else takes no clicks:
 * whatever a page draws above it lets them through to our buttons.
 *
 * Chromium tells by itself what is covered. Elsewhere the page is searched for what it opened, closed shadow roots
 * included. Of its dialogs it shows which were opened since, of its popovers it does not: no click counts while one lies
 * over the face, nor soon after; the click puts it away.
 *
 * A change of the view that the page animates lies above all of it: one that lasts is ended, and no click counts meanwhile
 * nor soon after.
 *
 * `level` undoes what the page did to its size, and gives whether it had to. No click counts on what cannot be read.
 */
export function keepInSight(
  host: HTMLElement,
  face: () => Element | null,
  raise: () => void,
  level: () => boolean,
): Sight {
  const layer = new TopLayer(host);
  const covers = (element: Element) => {
    const box = face()?.getBoundingClientRect();
    return box !== undefined && overlaps(box, element.getBoundingClientRect());
  };
  let below = new Set(layer.others());
  let covered = false;
  /** Whether the browser looks for what lies above. */
  let tells = false;
  let since = Number.NEGATIVE_INFINITY;
  let lastCovered = Number.NEGATIVE_INFINITY;
  let raises = 0;
  let resting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lookTimer: ReturnType<typeof setTimeout> | undefined;
  let looks = 0;

  // A dialog cannot come to the top anew without a change of this attribute, which no page can hide.
  const opened = (records: MutationRecord[]) => {
    for (const { target } of records) below.delete(target as Element);
  };
  const dialogs = new MutationObserver(opened);
  const know = () => {
    below = new Set(layer.others());
    dialogs.disconnect();
    for (const element of below) dialogs.observe(element, { attributes: true, attributeFilter: ['open'] });
  };
  know();

  const again = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!isFirst(sight)) return;
    since = performance.now();
    raise();
    know();
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
      const { isVisible } = (entries.at(-1) ?? {}) as { isVisible?: boolean };
      tells ||= isVisible !== undefined;
      const visible = isVisible ?? true;
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

  /** What lies over the face, and cannot be known to lie below it. */
  const doubtful = () => layer.others().filter((element) => !isDialog(element) && covers(element));

  let changingSince = Number.NaN;
  const ending = patience(QUICK_ENDS, () => endViewChange(host));
  /** Gives most changes of the view the time to end by themselves. */
  const lookAtChange = () => {
    if (!isViewChanging(host)) {
      changingSince = Number.NaN;
      return;
    }
    lastCovered = performance.now();
    if (Number.isNaN(changingSince)) changingSince = lastCovered;
    if (lastCovered - changingSince < DOUBT_MS) return;
    changingSince = Number.NaN;
    ending.again();
  };

  const lookOnce = () => {
    if (resting || document.hidden || !isFirst(sight)) return;
    lookAtChange();
    watch();
    if (level()) since = performance.now();
    looks += 1;
    if (!tells) {
      layer.step();
      if (doubtful().length > 0) lastCovered = performance.now();
    }
    if (looks % 4 !== 0) return;
    // Something takes its clicks, or a dialog that says no word of itself made it inert.
    if (watched && !(isReadable(watched) && takesClicks(watched))) raiseSoon();
  };
  const look = () => {
    const begin = performance.now();
    lookOnce();
    // Where a page has to be caught in the act, at no moment that it could know, for about a hundredth of the time.
    const pause = PAUSE_MS * (tells ? 0.5 + Math.random() : 0.2 + 0.4 * Math.random());
    lookTimer = setTimeout(look, Math.max(pause, Math.min(2 * PAUSE_MS, 100 * (performance.now() - begin))));
  };
  lookTimer = setTimeout(look, PAUSE_MS);

  const sight: Sight = {
    sure() {
      watch();
      opened(dialogs.takeRecords());
      const strange = !tells && layer.search();
      const doubts = tells ? [] : doubtful();
      const above = covered || layer.others().some((element) => !below.has(element) && covers(element));
      const now = performance.now();
      if (level()) since = now;
      const away = watched === null || !isReadable(watched);
      const changing = isViewChanging(host);
      if (changing) endViewChange(host);
      if (strange || changing || doubts.length > 0) lastCovered = now;
      // What was there until the click may have gone for the click alone.
      if (!above && !away && now - since >= SETTLE_MS && now - lastCovered >= DOUBT_MS) return true;
      for (const element of doubts) putAway(element);
      // Each raising has the browser look anew, which takes it a while.
      if ((above || away) && now - since > 2 * SETTLE_MS) again();
      return false;
    },
    rest(on) {
      // What the browser saw meanwhile it may tell a little later.
      if (on) resting = true;
      else setTimeout(() => (resting = false), PAUSE_MS);
    },
    stop() {
      clearTimeout(timer);
      clearTimeout(lookTimer);
      ending.end();
      seen.disconnect();
      dialogs.disconnect();
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
