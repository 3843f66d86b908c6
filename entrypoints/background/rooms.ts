import { browser } from 'wxt/browser';
import { homeJurisdiction } from '../../lib/home/index.ts';
import { openTranslator } from '../../lib/i18n/index.ts';
import { platformLists, protectedBrands } from '../../lib/lists/index.ts';
import { fetchPackagedJson } from '../../lib/package/index.ts';
import { openRights } from '../../lib/rights/index.ts';
import { openSession } from '../../lib/session/index.ts';
import { readSettings, trustedRules, trustSite, untrustSite } from '../../lib/settings/index.ts';
import { openClosedTabs, openTabs } from '../../lib/tabs/index.ts';
import { openWatchedHosts } from '../../lib/watched-hosts/index.ts';
import { keepVisit } from './kept-visits.ts';
import { tabBrowser } from './tab-browser.ts';

/** What is kept until the browser closes. */
export const session = openSession(browser.storage.session);

/** The hosts of which every page is read. */
export const watchedHosts = openWatchedHosts(browser.scripting, async () => (await platformLists()).listedHosts());

/** The conversation with the pages of all tabs. */
export const tabs = openTabs({
  browser: tabBrowser,
  session,
  sources: {
    rights: openRights(fetchPackagedJson),
    lists: platformLists,
    lookalikes: protectedBrands,
    home: homeJurisdiction,
    trusted: trustedRules,
    session,
    openerOf: async (tab) => (await browser.tabs.get(tab).catch(() => null))?.openerTabId,
  },
  now: Date.now,
  settings: readSettings,
  translator: async (namespaces) => {
    const [{ language }, home] = await Promise.all([readSettings(), homeJurisdiction()]);
    const { languages } = navigator;
    const wanted = language === 'auto' ? languages : [language];
    return openTranslator(wanted, namespaces, fetchPackagedJson, { languages, home });
  },
  trust: trustSite,
  untrust: untrustSite,
  record: keepVisit,
  watch: watchedHosts.registerVisited,
  noteKept: () => void listenForClosedTabs(),
});

/** Listens for closed tabs while anything is kept of one. */
export const listenForClosedTabs = openClosedTabs(browser.tabs.onRemoved, session, tabs.forgetTab);
