const SHORTEST_MS = 1_000;
const LONGEST_MS = 30_000;
const USES = ['pointerdown', 'keydown'];

/** Without being asked for so long, it begins anew. */
const QUIET_MS = 2 * LONGEST_MS;

/**
 * A rhythm for work that a page makes us do again and again, so that the tab does not hang: at once for `quick` rounds,
 * then after a wait that doubles up to half a minute, or as soon as the user does something on the page. After a minute's
 * rest there are quick rounds again.
 */
export function patience(quick: number, work: () => void): { again(): void; end(): void } {
  let rounds = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let lastAsked = Number.NEGATIVE_INFINITY;
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    last = performance.now();
    work();
  };
  // Whoever does something on the page is to see what we say of it.
  const onUse = (event: Event) => {
    if (event.isTrusted && timer !== undefined && performance.now() - last > SHORTEST_MS) now();
  };
  for (const name of USES) window.addEventListener(name, onUse, true);
  return {
    again() {
      if (performance.now() - lastAsked > QUIET_MS) rounds = 0;
      lastAsked = performance.now();
      rounds += 1;
      if (rounds <= quick) now();
      else timer ??= setTimeout(now, Math.min(LONGEST_MS, SHORTEST_MS * 2 ** (rounds - quick - 1)));
    },
    end() {
      clearTimeout(timer);
      for (const name of USES) window.removeEventListener(name, onUse, true);
    },
  };
}
