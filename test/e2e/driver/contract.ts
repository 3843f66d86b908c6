import { setTimeout as wait } from 'node:timers/promises';
import type { Assessment } from '../../../lib/assessment/index.ts';
import { poll } from './poll.ts';
import type { BrowserDriver, ExtensionApi, PageDriver } from './types.ts';

declare const browser: ExtensionApi;

/** What the background tells of a tab: the stored assessment, or null, and the text of the badge. */
export interface TabState {
  assessment: Assessment | null;
  badge: string;
}

/** Reads the contract for outside checks: `assessment:<tabId>` in `storage.session`, and the badge. */
export async function readTab(driver: BrowserDriver, page: PageDriver): Promise<TabState> {
  const assessment = await driver.extension.evaluate(async (id) => {
    const key = `assessment:${id}`;
    return ((await browser.storage.session.get(key)) as Record<string, Assessment>)[key] ?? null;
  }, page.tabId);
  return { assessment, badge: await driver.extension.badgeText(page.tabId) };
}

/** Waits for an assessment of the page's present address that `accept`s; rejects after `timeout` ms. */
export async function waitForAssessment(
  driver: BrowserDriver,
  page: PageDriver,
  accept: (assessment: Assessment) => boolean = () => true,
  timeout = 10_000,
): Promise<Assessment> {
  const host = new URL(page.url()).hostname;
  return (await poll(`an assessment of ${page.url()}`, timeout, async () => {
    const { assessment } = await readTab(driver, page);
    return assessment?.host === host && accept(assessment) ? assessment : null;
  })) as Assessment;
}

/**
 * The state of a tab once it has been the same for `still` ms: for pages where nothing may come of it, so that there is
 * no event to wait for.
 */
export async function settledTab(driver: BrowserDriver, page: PageDriver, still = 1200): Promise<TabState> {
  let state = await readTab(driver, page);
  let since = Date.now();
  while (Date.now() - since < still) {
    await wait(100);
    const next = await readTab(driver, page);
    if (JSON.stringify(next) !== JSON.stringify(state)) since = Date.now();
    state = next;
  }
  return state;
}
