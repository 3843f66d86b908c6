import { browser } from 'wxt/browser';
import type { AppReport, CodesReport, PolicyReport } from '../../lib/explain/index.ts';
import type { ExtensionMessage, UserAsk } from '../../lib/messages/index.ts';
import type { PageAsks } from '../explanation/index.ts';

async function openLetter(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('/dashboard.html#letters/prepare-relatives') });
  // On a phone the popup is a page of its own and would stay on top.
  window.close();
}

/** What can be asked for about the page of a tab. The background does it, so that page and popup come to the same. */
export function pageAsks(tabId: number): PageAsks {
  const answer = <T>(ask: UserAsk): Promise<T | null> =>
    browser.runtime.sendMessage({ type: 'ask', tabId, ask } satisfies ExtensionMessage);
  return {
    checkApp: (url, at) => answer<AppReport>({ type: 'check-app', url, ...(at ? { at } : {}) }),
    readPolicy: (url) => answer<PolicyReport>({ type: 'read-policy', url }),
    readCodes: () => answer<CodesReport>({ type: 'read-qr' }),
    prepare: () => void openLetter(),
  };
}
