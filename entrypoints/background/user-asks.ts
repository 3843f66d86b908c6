import { browser } from 'wxt/browser';
import { placeOf, withApp, withSaid } from '../../lib/contacts/index.ts';
import { type CodesReport, codesReport, type PolicyReport, policyReport } from '../../lib/explain/index.ts';
import { openTranslator, type Translator } from '../../lib/i18n/index.ts';
import { type InspectorMessage, parseSaid, type UserAsk } from '../../lib/messages/index.ts';
import { fetchPackagedJson } from '../../lib/package/index.ts';
import { fetchPolicy } from '../../lib/policy-read/index.ts';
import { readSettings } from '../../lib/settings/index.ts';
import { checkOfferedApp } from './app-checks.ts';
import { rightsPacks } from './assess.ts';
import { seenCodes } from './capture-codes.ts';
import { keepScanned, offersIn } from './code-offers.ts';
import { mayAskFor } from './local-address.ts';
import { readAssessment, readFrames, type TabFrames } from './tab-state.ts';
import { changeVisitReach, type VisitedSite } from './visit-reach.ts';

type Reassess = (tabId: number, change?: (frames: TabFrames) => void) => Promise<void>;

/** The page that the user asks about, as it was when they asked. */
interface AskedAbout {
  tabId: number;
  document: string;
  site: VisitedSite;
  texts: Translator;
  reassess: Reassess;
}

async function readOfferedPolicy(url: string, about: AskedAbout): Promise<PolicyReport> {
  const { tabId, document, site, texts, reassess } = about;
  if (!mayAskFor(url, site.origin)) return policyReport({ ok: false, problem: 'unreachable', detail: '', url }, texts);
  const fetched = await fetchPolicy(url, (address, init) => fetch(address, init));
  if (!fetched.ok) return policyReport({ ...fetched, url }, texts);
  const { text, kind } = fetched;
  // The worker has no parser for pages; the inspector has, and what it parses stays without a window.
  const message = { type: 'parse-policy', document, url: fetched.url, kind, text } satisfies InspectorMessage;
  const said = parseSaid(await browser.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => null));
  if (said === null) return policyReport({ ok: false, problem: 'moved', detail: '', url }, texts);
  await changeVisitReach(site, (before) => withSaid(before, said, placeOf(fetched.url)));
  await reassess(tabId);
  return policyReport({ ok: true, said, url: fetched.url }, texts);
}

async function readSeenCodes(url: string, about: AskedAbout): Promise<CodesReport> {
  const { tabId, document, texts, reassess } = about;
  const seen = await seenCodes(tabId, url);
  const apps = offersIn(seen.ok ? seen.texts : []);
  if (apps.length > 0) {
    await reassess(tabId, (frames) => {
      if (frames.document === document) keepScanned(frames, apps);
    });
  }
  return codesReport(seen, apps.length, texts);
}

/**
 * Does what the user asked for by a click, about the page that is open in a tab, and gives what it came to in words.
 * Null where the page has gone, or offers no such thing: pages cannot have addresses fetched that they do not show.
 * `reassess` works the tab out anew.
 */
export async function answerUser(tabId: number, ask: UserAsk, reassess: Reassess): Promise<unknown> {
  const [assessment, frames, tab, { language }] = await Promise.all([
    readAssessment(tabId),
    readFrames(tabId),
    browser.tabs.get(tabId).catch(() => null),
    readSettings(),
  ]);
  if (!assessment || !frames || !tab) return null;
  const wanted = language === 'auto' ? navigator.languages : [language];
  const texts = await openTranslator(wanted, ['common', 'app-check', 'reach'], fetchPackagedJson);
  const site = { origin: new URL(assessment.url).origin, incognito: tab.incognito };
  const about = { tabId, document: frames.document, site, texts, reassess };
  switch (ask.type) {
    case 'check-app': {
      const offer = assessment.apps?.find(({ url }) => url === ask.url);
      if (!offer || !mayAskFor(ask.at ?? offer.url, site.origin)) return null;
      const { report, app, reach } = await checkOfferedApp(offer, ask.at, assessment.jurisdiction, texts, rightsPacks);
      if (reach.length > 0) {
        await changeVisitReach(site, (before) => withApp(before, app, reach));
        await reassess(tabId);
      }
      return report;
    }
    case 'read-policy':
      return assessment.policies?.some(({ url }) => url === ask.url) ? readOfferedPolicy(ask.url, about) : null;
    case 'read-qr':
      return readSeenCodes(assessment.url, about);
  }
}
