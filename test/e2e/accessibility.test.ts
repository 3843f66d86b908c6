import { readFile } from 'node:fs/promises';
import type { AxeResults } from 'axe-core';
import { beforeAll, expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { type PageDriver, waitForAssessment } from './driver/index.ts';
import { savedVisit, saveVisits } from './saved-visits.ts';
import { describeInBrowsers, type Stage, setSettings } from './support.ts';

const AXE = await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const LENDER = 'https://sunny-quick-cash.test/apply';
const NARROW = 320;

/** Every violation of axe's rules in the document as it stands, one line each. */
async function violations(page: PageDriver): Promise<string[]> {
  await page.raw.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
    const { violations: found } = await axe.run();
    return found.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary?.replaceAll('\n', ' ')}`),
    );
  });
}

/** By how many CSS pixels the page is wider than its window. */
const overhang = (page: PageDriver): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function check(stage: Stage, path: string, ready: () => boolean, width: number): Promise<void> {
  const page = await stage.driver.openExtensionPage(path);
  await page.setViewport(width, 800);
  await page.waitFor(ready);
  expect(await violations(page)).toEqual([]);
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await page.close();
}

const hasHeading = (): boolean => document.querySelector('h1') !== null;
const hasList = (): boolean => document.querySelector('[data-index="0"]') !== null;

describeInBrowsers('every page for everyone', { sites: DEMO_SITES }, (stage) => {
  let views: string[] = [];

  beforeAll(async () => {
    const page = await stage.driver.openDashboard();
    await page.waitFor(hasHeading);
    await page.waitFor(() => document.querySelector('.rf-notice, [role="grid"]') !== null);
    views = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('nav a')].map((link) => link.hash.slice(1)),
    );
    await page.close();
    const now = Date.now();
    await saveVisits(
      stage.driver,
      Array.from({ length: 60 }, (_, index) => savedVisit(index, now)),
    );
  });

  for (const theme of ['light', 'dark'] as const) {
    for (const width of [NARROW, 1280]) {
      it(`the dashboard, ${theme}, ${width} px wide`, { timeout: 180_000 }, async () => {
        expect(views).toContain('settings');
        await setSettings(stage.driver, { theme, debug: true });
        const page = await stage.open(LENDER);
        await waitForAssessment(stage.driver, page);
        for (const view of [...views, 'debug']) {
          await check(stage, `dashboard.html#${view}`, view === 'visits' ? hasList : hasHeading, width);
        }
        const key = encodeURIComponent('h:tunai-dana-3.example');
        const hasPanel = (): boolean => document.querySelector('dialog[open] .rf-timeline') !== null;
        await check(stage, `dashboard.html#visits/${key}`, hasPanel, width);
      });
    }

    it(`the welcome page and the popup, ${theme}, ${NARROW} px wide`, { timeout: 180_000 }, async () => {
      await setSettings(stage.driver, { theme });
      await check(stage, 'welcome.html', hasHeading, NARROW);
      await check(stage, 'popup.html', hasHeading, NARROW);
    });
  }
});
