import type { Assessment } from '../assessment/index.ts';
import { placeOf, withSaid } from '../contacts/index.ts';
import type { TabFrames, VisitedSite } from '../session/index.ts';
import { assessTab, rememberLeads } from '../tab-assessment/index.ts';
import { usableFrames } from './frames.ts';
import type { Outside } from './outside.ts';
import type { Source } from './source.ts';
import { showOrHide } from './warning.ts';

/** Keeps for the later pages of a site what this one says that it takes. */
async function rememberSaid(
  site: VisitedSite,
  url: string,
  { frames }: TabFrames,
  { session }: Outside,
): Promise<void> {
  const own = Object.values(frames).filter((frame) => new URL(frame.url).origin === site.origin);
  const said = own.flatMap(({ finds }) => finds?.said ?? []);
  if (said.length > 0) await session.reach.change(site, (before) => withSaid(before, said, placeOf(url)));
}

/**
 * Keeps a visit in the user's list, where they want one kept and it tells anything. Where only the form in a frame makes a
 * page a lender's, it is the visit of the site in the frame, not of the one around it.
 */
async function record(page: Assessment, lenderUrl: string, outside: Outside): Promise<void> {
  const { origin, pathname, search, hostname } = new URL(lenderUrl);
  const assessment = page.platform ? page : { ...page, url: origin + pathname + search, host: hostname };
  const { recording } = await outside.settings();
  const tells = assessment.kind !== 'none' || (assessment.platform && assessment.severity !== 'none');
  if (recording && tells) await outside.record(assessment);
}

/** Memory that fails, as full storage does, must cost neither the judgement nor the warning. */
const unkept = (error: unknown): void => console.debug('Ringfence: could not be kept', error);

/** Works a tab out from what its frames told; keeps, shows and records what it came to, and gives it. */
export async function reassess(
  source: Pick<Source, 'tabId' | 'tabUrl' | 'incognito'>,
  frames: TabFrames,
  outside: Outside,
): Promise<Assessment> {
  const { tabId, tabUrl, incognito } = source;
  const { session, browser } = outside;
  const tab = { id: tabId, incognito };
  const usable = usableFrames(frames, tabUrl);
  const { assessment, visit, scoring, lenderUrl } = await assessTab(
    tabUrl,
    usable,
    outside.now(),
    tab,
    outside.sources,
  );
  const { origin } = new URL(tabUrl);
  const { debug } = await outside.settings();
  const news = { assessment, frames, visit, origin, incognito, scoring: debug ? scoring : null };
  await session.tabs.write(tabId, news).catch(unkept);
  outside.noteKept();
  await browser.showBadge(tabId, assessment.severity);
  const leads = Object.values(usable.frames).flatMap(({ finds }) => finds?.leads ?? []);
  await Promise.all([
    showOrHide(tabId, frames.document, assessment, outside),
    incognito ? undefined : record(assessment, lenderUrl, outside),
    assessment.kind === 'none' ? undefined : outside.watch(assessment.host, assessment.kind !== 'store-listing'),
    rememberSaid({ origin, incognito }, tabUrl, frames, outside).catch(unkept),
    rememberLeads(tab, assessment, leads, session.leads).catch(unkept),
  ]);
  return assessment;
}

/** Works a tab out anew, with what `change` does to its frames. Nothing where the page went meanwhile. */
export async function reassessKept(
  tabId: number,
  change: (frames: TabFrames, incognito: boolean) => void | Promise<void>,
  outside: Outside,
): Promise<void> {
  const { session, browser } = outside;
  const frames = await session.tabs.readFrames(tabId);
  const assessment = await session.tabs.readAssessment(tabId);
  const tab = await browser.tab(tabId);
  if (!tab || !frames || !assessment) return;
  await change(frames, tab.incognito);
  const source = { tabId, tabUrl: assessment.url, incognito: tab.incognito };
  await reassess(source, frames, outside).catch(async (error) => {
    if (await browser.tab(tabId)) throw error;
    // Closed meanwhile: what was just written of it goes with it.
    await session.tabs.clear(tabId, true);
  });
}
