import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { says } from './dashboard-page.ts';
import { browsersUnderTest, type PageDriver, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers } from './support.ts';

// The developer tools' own limit does not hold for extensions with `unlimitedStorage`; a small disk does.
const SIZE = '90m';

/** A disk in memory, or null where nobody lets us make one. */
async function smallDisk(): Promise<string | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = await mkdtemp(join(tmpdir(), 'ringfence-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder], { stdio: 'ignore' });
  if (status === 0) return folder;
  await rm(folder, { recursive: true });
  return null;
}

/** Adds an entry with a file of so many MB that no disk can pack tighter. */
async function addEntry(page: PageDriver, megabytes: number): Promise<void> {
  await page.evaluate((size) => {
    const input = document.querySelector<HTMLInputElement>('main input[type="file"]');
    if (!input) throw new Error('no field for files');
    const bytes = new Uint8Array(size * 1024 * 1024);
    for (let at = 0; at < bytes.length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    const transfer = new DataTransfer();
    if (size > 0) transfer.items.add(new File([bytes], `${size}.bin`));
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, megabytes);
  if (megabytes > 0) await says(page, `${megabytes}.bin`, 30_000);
  await page.click('main form button[type="submit"]');
}

const disk = browsersUnderTest().includes('chromium') ? await smallDisk() : null;
if (disk === null) {
  describe.skip('a full disk', () => it('needs Chromium and a root that may mount a small disk', () => undefined));
} else {
  describe('a small disk', () => {
    afterAll(async () => {
      spawnSync('umount', [disk], { stdio: 'ignore' });
      await rm(disk, { recursive: true });
    });
    const options = { sites: DEMO_SITES, only: ['chromium' as const], extraArgs: [`--user-data-dir=${disk}/profile`] };
    describeInBrowsers('a full disk', options, (stage) => {
      it('is told of, with the way to the export; what was kept stays, and the protection goes on', async () => {
        const page = await stage.driver.openDashboard('evidence');
        await page.waitFor(() => document.querySelector('main form') !== null);
        await addEntry(page, 40);
        await says(page, 'Entry 1 was added and sealed.', 30_000);
        await addEntry(page, 60);
        await says(page, 'There is no room left on this device, so this was not saved.', 30_000);
        expect(
          await page.evaluate(() => document.querySelector<HTMLAnchorElement>('form [role="alert"] a')?.hash),
        ).toBe('#backup');
        expect(await page.evaluate(() => document.querySelectorAll('article[id]').length)).toBe(1);

        const lender = await stage.open('https://sunny-quick-cash.test/apply');
        await waitForAssessment(stage.driver, lender);
        await lender.waitForWarning();
        await page.close();
      });
    });
  });
}
