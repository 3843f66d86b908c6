import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Assessment } from '../../../lib/assessment/index.ts';
import type { BudgetRow, DebtRow, EventRow } from '../../../lib/database/index.ts';
import { chain } from '../../unit/evidence/fixtures.ts';
import { goTo } from '../dashboard-page.ts';
import type { ClosedUi, ExtensionApi, PageDriver } from '../driver/index.ts';
import { savedVisit, saveVisits } from '../saved-visits.ts';
import type { Stage } from '../support.ts';
import { type Look, look, stillness } from './look.ts';

declare const browser: ExtensionApi;

/** A screen by its name, with what was seen on it. */
export type Seen = [screen: string, look: Look];

/** The width at which the texts must fit, in CSS pixels. */
export const NARROW = 320;

const PICTURES = join(import.meta.dirname, '../../../.cache/screens');
const VIEWS = ['visits', 'plan', 'calculator', 'evidence', 'app-check', 'lists', 'backup', 'settings', 'debug'];
const LETTERS = ['prepare-relatives', 'stop-third-party', 'hardship-schedule', 'complaint', 'deletion'];
const VISIT = savedVisit(3, Date.now());

// A page without news for this long, in milliseconds, has been drawn.
const QUIET = 60;

/** Resolves once a page has been drawn. */
export async function still(page: PageDriver): Promise<void> {
  await page.raw.evaluate(`(${String(stillness)})(${QUIET})`);
}

/** Takes pictures of all screens where the environment asks for them; of screens with faults always. */
export class Camera {
  readonly #folder: string;
  readonly #always = process.env.RINGFENCE_PICTURES === '1';

  constructor(browserName: string, tag: string) {
    this.#folder = join(PICTURES, tag, browserName);
  }

  async take(page: PageDriver, screen: string, { faults }: Look): Promise<void> {
    if (!this.#always && faults.length === 0) return;
    await mkdir(this.#folder, { recursive: true });
    // The page as a whole: what is cut may be far below.
    await page.raw.screenshot({
      path: join(this.#folder, `${screen.replaceAll(/[^\w-]+/g, '-')}.png`) as `${string}.png`,
      fullPage: page.url().includes('-extension://'),
    });
  }
}

async function lookAt(page: PageDriver, camera: Camera, screen: string): Promise<Seen> {
  await still(page);
  const seen = (await page.raw.evaluate(`(${String(look)})(document)`)) as Look;
  await camera.take(page, screen, seen);
  return [screen, seen];
}

const drawn = (): boolean => document.querySelector('main h1') !== null;

/** Visits, debts, a budget and a log, so that no view is empty. A dashboard must have made the database before. */
export async function fillDatabase({ driver }: Stage): Promise<void> {
  const now = Date.now();
  await saveVisits(driver, [VISIT, ...Array.from({ length: 12 }, (_, index) => savedVisit(index + 4, now))]);
  const debts: DebtRow[] = ['Sunny Quick Cash', 'Dompet Cerah'].map((name, place) => ({
    id: name,
    name,
    visit: place === 0 ? VISIT.row.key : null,
    balance: { minor: 250_000_00 * (place + 1), currency: 'IDR' },
    rate: 360_000,
    minimum: 10_000_00,
    harassment: place === 0,
    place,
  }));
  const budget: BudgetRow = {
    ...{ id: 'budget', currency: 'IDR', income: 400_000_00, essential: 300_000_00 },
    ...{ order: 'smallest', start: '2026-12', payDay: 5 },
  };
  const events = await chain(3, (n) => ({ threats: n === 2 ? ['arrest', 'told-contacts'] : [], visit: VISIT.row.key }));
  await driver.extension.evaluate(
    (rows: { debts: DebtRow[]; budget: BudgetRow; events: EventRow[] }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('ringfence');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction(['debts', 'events', 'meta'], 'readwrite');
          for (const debt of rows.debts) tx.objectStore('debts').put(debt);
          for (const event of rows.events) tx.objectStore('events').put(event);
          tx.objectStore('meta').put(rows.budget);
          tx.objectStore('meta').put({ id: 'chain', count: rows.events.length, hash: rows.events.at(-1)?.hash ?? '' });
          tx.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          tx.onabort = () => reject(tx.error);
        };
      }),
    { debts, budget, events },
  );
}

async function fillCalculator(page: PageDriver): Promise<void> {
  await page.evaluate(() => {
    const type = (ending: string, text: string) => {
      const field = document.querySelector<HTMLInputElement>(`main [id$="-${ending}"]`);
      if (!field) throw new Error(`no field ${ending}`);
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    type('amount', '1000');
    type('rate', '4');
  });
  await page.waitFor(() => document.querySelector('main tbody tr') !== null);
}

/** Every view of the dashboard, with a visit's panel, the five letters and the law of the place. */
export async function walkDashboard(stage: Stage, camera: Camera): Promise<Seen[]> {
  const page = await stage.driver.openDashboard('settings');
  await page.setViewport(NARROW, 800);
  await page.waitFor(drawn);
  const seen: Seen[] = [];
  for (const view of VIEWS) {
    await goTo(page, view);
    await page.waitFor(drawn);
    if (view === 'visits') await page.waitFor(() => document.querySelector('[data-index="0"]') !== null);
    if (view === 'calculator') await fillCalculator(page);
    seen.push(await lookAt(page, camera, view));
  }
  for (const letter of LETTERS) {
    await goTo(page, `letters/${letter}`);
    await page.waitFor(() => document.querySelector('.rf-letter') !== null);
    seen.push(await lookAt(page, camera, `letter ${letter}`));
  }
  await goTo(page, 'rights');
  await page.waitFor(() => document.querySelectorAll('main section li').length > 0);
  seen.push(await lookAt(page, camera, 'rights'));
  for (const door of [0, 1, 2]) {
    await page.evaluate((at) => document.querySelectorAll<HTMLElement>('main .rf-row > button')[at]?.click(), door);
    await page.waitFor(() => document.querySelector('main article .rf-step') !== null);
    seen.push(await lookAt(page, camera, `door ${door + 1}`));
    await page.evaluate((at) => document.querySelectorAll<HTMLElement>('main .rf-row > button')[at]?.click(), door);
    await page.waitFor(() => document.querySelector('main article') === null);
  }
  await goTo(page, `visits/${encodeURIComponent(VISIT.row.key)}`);
  await page.waitFor(() => document.querySelector('dialog[open] .rf-timeline') !== null);
  seen.push(await lookAt(page, camera, 'visit'));
  await page.close();
  return seen;
}

/** The welcome page, and the popup on its own page as on a phone: nothing found, each finding, and the three doors. */
export async function walkPages(stage: Stage, camera: Camera, found: readonly Assessment[]): Promise<Seen[]> {
  const seen: Seen[] = [];
  const popup = await stage.driver.openExtensionPage('welcome.html');
  await popup.setViewport(NARROW, 800);
  await popup.waitFor(() => document.querySelector('h1') !== null);
  seen.push(await lookAt(popup, camera, 'welcome'));
  await popup.evaluate(() => location.assign('popup.html'));
  await popup.waitFor(() => document.querySelector('.rf-door') !== null);
  seen.push(await lookAt(popup, camera, 'popup quiet'));
  for (const door of [0, 1, 2]) {
    await popup.evaluate((at) => document.querySelectorAll<HTMLElement>('.rf-door')[at]?.click(), door);
    await popup.waitFor(() => document.querySelector('article .rf-step') !== null);
    seen.push(await lookAt(popup, camera, `popup door ${door + 1}`));
    await popup.evaluate(() => document.querySelector<HTMLElement>('main button, #app button')?.click());
    await popup.waitFor(() => document.querySelector('.rf-door') !== null);
  }
  for (const assessment of found) {
    await stage.driver.extension.evaluate(
      (id, stored) => browser.storage.session.set({ [`assessment:${id}`]: stored }),
      popup.tabId,
      assessment,
    );
    // Firefox tells a test nothing of the load of an extension's page.
    await popup.evaluate(() => {
      document.documentElement.dataset.before = '';
      setTimeout(() => location.reload());
    });
    await popup.waitFor(
      () =>
        !('before' in document.documentElement.dataset) && document.querySelector('.rf-verdict .rf-section') !== null,
    );
    seen.push(await lookAt(popup, camera, `popup ${assessment.severity}`));
  }
  await popup.close();
  return seen;
}

/** The warnings over pages of the web: a card or a sheet each, unfolded. */
export async function lookAtWarnings(stage: Stage, camera: Camera, urls: Record<string, string>): Promise<Seen[]> {
  const seen: Seen[] = [];
  const page = await stage.open('about:blank');
  await page.setViewport(NARROW, 640);
  for (const [screen, url] of Object.entries(urls)) {
    await page.goto(url);
    const ui: ClosedUi = await page.waitForWarning();
    // It slides in, and half way there nothing is where it will be.
    await ui.evaluate((root) => Promise.all(root.getAnimations().map((move) => move.finished)).then(() => null));
    const one = (await ui.evaluate(look as unknown as (root: ShadowRoot) => object)) as Look;
    await camera.take(page, screen, one);
    seen.push([screen, one]);
  }
  await page.close();
  return seen;
}
