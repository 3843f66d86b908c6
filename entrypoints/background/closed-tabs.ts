import { browser } from 'wxt/browser';
import { clearTab, inTurn, keptTabs } from './tab-state.ts';

function forget(tabId: number): void {
  void inTurn(tabId, () => clearTab(tabId, true)).then(listenForClosedTabs);
}

/**
 * Has everything that is kept of a tab removed when it closes. A page's own last message is not enough: Firefox drops
 * it when the tab goes with the page. Listens only while something is kept of any tab, so that closing ordinary tabs
 * does not wake the background. Called at every start of the background and whenever something was kept.
 */
export async function listenForClosedTabs(): Promise<void> {
  // At once, since an event that woke the background is given to listeners of its first turn only.
  browser.tabs.onRemoved.addListener(forget);
  if ((await keptTabs()).length === 0) browser.tabs.onRemoved.removeListener(forget);
}
