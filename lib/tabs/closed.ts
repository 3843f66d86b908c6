import type { Session } from '../session/index.ts';

/** The event that a tab was closed, as `browser.tabs.onRemoved` is. */
interface ClosedEvent {
  addListener(listener: (tab: number) => void): void;
  removeListener(listener: (tab: number) => void): void;
}

/**
 * Has everything that is kept of a tab removed, by `forget`, when it closes. A page's own last message is not enough:
 * Firefox drops it when the tab goes with the page. What it gives is called at every start of the background and whenever
 * something was kept. It listens only while something is kept of any tab, so that closing ordinary tabs does not wake
 * the background.
 */
export function openClosedTabs(
  closed: ClosedEvent,
  { tabs }: Pick<Session, 'tabs'>,
  forget: (tab: number) => Promise<void>,
): () => Promise<void> {
  const onClosed = (tab: number) => void forget(tab).then(listen);
  async function listen(): Promise<void> {
    // At once, since an event that woke the background is given to listeners of its first turn only.
    closed.addListener(onClosed);
    if ((await tabs.kept()).length === 0) closed.removeListener(onClosed);
  }
  return listen;
}
