import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { observeLists } from '../../lib/lists/index.ts';
import { presentDocument } from '../../lib/messages/index.ts';
import { observeSettings, observeTrust } from '../../lib/settings/index.ts';
import { receive } from '../../lib/tabs/index.ts';
import { guardAndroid, hearOfGuard } from './contacts-guard.ts';
import { listenForKeys } from './go-to-warning.ts';
import { forgetOldVisits } from './kept-visits.ts';
import { setListAlarm, updateListsWhenDue } from './list-updates.ts';
import { readOpenTabs } from './open-tabs.ts';
import { listenForClosedTabs, session, tabs, watchedHosts } from './rooms.ts';

export default defineBackground(() => {
  const own = { id: browser.runtime.id, pages: browser.runtime.getURL('/') };
  browser.runtime.onMessage.addListener(
    (input: unknown, sender) => hearOfGuard(input, sender, own) ?? receive(input, sender, own, tabs),
  );

  browser.runtime.onConnect.addListener(({ name, sender, onDisconnect }) => {
    const document = sender?.id === browser.runtime.id ? presentDocument(name) : null;
    const tabId = sender?.tab?.id;
    if (document === null || tabId === undefined) return;
    onDisconnect.addListener(() => void tabs.forgetPage(tabId, document));
  });

  browser.runtime.onInstalled.addListener(({ reason }) => {
    void watchedHosts.registerListed();
    // The browser's own update starts it anew, and its pages with it.
    if (reason === 'install' || reason === 'update') void readOpenTabs();
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });
  browser.runtime.onStartup.addListener(() => {
    void watchedHosts.registerListed();
    void forgetOldVisits();
  });

  updateListsWhenDue();
  listenForKeys(session.tabs);
  observeTrust(() => void tabs.reassessAll());
  observeSettings(({ debug }) => {
    if (!debug) void session.tabs.forgetScoring();
    void forgetOldVisits();
    void tabs.reassessAll();
    setListAlarm();
  });
  observeLists(() => {
    void watchedHosts.registerListed().then(tabs.reassessAll);
    setListAlarm();
  });
  void listenForClosedTabs();
  void tabs.sweep();
  void watchedHosts.ensureListed();
  void guardAndroid();
  // Firefox forgets alarms when it closes.
  setListAlarm();
});
