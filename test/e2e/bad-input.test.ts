import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { type ExtensionApi, poll, readTab, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers } from './support.ts';

declare const browser: ExtensionApi;

// "Never remember history" in Firefox makes every window private and leaves extensions without IndexedDB.
const forgetful = {
  sites: DEMO_SITES,
  only: ['firefox' as const],
  privateWindows: true,
  extraPrefs: { 'browser.privatebrowsing.autostart': true },
};

describeInBrowsers('a browser that never remembers', forgetful, (stage) => {
  it('is protected all the same', async () => {
    const page = await stage.open('https://sunny-quick-cash.test/apply');
    expect(await waitForAssessment(stage.driver, page)).toMatchObject({ kind: 'application', severity: 'caution' });
    await poll('the badge', 5_000, async () => (await readTab(stage.driver, page)).badge === '!');
    await page.waitForWarning();
  });

  it('says in the dashboard what cannot be kept', async () => {
    const dashboard = await stage.driver.openDashboard();
    await dashboard.waitFor(() => document.querySelector('main')?.textContent?.includes('The list cannot be kept'));
    await dashboard.close();
  });
});

describeInBrowsers('messages that fit no schema', { sites: DEMO_SITES }, (stage) => {
  it('are dropped, counted, and change nothing', async () => {
    const page = await stage.open('https://sunny-quick-cash.test/apply');
    const before = await waitForAssessment(stage.driver, page);
    const count = (): Promise<number> =>
      stage.driver.extension.evaluate(async () => {
        const key = 'dropped-messages';
        return ((await browser.storage.session.get(key))[key] as number | undefined) ?? 0;
      });
    const start = await count();
    const sent = await stage.driver.extension.evaluate(async () => {
      const junk = [
        null,
        7,
        'page-read',
        {},
        { type: 'odd' },
        { type: 'page-read', document: 5 },
        { type: 'trust-site' },
      ];
      // Nobody answers: that is the point.
      for (const message of junk) await browser.runtime.sendMessage(message).catch(() => undefined);
      return junk.length;
    });
    await poll('all to be counted', 5_000, async () => (await count()) === start + sent);
    expect((await readTab(stage.driver, page)).assessment).toEqual(before);
  });
});
