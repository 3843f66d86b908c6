import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type BrowserDriver,
  browsersUnderTest,
  type ExtensionApi,
  launch,
  type Sites,
  serveSites,
} from './driver/index.ts';

declare const browser: ExtensionApi;

describe.each(browsersUnderTest())('the extension in %s', (name) => {
  let sites: Sites;
  let driver: BrowserDriver;

  beforeAll(async () => {
    sites = await serveSites({
      'quiet.test': {
        pages: { '/': '<!doctype html><title>Quiet</title><h1>Rain</h1><p id="p">It rains on the hills.' },
      },
    });
    driver = await launch(name, { sites });
  });

  afterAll(async () => {
    await driver?.close();
    await sites?.close();
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
