import { browser } from 'wxt/browser';
import type { AppReport, CodesReport, PolicyReport } from '../../lib/explain/index.ts';
import type { ExtensionMessage, UserAsk } from '../../lib/messages/index.ts';
import { letterAddress } from '../../lib/rights/index.ts';
import type { PageAsks } from '../explanation/index.ts';

async function openLetter(place: string | null): Promise<void> {
  const address = letterAddress('prepare-relatives', null, place);
  await browser.tabs.create({ url: browser.runtime.getURL(`/dashboard.html#${address}`) });
  // On a phone the popup is a page of its own and would stay on top.
  window.close();
}

/**
 * What can be asked for about the page of a tab, a page for `place`. The background does it, so that page and popup come
 * to the same.
 */
export function pageAsks(tabId: number, place: string | null): PageAsks {
  const answer = <T>(ask: UserAsk): Promise<T | null> =>
    browser.runtime.sendMessage({ type: 'ask', tabId, ask } satisfies ExtensionMessage);
  return {
    checkApp: (url, at) => answer<AppReport>({ type: 'check-app', url, ...(at ? { at } : {}) }),
    readPolicy: (url) => answer<PolicyReport>({ type: 'read-policy', url }),
    readCodes: () => answer<CodesReport>({ type: 'read-qr' }),
    prepare: () => void openLetter(place),
  };
}
