import { browser } from 'wxt/browser';
import type { InspectorMessage } from '../../lib/messages/index.ts';
import type { Session } from '../../lib/session/index.ts';

/** The one command of the manifest. */
const COMMAND = 'go-to-warning';

async function goToWarning(tabs: Session['tabs']): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) return;
  const frames = await tabs.readFrames(tab.id);
  if (!frames) return;
  const message = { type: 'focus', document: frames.document } satisfies InspectorMessage;
  await browser.tabs.sendMessage(tab.id, message, { frameId: 0 }).catch(() => undefined);
}

/** Takes the keyboard to the warning in the page at the user's key. Firefox for Android has no such keys. */
export function listenForKeys(tabs: Session['tabs']): void {
  browser.commands?.onCommand.addListener((name: string) => {
    if (name === COMMAND) void goToWarning(tabs);
  });
}
