import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { type ExtensionApi, poll, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers, setSettings } from './support.ts';

declare const browser: ExtensionApi;

describeInBrowsers('the scores of open pages', { sites: DEMO_SITES }, (stage) => {
  const kept = (tab: number): Promise<boolean> =>
    stage.driver.extension.evaluate(async (name) => name in (await browser.storage.session.get(null)), `debug:${tab}`);

  it('are kept and shown only while the user wants to see them', async () => {
    const page = await stage.open('https://sunny-quick-cash.test/apply');
    await waitForAssessment(stage.driver, page);
    expect(await kept(page.tabId)).toBe(false);

    await setSettings(stage.driver, { debug: true });
    await poll('the contributions to be kept', 10_000, () => kept(page.tabId));
    const dashboard = await stage.driver.openDashboard('debug');
    await dashboard.waitFor(() => document.querySelectorAll('main tbody tr').length > 3);
    const text = await dashboard.evaluate(() => document.querySelector('main')?.textContent ?? '');
    expect(text).toContain('sunny-quick-cash.test');
    expect(text).toContain('Loan application, score ');
    const rows = await dashboard.evaluate(() =>
      [...document.querySelectorAll('main tbody tr')].map((row) =>
        [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? ''),
      ),
    );
    expect(rows.map(([, name]) => name)).toContain('bias');
    // The products of the first score add up to its odds.
    const parts = rows.filter(([to]) => to === 'Lending').map((cells) => Number(cells[4]));
    const lending = Number(/lending (0\.\d{3}|1\.000)/i.exec(text)?.[1]);
    const sum = parts.reduce((all, part) => all + part, 0);
    expect(Math.abs(1 / (1 + Math.exp(-sum)) - lending)).toBeLessThan(0.01);
    await dashboard.close();

    await setSettings(stage.driver, { debug: false });
    await poll('the contributions to be forgotten', 10_000, async () => !(await kept(page.tabId)));
  });

  it('go with the tab', async () => {
    await setSettings(stage.driver, { debug: true });
    const page = await stage.open('https://sunny-quick-cash.test/apply');
    await waitForAssessment(stage.driver, page);
    await poll('the contributions to be kept', 10_000, () => kept(page.tabId));
    const tab = page.tabId;
    await page.close();
    await poll('the contributions to be forgotten', 10_000, async () => !(await kept(tab)));
  });
});
