import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { poll, readTab, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers, keptOnDisk } from './support.ts';

describeInBrowsers('a private window', { sites: DEMO_SITES, privateWindows: true }, (stage) => {
  it('gets the same protection and leaves nothing on disk', async () => {
    const page = await stage.driver.openPrivate('https://dompet-cerah.test/apply');
    const assessment = await waitForAssessment(stage.driver, page);
    expect(assessment).toMatchObject({ kind: 'application', severity: 'caution' });
    await poll('the badge', 5_000, async () => (await readTab(stage.driver, page)).badge === '!');
    await page.waitForWarning();

    // A visit outside, begun after the private one, is on disk: the private one has had its time.
    const open = await stage.open('https://sunny-quick-cash.test/apply');
    await waitForAssessment(stage.driver, open);
    await poll('the open visit on disk', 5_000, async () =>
      (await keptOnDisk(stage.driver)).includes('sunny-quick-cash.test'),
    );
    expect(await keptOnDisk(stage.driver)).not.toContain('dompet-cerah.test');
    await page.close();
  });
});
