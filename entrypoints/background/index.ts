import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { LISTS_ALARM, observeLists, scheduleUpdates, updateDueLists } from '../../lib/lists/index.ts';
import { parseExtensionMessage, parsePageMessage, presentDocument } from '../../lib/messages/index.ts';
import { observeSettings, observeTrust } from '../../lib/settings/index.ts';
import { listenForClosedTabs } from './closed-tabs.ts';
import {
  forgetOldVisits,
  forgetPage,
  handleExtensionMessage,
  handlePageMessage,
  inspectAhead,
  reassessAll,
  sourceOf,
  sweepTabs,
} from './page-messages.ts';
import { ensureListedHosts, registerListedHosts } from './registered-scripts.ts';
import { countDropped, forgetScoring } from './tab-state.ts';

async function readOpenTabs(): Promise<void> {
  for (const tab of await browser.tabs.query({ url: ['http://*/*', 'https://*/*'] })) {
    // Tabs that the browser protects, such as an add-on store, refuse; they are not ours to read.
    if (tab.id !== undefined && !tab.discarded) {
      await browser.scripting
        .executeScript({ target: { tabId: tab.id, allFrames: true }, files: ['/gate.js'] })
        .catch(() => undefined);
    }
  }
}

export default defineBackground(() => {
  browser.runtime.onMessage.addListener((input: unknown, sender) => {
    const isOurs = sender.id === browser.runtime.id;
    const asked = isOurs && sender.url?.startsWith(browser.runtime.getURL('/')) ? parseExtensionMessage(input) : null;
    if (asked) return handleExtensionMessage(asked);
    const source = isOurs ? sourceOf(sender) : null;
    const message = source && parsePageMessage(input);
    if (!source || !message) {
      void countDropped();
      return undefined;
    }
    if (sender.documentLifecycle === 'prerender') {
      // It is not the page that the tab shows.
      const { documentId } = sender;
      return message.type === 'gate-suspects' && documentId ? inspectAhead(source.tabId, documentId) : undefined;
    }
    return handlePageMessage(source, message);
  });

  browser.runtime.onConnect.addListener(({ name, sender, onDisconnect }) => {
    const document = sender?.id === browser.runtime.id ? presentDocument(name) : null;
    const tabId = sender?.tab?.id;
    if (document === null || tabId === undefined) return;
    onDisconnect.addListener(() => void forgetPage(tabId, document));
  });

  browser.runtime.onInstalled.addListener(({ reason }) => {
    void registerListedHosts();
    void readOpenTabs();
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });
  browser.runtime.onStartup.addListener(() => {
    void registerListedHosts();
    void forgetOldVisits();
  });

  // Where the browser keeps no database there are no lists to update; the page of lists says so.
  const setAlarm = () => void scheduleUpdates().catch(() => undefined);
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name !== LISTS_ALARM) return;
    void updateDueLists()
      .catch(() => undefined)
      .then(setAlarm);
  });

  observeTrust(() => void reassessAll());
  observeSettings(({ debug }) => {
    if (!debug) void forgetScoring();
    void forgetOldVisits();
    void reassessAll();
    setAlarm();
  });
  observeLists(() => {
    void registerListedHosts().then(reassessAll);
    setAlarm();
  });
  void listenForClosedTabs();
  void sweepTabs();
  void ensureListedHosts();
  // Firefox forgets alarms when it closes.
  setAlarm();
});
