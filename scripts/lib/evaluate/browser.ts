import type { Assessment } from '../../../lib/assessment/index.ts';
import { launch, type Site, serveSites, settledTab } from '../../../test/e2e/driver/index.ts';
import type { LabelledPage } from './corpus.ts';
import { hostOf } from './dataset.ts';
import type { Outcome } from './outcome.ts';

/** How long a tab's state must have been the same before it is taken for final, in milliseconds. */
const STILL = 700;

function outcomeOf(page: LabelledPage, assessment: Assessment | null): Outcome {
  return {
    page,
    kind: assessment?.kind ?? 'none',
    score: assessment?.score ?? 0,
    lending: null,
    severity: assessment?.severity ?? 'none',
    contacts: assessment?.contacts ?? [],
    contributions: [],
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
  const outcomes: Outcome[] = [];
  try {
    for (const site of sites) {
      const tab = await driver.open();
      for (const page of pages.filter((item) => item.site === site)) {
        await tab.goto(addresses.get(page) ?? '');
        const { assessment } = await settledTab(driver, tab, STILL);
        outcomes.push(outcomeOf(page, assessment?.url === addresses.get(page) ? assessment : null));
        tell(outcomes.length, pages.length);
      }
      await tab.close();
    }
  } finally {
    await driver.close();
    await served.close();
  }
  return outcomes;
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  // What the page would load is not there; what it would run was not labelled.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
};
