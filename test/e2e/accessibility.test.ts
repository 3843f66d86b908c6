import { readFile } from 'node:fs/promises';
import type { AxeResults } from 'axe-core';
import { beforeAll, expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { goTo } from './dashboard-page.ts';
import { type ExtensionApi, type PageDriver, waitForAssessment } from './driver/index.ts';
import { savedVisit, saveVisits } from './saved-visits.ts';
import { still } from './screens/walk.ts';
import { describeInBrowsers, type Stage, setSettings } from './support.ts';

declare const browser: ExtensionApi;

const AXE = await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const LENDER = 'https://sunny-quick-cash.test/apply';
const NARROW = 320;

/** Every violation of axe's rules in the document as it stands, one line each. */
async function violations(page: PageDriver): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.raw.evaluate(AXE);
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

/** Levels of the headings in their order. */
const headings = (page: PageDriver): Promise<number[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ localName }) => Number(localName.slice(1))),
  );

/** Whether one heading is the page's own, comes first, and none is more than a step below the one before. */
const areInOrder = (levels: readonly number[]): boolean =>
  levels.every((level, at) => (at === 0 ? level === 1 : level > 1 && level <= (levels[at - 1] ?? 0) + 1));

async function checkAsItStands(page: PageDriver): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  const levels = await headings(page);
  expect(levels.length > 0 && areInOrder(levels), `headings ${levels.join(' ')} at ${page.url()}`).toBe(true);
}

async function check(stage: Stage, path: string): Promise<void> {
  const page = await stage.driver.openExtensionPage(path);
  await page.setViewport(NARROW, 800);
  await page.waitFor(hasHeading);
  await checkAsItStands(page);
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
        const dashboard = await stage.driver.openDashboard('settings');
        await dashboard.setViewport(width, 800);
        for (const view of [...views, 'debug']) {
          await goTo(dashboard, view);
          await dashboard.waitFor(view === 'visits' ? hasList : hasHeading);
          await still(dashboard);
          await checkAsItStands(dashboard);
        }
        await goTo(dashboard, `visits/${encodeURIComponent('h:tunai-dana-3.example')}`);
        await dashboard.waitFor(() => document.querySelector('dialog[open] .rf-timeline') !== null);
        await checkAsItStands(dashboard);
        await dashboard.close();
      });
    }

    it(`the welcome page and the popup, ${theme}, ${NARROW} px wide`, { timeout: 180_000 }, async () => {
      await setSettings(stage.driver, { theme });
      await check(stage, 'welcome.html');
      await check(stage, 'popup.html');
    });

    it(`the guides of the popup, ${theme}, ${NARROW} px wide`, { timeout: 180_000 }, async () => {
      await setSettings(stage.driver, { theme, jurisdiction: 'ID' });
      const page = await stage.driver.openExtensionPage('popup.html');
      await page.setViewport(NARROW, 800);
      for (const door of [0, 1, 2]) {
        await page.waitFor(() => document.querySelector('.rf-door') !== null);
        await page.evaluate((at) => document.querySelectorAll<HTMLElement>('button.rf-door')[at]?.click(), door);
        await page.waitFor(() => document.querySelector('article .rf-step') !== null);
        await checkAsItStands(page);
        await page.evaluate(() => document.querySelector<HTMLElement>('#app > button')?.click());
      }
      await page.close();
    });

    it(`the verdict in the popup, ${theme}, ${NARROW} px wide`, { timeout: 180_000 }, async () => {
      await setSettings(stage.driver, { theme, jurisdiction: 'ID' });
      const lender = await stage.open(LENDER);
      const assessment = await waitForAssessment(stage.driver, lender);
      const page = await stage.driver.openExtensionPage('popup.html');
      await page.setViewport(NARROW, 800);
      await stage.driver.extension.evaluate(
        (id, stored) => browser.storage.session.set({ [`assessment:${id}`]: stored }),
        page.tabId,
        assessment,
      );
      // Firefox tells a test nothing of the load of an extension's page.
      await page.evaluate(() => {
        document.documentElement.dataset.before = '';
        setTimeout(() => location.reload());
      });
      await page.waitFor(
        () => !('before' in document.documentElement.dataset) && document.querySelector('.rf-verdict details') !== null,
      );
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      await checkAsItStands(page);
      await page.close();
    });
  }
});
