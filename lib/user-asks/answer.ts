import { placeOf, withApp, withSaid } from '../contacts/index.ts';
import { type CodesReport, codesReport, type PolicyReport, policyReport } from '../explain/index.ts';
import type { Translator } from '../i18n/index.ts';
import { type InspectorMessage, parseSaid, type UserAsk } from '../messages/index.ts';
import { fetchPolicy } from '../policy-read/index.ts';
import type { TabFrames, VisitedSite } from '../session/index.ts';
import { keepScanned, offersIn } from './code-offers.ts';
import { mayAskFor } from './local-address.ts';
import { checkOfferedApp } from './offered-app.ts';
import type { AskOutside } from './outside.ts';
import { seenCodes } from './seen-codes.ts';

/** Works a tab out anew, with what `change` does to its frames. */
export type Reassess = (tabId: number, change?: (frames: TabFrames) => void) => Promise<void>;

/** The page that the user asks about, as it was when they asked. */
interface AskedAbout {
  tabId: number;
  document: string;
  site: VisitedSite;
  texts: Translator;
  reassess: Reassess;
  outside: AskOutside;
}

async function readOfferedPolicy(url: string, about: AskedAbout): Promise<PolicyReport> {
  const { tabId, document, site, texts, reassess, outside } = about;
  if (!mayAskFor(url, site.origin)) return policyReport({ ok: false, problem: 'unreachable', detail: '', url }, texts);
  const fetched = await fetchPolicy(url, (address, init) => fetch(address, init));
  if (!fetched.ok) return policyReport({ ...fetched, url }, texts);
  const { text, kind } = fetched;
  // The worker has no parser for pages; the inspector has, and what it parses stays without a window.
  const message = { type: 'parse-policy', document, url: fetched.url, kind, text } satisfies InspectorMessage;
  const said = parseSaid(await outside.browser.tell(tabId, message));
  if (said === null) return policyReport({ ok: false, problem: 'moved', detail: '', url }, texts);
  await outside.session.reach.change(site, (before) => withSaid(before, said, placeOf(fetched.url)));
  await reassess(tabId);
  return policyReport({ ok: true, said, url: fetched.url }, texts);
}

async function readSeenCodes(url: string, about: AskedAbout): Promise<CodesReport> {
  const { tabId, document, texts, reassess, outside } = about;
  const seen = await seenCodes(tabId, url, outside.browser);
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
 */
export async function answerUser(
  tabId: number,
  ask: UserAsk,
  reassess: Reassess,
  outside: AskOutside,
): Promise<unknown> {
  const [assessment, frames, tab] = await Promise.all([
    outside.session.tabs.readAssessment(tabId),
    outside.session.tabs.readFrames(tabId),
    outside.browser.tab(tabId),
  ]);
  if (!assessment || !frames || !tab) return null;
  const texts = await outside.translator(['common', 'app-check', 'reach']);
  const site = { origin: new URL(assessment.url).origin, incognito: tab.incognito };
  const about = { tabId, document: frames.document, site, texts, reassess, outside };
  switch (ask.type) {
    case 'check-app': {
      const offer = assessment.apps?.find(({ url }) => url === ask.url);
      if (!offer || !mayAskFor(ask.at ?? offer.url, site.origin)) return null;
      const { report, app, reach } = await checkOfferedApp(offer, ask.at, assessment.jurisdiction, texts, outside);
      if (reach.length > 0) {
        await outside.session.reach.change(site, (before) => withApp(before, app, reach));
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
