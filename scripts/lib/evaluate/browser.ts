import type { Assessment } from '../../../lib/assessment/index.ts';
import type { Contribution } from '../../../lib/recognise/index.ts';
import {
  type BrowserDriver,
  type ExtensionApi,
  launch,
  type PageDriver,
  type Site,
  serveSites,
  settledTab,
} from '../../../test/e2e/driver/index.ts';
import type { LabelledPage } from './corpus.ts';
import { hostOf } from './dataset.ts';
import type { Outcome } from './outcome.ts';

declare const browser: ExtensionApi;

/** How patiently pages are watched. */
export interface Patience {
  /** How long a tab's state must have been the same before it is taken for final, in milliseconds. */
  still: number;
  /** Sites that are visited at the same time, each in a tab of its own: most of the time is waiting. */
  lanes: number;
}

/** For many pages. */
export const BRISK: Patience = { still: 700, lanes: 3 };
/** For a few pages, so that a busy machine does not look like a verdict. */
export const PATIENT: Patience = { still: 3000, lanes: 1 };

interface Scoring {
  lending: number;
  contributions: Contribution[];
}

function scoringOf(driver: BrowserDriver, tabId: number): Promise<Scoring | null> {
  return driver.extension.evaluate(async (key) => {
    return ((await browser.storage.session.get(key))[key] as Scoring | undefined) ?? null;
  }, `debug:${tabId}`);
}

function outcomeOf(page: LabelledPage, assessment: Assessment | null, scoring: Scoring | null): Outcome {
  return {
    page,
    kind: assessment?.kind ?? 'none',
    score: assessment?.score ?? 0,
    lending: scoring?.lending ?? null,
    severity: assessment?.severity ?? 'none',
    contacts: assessment?.contacts ?? [],
    contributions: scoring?.contributions ?? [],
    rules: assessment?.reasons.map((reason) => reason.rule) ?? [],
    ...(assessment ? { at: assessment.at } : {}),
  };
}

/**
 * Opens every page in Chromium with the built extension, site by site, each site under a host of its own and its pages
 * in order in one tab, and reads the assessment that the background keeps. The pages' own scripts do not run.
 */
export async function evaluateInBrowser(
  pages: readonly LabelledPage[],
  tell: (done: number, of: number) => void,
  { still, lanes }: Patience = BRISK,
): Promise<Outcome[]> {
  const sites = [...new Set(pages.map((page) => page.site))];
  const map: Record<string, Site> = {};
  const addresses = new Map<LabelledPage, string>();
  for (const [index, site] of sites.entries()) {
    const own = pages.filter((page) => page.site === site);
    const contents = own.map((page, at) => {
      addresses.set(page, `https://${hostOf(index)}/page-${at}`);
      return [`/page-${at}`, { headers: HEADERS, body: page.html }] as const;
    });
    map[hostOf(index)] = { pages: Object.fromEntries(contents) };
  }
  const served = await serveSites(map);
  const driver = await launch('chromium', { sites: served });
  const outcomes = new Map<LabelledPage, Outcome>();
  const waiting = [...sites];
  const visitAll = async (tab: PageDriver): Promise<void> => {
    for (let site = waiting.shift(); site !== undefined; site = waiting.shift()) {
      for (const page of pages.filter((item) => item.site === site)) {
        await tab.goto(addresses.get(page) ?? '');
        const { assessment } = await settledTab(driver, tab, still);
        const own = assessment?.url === addresses.get(page) ? assessment : null;
        outcomes.set(page, outcomeOf(page, own, own && (await scoringOf(driver, tab.tabId))));
        tell(outcomes.size, pages.length);
      }
    }
  };
  try {
    // Then the background keeps how it came to each score.
    await driver.extension.evaluate(() => browser.storage.local.set({ settings: { debug: true } }));
    const tabs: PageDriver[] = [];
    for (let lane = 0; lane < lanes; lane += 1) tabs.push(await driver.open());
    await Promise.all(tabs.map(visitAll));
  } finally {
    await driver.close();
    await served.close();
  }
  return pages.flatMap((page) => outcomes.get(page) ?? []);
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  // What the page would load is not there; what it would run was not labelled.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
};
