import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { poll, readTab, settledTab, waitForAssessment } from './driver/index.ts';
import { answer, describeInBrowsers, type Stage } from './support.ts';

const PAGE = 'https://sunny-quick-cash.test/apply';

/** Unfolds the rest of the card and trusts the site there. */
async function trustIn(page: Awaited<ReturnType<Stage['open']>>): Promise<void> {
  const ui = await page.waitForWarning();
  const offered = async (): Promise<boolean> => (await ui.controls()).includes('Trust this site');
  if (!(await offered())) await answer(ui, 'What this means and what to do', offered);
  await answer(ui, 'Trust this site', async () => (await page.warning()) === null);
}

describeInBrowsers('trusting a site', { sites: DEMO_SITES }, (stage) => {
  it('silences the warning, keeps silent after a reload, and can be taken back in the popup', async () => {
    const page = await stage.open(PAGE);
    await trustIn(page);
    await waitForAssessment(stage.driver, page, ({ severity }) => severity === 'none' || severity === 'info');
    await page.reload();
    const { assessment, badge } = await settledTab(stage.driver, page);
    expect(assessment?.kind).toBe('application');
    expect(['', 'i']).toContain(badge);
    expect(await page.warning()).toBeNull();

    const popup = await stage.driver.openPopup(page);
    await popup.waitFor(() => document.body.textContent?.includes('Stop trusting this site'));
    await popup.click('Stop trusting this site');
    await waitForAssessment(stage.driver, page, ({ severity }) => severity === 'caution');
    await popup.close();
    await poll('the badge', 5_000, async () => (await readTab(stage.driver, page)).badge === '!');
    await page.waitForWarning();
  });

  it('concerns that site only', async () => {
    const page = await stage.open(PAGE);
    await trustIn(page);
    const other = await stage.open('https://dompet-cerah.test/apply');
    await other.waitForWarning();
  });
});
