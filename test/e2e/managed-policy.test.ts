import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputFolder } from '../../scripts/build.ts';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { type BrowserName, browsersUnderTest, type ExtensionApi, poll, waitForAssessment } from './driver/index.ts';
import { packageWithId, whyNoPolicy, writePolicy } from './policy-file.ts';
import { describeInBrowsers, keptOnDisk, type Stage } from './support.ts';

declare const browser: ExtensionApi;

const POLICY = { recording: false, jurisdiction: 'KE', theme: 'dark', warnFrom: 'purple', retentionDays: 30 };
const hindrance = whyNoPolicy();

function tests(stage: Stage): void {
  it('reaches the extension', async () => {
    // Chromium checks it against the schema of the package and leaves out what does not fit.
    const read = await poll('the policy', 10_000, async () => {
      const managed = await stage.driver.extension.evaluate(() => browser.storage.managed.get());
      return 'recording' in managed && managed;
    });
    expect(read).toMatchObject({ recording: false, jurisdiction: 'KE', theme: 'dark', retentionDays: 30 });
  });

  it('stands above the choices, which cannot be changed, and says so', async () => {
    const page = await stage.driver.openDashboard('settings');
    await page.waitFor(() =>
      document.querySelector('main')?.textContent?.includes('Some of these are set by your organisation.'),
    );
    const fields = (): Promise<Record<string, [string, boolean]>> =>
      page.evaluate(() => {
        const all = [...document.querySelectorAll<HTMLSelectElement>('main select')];
        const entries = all.map((field): [string, [string, boolean]] => [
          document.querySelector(`label[for="${field.id}"]`)?.textContent ?? '',
          [field.value, field.disabled],
        ]);
        const box = document.querySelector<HTMLInputElement>('main input[type="checkbox"]');
        return Object.fromEntries([...entries, ['recording', [`${box?.checked}`, box?.disabled ?? false]]]);
      });
    await poll('the places', 5_000, async () => (await fields())['Where you live']?.[0] === 'KE');
    const seen = await fields();
    expect(seen['Where you live']).toEqual(['KE', true]);
    expect(seen.Colours).toEqual(['dark', true]);
    expect(seen['Forget a lender after']).toEqual(['30', true]);
    expect(seen.recording).toEqual(['false', true]);
    // A mistake in the policy decides nothing.
    expect(seen['Warn in the page']).toEqual(['caution', false]);
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.close();
  });

  it('holds: visits are not recorded, and the protection works', async () => {
    const page = await stage.open('https://sunny-quick-cash.test/apply');
    const found = await waitForAssessment(stage.driver, page);
    expect(found.jurisdiction.home).toBe('KE');
    await page.waitForWarning();
    expect(await keptOnDisk(stage.driver)).not.toContain('sunny-quick-cash.test');
    const list = await stage.driver.openDashboard();
    await list.waitFor(() => document.querySelector('main')?.textContent?.includes('Set by your organisation.'));
    expect(await list.evaluate(() => document.querySelector<HTMLButtonElement>('main [role="switch"]')?.disabled)).toBe(
      true,
    );
    await list.close();
  });
}

async function suite(name: BrowserName): Promise<void> {
  const keyed = name === 'chromium' ? await packageWithId(outputFolder('chrome')) : null;
  let clean: () => Promise<void> = async () => undefined;
  // Around the suite, whose browser reads the policy when it starts.
  describe(`presets (${name})`, () => {
    beforeAll(async () => {
      clean = await writePolicy(name, keyed?.id ?? 'ringfence@ringfence.example', POLICY);
    });
    afterAll(async () => {
      await clean();
      if (keyed) await rm(keyed.folder, { recursive: true });
    });
    const dir = keyed ? { extensionDir: keyed.folder } : {};
    describeInBrowsers('the policy of an organisation', { sites: DEMO_SITES, only: [name], ...dir }, tests);
  });
}

if (hindrance) {
  describe.skip('the policy of an organisation', () => it(`is not tested here: ${hindrance}`, () => undefined));
} else {
  for (const name of browsersUnderTest()) await suite(name);
}
