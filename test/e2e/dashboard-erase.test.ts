import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { press } from './dashboard-page.ts';
import { type ExtensionApi, poll, waitForAssessment } from './driver/index.ts';
import { savedVisit, saveVisits } from './saved-visits.ts';
import { describeInBrowsers, keptOnDisk } from './support.ts';

declare const browser: ExtensionApi;

describeInBrowsers('erasing everything', { sites: DEMO_SITES }, (stage) => {
  it('leaves no database and no setting, though another dashboard is open, and the protection goes on', async () => {
    const other = await stage.driver.openDashboard();
    await other.waitFor(() => document.querySelector('.rf-notice, [role="grid"]') !== null);
    const now = Date.now();
    await saveVisits(
      stage.driver,
      Array.from({ length: 20 }, (_, index) => savedVisit(index, now)),
    );
    await stage.driver.extension.evaluate(() => browser.storage.local.set({ settings: { theme: 'dark' } }));
    expect(await keptOnDisk(stage.driver)).toContain('dana-dana-0.example');

    const page = await stage.driver.openDashboard('settings');
    await press(page, 'Erase everything');
    await press(page, 'Yes, erase');
    await page.waitFor(() => document.querySelector('main')?.textContent?.includes('Databases left: 0.'));
    expect(await keptOnDisk(stage.driver)).not.toMatch(/dana-dana-0|"dark"/);
    await page.close();
    await other.close();
    expect(
      await stage.driver.extension.evaluate(async () => Object.keys(await browser.storage.local.get(null))),
    ).not.toContain('settings');

    // And what comes after is kept as if new.
    const lender = await stage.open('https://sunny-quick-cash.test/apply');
    await waitForAssessment(stage.driver, lender);
    await poll('the new visit', 10_000, async () => (await keptOnDisk(stage.driver)).includes('sunny-quick-cash.test'));
    expect(await keptOnDisk(stage.driver)).not.toContain('dana-dana-0');
  });
});
