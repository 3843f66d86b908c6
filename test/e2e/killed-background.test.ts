import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { type ExtensionApi, poll, readTab, waitForAssessment } from './driver/index.ts';
import { answer, describeInBrowsers, keptOnDisk } from './support.ts';

declare const browser: ExtensionApi;

const LENDER = 'https://sunny-quick-cash.test';

describeInBrowsers('a background killed between any two steps', { sites: DEMO_SITES }, (stage) => {
  // The first test, since the tabs of another one tell the background when they close.
  it('is not woken by anything but a page that may be lending', async () => {
    const { driver } = stage;
    await driver.killBackground();
    const starts = await driver.workerStarts();
    const page = await stage.open('https://harbour-gazette.test/soup');
    await page.goto('https://harbour-gazette.test/nowhere');
    await page.goto('about:blank');
    await page.close();
    expect(await driver.backgroundRuns()).toBe(false);
    expect(await driver.workerStarts()).toBe(starts);
  });

  it('watches the listed hosts again that a killed background had not come to', async () => {
    const { driver } = stage;
    const watched = (): Promise<boolean> =>
      driver.extension.evaluate(async () => {
        const scripts = await browser.scripting.getRegisteredContentScripts({ ids: ['listed'] });
        return scripts.length > 0;
      });
    await driver.killBackground();
    // What a kill between installation and registration leaves behind.
    await driver.extension.evaluate(async () => {
      // It may not have come to the registration before an earlier test ended it.
      await browser.scripting.unregisterContentScripts({ ids: ['listed'] }).catch(() => undefined);
      return true;
    });
    expect(await watched()).toBe(false);
    const page = await stage.open(`${LENDER}/apply`);
    await page.waitForWarning();
    await poll('the listed hosts to be watched again', 10_000, watched);
    await page.close();
  });

  it('keeps warning, answering and remembering', async () => {
    const { driver } = stage;
    await driver.killBackground();

    const page = await stage.open(`${LENDER}/apply`);
    const ui = await page.waitForWarning();
    const before = await waitForAssessment(driver, page);
    await poll('the badge', 5_000, async () => (await readTab(driver, page)).badge === '!');
    await driver.killBackground();
    expect((await readTab(driver, page)).assessment).toEqual(before);

    const popup = await driver.openPopup(page);
    await popup.waitFor(() => document.querySelector('.rf-verdict details') !== null);
    expect(await popup.text()).not.toContain('Nothing here looks like');
    await popup.close();
    await driver.killBackground();

    await answer(ui, 'Close', async () => (await page.warning()) === null);
    await driver.killBackground();

    await page.goto(`${LENDER}/apply`);
    await waitForAssessment(driver, page, ({ at }) => at > before.at);
    expect(await page.warning()).toBeNull();
    await driver.killBackground();

    await page.goto('https://dompet-cerah.test/apply');
    await page.waitForWarning();
    await driver.killBackground();

    const dashboard = await driver.openDashboard();
    await dashboard.waitFor(() => document.querySelector('main')?.textContent?.includes('dompet-cerah.test'));
    await dashboard.close();
    expect(await keptOnDisk(driver)).toContain('sunny-quick-cash.test');
  });
});
