import { type Assessment, type ContactsRequest, quote, type Signal } from '../../lib/assessment/index.ts';
import { homeJurisdiction } from '../../lib/home/index.ts';
import { fetchPackagedJson } from '../../lib/package/index.ts';
import { carryVisit, judgeReading, mergeReadings, type VisitPrior } from '../../lib/recognise/index.ts';
import { guessPageJurisdiction, openRights, type Rights } from '../../lib/rights/index.ts';
import { BANS, judge, RULES } from '../../lib/rules/index.ts';
import { trustedRules } from '../../lib/settings/index.ts';
import { consentSender } from './consent-senders.ts';
import { lookUp } from './look-up.ts';
import { mergeApps, mergePolicies, mergeReach } from './merge-finds.ts';
import { priceOf } from './price.ts';
import type { Scoring, TabFrames } from './tab-state.ts';
import { readVisitReach } from './visit-reach.ts';

/** The rights packs; each is read when it is first asked for. */
export const rightsPacks: Rights = openRights(fetchPackagedJson);

/**
 * Works out the assessment of a tab from what its frames told, and what the visit carries on from here. Reads the list,
 * the rules, the settings and the user's trust; writes nothing.
 */
export async function assessTab(
  tabUrl: string,
  frames: TabFrames,
  at: number,
  tab: { id: number; incognito: boolean },
): Promise<{ assessment: Assessment; visit: VisitPrior; scoring: Scoring }> {
  const url = new URL(tabUrl);
  const all = Object.entries(frames.frames).sort(([a], [b]) => Number(a) - Number(b));
  const readings = all.flatMap(([, frame]) => (frame.reading ? [frame.reading] : []));
  const reading = mergeReadings(readings);
  const verdict = judgeReading(reading, frames.prior, at);

  const hosts = [...new Set([url.hostname, ...all.map(([, frame]) => new URL(frame.url).hostname)])];
  const home = await homeJurisdiction();
  const identity = frames.frames[0]?.identity ?? null;
  const marks = identity ? [identity.name, identity.imprint] : [];
  const currencies = [...new Set(all.flatMap(([, frame]) => frame.currencies ?? []))];
  const place = (record: string | null) =>
    guessPageJurisdiction({ host: url.hostname, lang: reading.lang, currencies, marks, record })?.code ?? null;
  const known = await lookUp({
    url,
    hosts,
    kind: verdict.kind,
    signals: verdict.signals,
    identity,
    listing: frames.frames[0]?.finds?.listing ?? null,
    home,
    place: place(null),
  });
  const { platform } = known;
  // A likeness says nothing of the site's own country, and `INTL` is none.
  const record = platform && platform.match !== 'lookalike' && platform.jurisdiction !== 'INTL' ? platform : null;
  const jurisdiction = { home, page: place(record?.jurisdiction ?? null) };

  const contacts: ContactsRequest[] = [];
  for (const [, frame] of all) {
    for (const request of frame.contacts) {
      const known = contacts.some(
        (item) => item.vector === request.vector && item.evidence.text === request.evidence.text,
      );
      if (!known) contacts.push(request);
    }
  }

  const finds = all.flatMap(([, frame]) => (frame.finds ? [frame.finds] : []));
  const apps = mergeApps(finds, frames.scanned ?? []);
  const policies = mergePolicies(finds);
  const learned = await readVisitReach({ origin: url.origin, incognito: tab.incognito });
  const sender = await consentSender(tabUrl, tab, home, at);
  const sent: Signal[] = sender?.lender
    ? [{ id: 'sent-by-lender', value: sender.name, evidence: { text: quote(sender.name), where: 'address' } }]
    : [];

  const { price, notStated } = await priceOf(frames, verdict, jurisdiction, at, rightsPacks, platform);

  const told = {
    kind: verdict.kind,
    score: verdict.score,
    signals: [...sent, ...known.signals, ...verdict.signals, ...notStated],
    contacts,
    price,
    platform,
    jurisdiction,
  };
  const facts = { ...told, lending: verdict.lending };
  const { severity, reasons } = judge(facts, RULES, BANS, await trustedRules(url.hostname));
  return {
    assessment: {
      version: 1,
      url: url.origin + url.pathname + url.search,
      host: url.hostname,
      at,
      ...told,
      severity,
      reasons,
      ...(finds.length > 0 ? { reach: mergeReach(finds, contacts, learned, tabUrl) } : {}),
      ...(apps.length > 0 ? { apps } : {}),
      ...(finds.some(({ scan }) => scan) ? { scan: true } : {}),
      ...(policies.length > 0 ? { policies } : {}),
      ...(sender ? { sentBy: sender } : {}),
    },
    visit: carryVisit(frames.prior, reading, at),
    scoring: { lending: verdict.lending, contributions: verdict.contributions },
  };
}
