import { type Assessment, type ContactsRequest, quote, type Signal } from '../assessment/index.ts';
import { carryVisit, judgeReading, mergeReadings, type VisitPrior } from '../recognise/index.ts';
import { guessPageJurisdiction } from '../rights/index.ts';
import { BANS, judge, RULES } from '../rules/index.ts';
import type { Scoring, TabFrames } from '../session/index.ts';
import { consentSender } from './consent-sender.ts';
import { formFrame } from './form-frame.ts';
import { lookUp } from './look-up.ts';
import { mergeApps, mergePolicies, mergeReach } from './merge-finds.ts';
import { priceOf } from './price.ts';
import type { Sources } from './sources.ts';

/**
 * Works out the assessment of a tab from what its frames told, and what the visit carries on from here. Writes
 * nothing. `lenderUrl` is the address of the page that lends: the tab's, or that of a frame of another site whose form
 * alone makes it a lender's.
 */
export async function assessTab(
  tabUrl: string,
  frames: TabFrames,
  at: number,
  tab: { id: number; incognito: boolean },
  sources: Sources,
): Promise<{ assessment: Assessment; visit: VisitPrior; scoring: Scoring; lenderUrl: string }> {
  const url = new URL(tabUrl);
  const all = Object.entries(frames.frames).sort(([a], [b]) => Number(a) - Number(b));
  const inner = all.flatMap(([id, { reading }]) => (id !== '0' && reading ? [reading] : []));
  const reading = mergeReadings(frames.frames[0]?.reading ?? null, inner);
  const verdict = judgeReading(reading, frames.prior, at);

  const frameHosts = [...new Set(all.flatMap(([id, frame]) => (id === '0' ? [] : [new URL(frame.url).hostname])))];
  const home = await sources.home();
  const identity = frames.frames[0]?.identity ?? null;
  const marks = identity ? [identity.name, identity.imprint] : [];
  const currencies = [...new Set(all.flatMap(([, frame]) => frame.currencies ?? []))];
  const place = (record: string | null) =>
    guessPageJurisdiction({ host: url.hostname, lang: reading.lang, currencies, marks, record })?.code ?? null;
  const known = await lookUp(
    {
      url,
      frameHosts,
      kind: verdict.kind,
      signals: verdict.signals,
      identity,
      listing: frames.frames[0]?.finds?.listing ?? null,
      home,
      place: place(null),
    },
    sources,
  );
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
  const learned = await sources.session.reach.read({ origin: url.origin, incognito: tab.incognito });
  const sender = await consentSender(tabUrl, tab, at, sources);
  const sent: Signal[] = sender?.lender
    ? [{ id: 'sent-by-lender', value: sender.name, evidence: { text: quote(sender.name), where: 'address' } }]
    : [];

  const framed = verdict.kind === 'none' ? null : formFrame(url, frames, at);
  const formFrom: Signal[] = framed
    ? [{ id: 'form-from', value: framed.hostname, evidence: { text: quote(framed.hostname), where: 'address' } }]
    : [];

  const { price, notStated } = await priceOf(frames, verdict, jurisdiction, at, sources.rights, platform);

  const told = {
    kind: verdict.kind,
    score: verdict.score,
    signals: [...sent, ...formFrom, ...known.signals, ...verdict.signals, ...notStated],
    contacts,
    price,
    platform,
    jurisdiction,
  };
  const facts = { ...told, lending: verdict.lending };
  const { severity, reasons } = judge(facts, RULES, BANS, await sources.trusted(url.hostname));
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
    lenderUrl: framed?.href ?? tabUrl,
  };
}
