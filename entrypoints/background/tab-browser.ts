import { browser } from 'wxt/browser';
import { badgeText, type Severity } from '../../lib/assessment/index.ts';
import { tellFields } from '../../lib/contacts/given/tell-fields.ts';
import { fieldEvent, heldCalls, holdCalls } from '../../lib/contacts/held-calls/index.ts';
import type { TabBrowser } from '../../lib/tabs/index.ts';

const COLOUR: Record<Severity, string> = { none: '#5b6670', info: '#2f5d8a', caution: '#8a5a00', danger: '#b3261e' };

const files = ['/inspector.js'] as const;

/** What this browser does for the pages of its tabs. */
export const tabBrowser: TabBrowser = {
  tab: (id) => browser.tabs.get(id).catch(() => null),
  openTabs: async () => (await browser.tabs.query({})).flatMap(({ id }) => id ?? []),
  inspect: async (tabId, where) => {
    const target =
      'frameId' in where ? { tabId, frameIds: [where.frameId] } : { tabId, documentIds: [where.documentId] };
    await browser.scripting.executeScript({ target, files: [...files], injectImmediately: true });
  },
  inspectBlank: async (tabId) => {
    const isBlank = () => location.protocol === 'about:';
    const frames = await browser.scripting
      .executeScript({ target: { tabId, allFrames: true }, func: isBlank })
      .catch(() => []);
    const frameIds = frames.flatMap(({ frameId, result }) => (result === true ? frameId : []));
    if (frameIds.length === 0) return;
    await browser.scripting
      .executeScript({ target: { tabId, frameIds }, files: [...files] })
      .catch(() => console.debug('Ringfence: a frame was gone'));
  },
  holdCalls: ({ tabId, frameId, documentId }, secrets, began) => {
    const target = documentId ? { tabId, documentIds: [documentId] } : { tabId, frameIds: [frameId] };
    const there = { target, world: 'MAIN', injectImmediately: true } as const;
    const args: Parameters<typeof holdCalls> = [heldCalls(), secrets, began];
    return Promise.all([
      browser.scripting.executeScript({ ...there, func: holdCalls, args }),
      browser.scripting.executeScript({ ...there, func: tellFields, args: [fieldEvent(secrets), began] }),
    ]).then(
      () => true,
      () => false,
    );
  },
  // Where nobody takes it the page that it is about is gone; the next one is not its business.
  tell: (tabId, message) => browser.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => undefined),
  capture: (windowId) => browser.tabs.captureVisibleTab(windowId as number, { format: 'png' }),
  showBadge: async (tabId, severity) => {
    const action = browser.action ?? browser.browserAction;
    await Promise.all([
      action.setBadgeText({ tabId, text: badgeText(severity) }),
      action.setBadgeBackgroundColor({ tabId, color: COLOUR[severity] }),
    ]).catch(() => undefined);
  },
  leave: async (tabId) => {
    // A tab that the lender's link opened has nothing to go back to.
    await browser.tabs.goBack(tabId).catch(() => browser.tabs.update(tabId, { url: 'about:blank' }));
  },
  openDashboard: async (view) => {
    if (view === undefined) await browser.runtime.openOptionsPage();
    else await browser.tabs.create({ url: browser.runtime.getURL(`/dashboard.html#${view}`) });
  },
};
