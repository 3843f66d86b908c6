import type { Assessment, ContactsRequest, PlatformMatch } from '../../lib/assessment/index.ts';
import { homeJurisdiction } from '../../lib/home/index.ts';
import { fetchPackagedBytes, fetchPackagedJson } from '../../lib/package/index.ts';
import { openPlatformList, type PlatformList } from '../../lib/platforms/index.ts';
import { carryVisit, judgeReading, mergeReadings, type VisitPrior } from '../../lib/recognise/index.ts';
import { guessPageJurisdiction, openRights, type Rights } from '../../lib/rights/index.ts';
import { BANS, judge, RULES } from '../../lib/rules/index.ts';
import { trustedRules } from '../../lib/settings/index.ts';
import type { TabFrames } from './tab-state.ts';

let platforms: Promise<PlatformList> | undefined;

/** The bundled platform list, opened once in the life of a worker. */
export function platformList(): Promise<PlatformList> {
  platforms ??= openPlatformList(fetchPackagedBytes);
  return platforms;
}

/** The rights packs; each is read when it is first asked for. */
export const rightsPacks: Rights = openRights(fetchPackagedJson);

async function findPlatform(hosts: string[], home: string | null): Promise<PlatformMatch | null> {
  const list = await platformList();
  for (const host of hosts) {
    const exact = await list.findByHost(host, home);
    if (exact) return exact;
  }
  return null;
}

/**
 * Works out the assessment of a tab from what its frames told, and what the visit carries on from here. Reads the list,
 * the rules, the settings and the user's trust; writes nothing.
 */
export async function assessTab(
  tabUrl: string,
  frames: TabFrames,
  at: number,
): Promise<{ assessment: Assessment; visit: VisitPrior }> {
  const url = new URL(tabUrl);
  const all = Object.entries(frames.frames).sort(([a], [b]) => Number(a) - Number(b));
  const readings = all.flatMap(([, frame]) => (frame.reading ? [frame.reading] : []));
  const reading = mergeReadings(readings);
  const verdict = judgeReading(reading, frames.prior, at);

  const hosts = [...new Set([url.hostname, ...all.map(([, frame]) => new URL(frame.url).hostname)])];
  const home = await homeJurisdiction();
  const platform = await findPlatform(hosts, home);
  const record = platform && platform.match !== 'lookalike' ? platform.jurisdiction : null;
  const jurisdiction = {
    home,
    page:
      guessPageJurisdiction({ host: url.hostname, lang: reading.lang, currencies: [], marks: [], record })?.code ??
      null,
  };

  const contacts: ContactsRequest[] = [];
  for (const [, frame] of all) {
    for (const request of frame.contacts) {
      const known = contacts.some(
        (item) => item.vector === request.vector && item.evidence.text === request.evidence.text,
      );
      if (!known) contacts.push(request);
    }
  }

  const facts = {
    kind: verdict.kind,
    score: verdict.score,
    signals: verdict.signals,
    contacts,
    price: null,
    platform,
    jurisdiction,
  };
  const { severity, reasons } = judge(facts, RULES, BANS, await trustedRules(url.hostname));
  return {
    assessment: {
      version: 1,
      url: url.origin + url.pathname + url.search,
      host: url.hostname,
      at,
      ...facts,
      severity,
      reasons,
    },
    visit: carryVisit(frames.prior, reading, at),
  };
}
