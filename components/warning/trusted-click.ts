// A click that comes sooner was meant for what stood there before.
const SETTLE_MS = 500;

/**
 * A click handler that a page cannot trigger: only a real click or key press of the user counts, and none in the first
 * half second after `shownAt` (milliseconds of `performance.now()`).
 */
export function onTrustedClick(shownAt: number, action: () => void): (event: Event) => void {
  return (event) => {
    if (event.isTrusted && performance.now() - shownAt >= SETTLE_MS) action();
  };
}
