import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import {
  type BrowserDriver,
  browsersUnderTest,
  type ExtensionApi,
  launch,
  type PageDriver,
  poll,
  type Sites,
  serveSites,
  waitForAssessment,
} from './driver/index.ts';
import { tellsWhy } from './support.ts';

declare const browser: ExtensionApi;

const LENDER = 'https://sunny-quick-cash.test/contacts';

describe.each(browsersUnderTest())('the extension in %s', (name) => {
  let sites: Sites;
  let driver: BrowserDriver;

  beforeAll(async () => {
    sites = await serveSites({
      ...DEMO_SITES,
      'quiet.test': {
        pages: { '/': '<!doctype html><title>Quiet</title><h1>Rain</h1><p id="p">It rains on the hills.' },
      },
    });
    driver = await launch(name, {
      sites,
      openBefore: [LENDER],
      extraArgs: name === 'chromium' ? ['--enable-blink-features=ContactsManager'] : [],
    });
  });

  afterAll(async () => {
    await driver?.close();
    await sites?.close();
  });

  it('comes into the tabs that were open before it', async () => {
    const [page] = driver.before as [PageDriver];
    await waitForAssessment(driver, page, ({ kind }) => kind !== 'none');
    await page.waitForWarning();
    if (name === 'chromium') {
      // It has nobody to pick from, and says so by an error where it is reached.
      await page.evaluate(() => document.querySelector<HTMLElement>('#pick')?.click());
      await page.waitFor(() => document.querySelector('#outcome')?.textContent === 'Nobody was added.');
      await poll('the reason', 5_000, () => tellsWhy(page));
    }
    await page.close();
  });

  it('loads and answers with its id', async () => {
    expect(await driver.extension.evaluate(() => browser.runtime.id)).toBe(driver.extension.id);
  });

  it('opens pages of any host over http and https', async () => {
    const page = await driver.open('https://quiet.test/');
    expect(await page.evaluate(() => document.querySelector('h1')?.textContent)).toBe('Rain');
    expect(await page.evaluate(() => isSecureContext)).toBe(true);
    await page.goto('http://quiet.test/');
    expect(await page.evaluate(() => location.href)).toBe('http://quiet.test/');
    expect(page.tabId).toBeGreaterThan(0);
    expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([1280, 800]);
    expect(await driver.extension.badgeText(page.tabId)).toBe('');
    await page.close();
  });

  it('opens a page of its own', async () => {
    const page = await driver.openExtensionPage('manifest.json');
    expect(await page.evaluate(() => JSON.parse(document.body.textContent ?? '').default_locale)).toBe('en');
    await page.close();
  });

  it('can be left without its background', async () => {
    await driver.killBackground();
    expect(await driver.backgroundRuns()).toBe(false);
    expect(await driver.workerStarts()).toBe(1);
  });

  it('leaves no errors', async () => {
    expect(await driver.extension.errors()).toEqual([]);
  });
});
