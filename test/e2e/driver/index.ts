import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import type { BrowserDriver, BrowserName, LaunchOptions } from './types.ts';

export { readTab, settledTab, type TabState, waitForAssessment } from './contract.ts';
export { poll } from './poll.ts';
export {
  isBrowsersOwn,
  type LoggedRequest,
  type Site,
  type SiteRequest,
  type SiteResponse,
  type Sites,
  serveSites,
} from './sites.ts';
export type {
  BrowserDriver,
  BrowserName,
  ClosedUi,
  ExtensionApi,
  ExtensionDriver,
  LaunchOptions,
  PageDriver,
  PopupDriver,
} from './types.ts';

const OUTPUT = join(import.meta.dirname, '../../../.output');

const PACKAGES = { chromium: 'chrome-mv3', firefox: 'firefox-mv2' } as const;

/** Browsers that the suites run in: both, or the one that `RINGFENCE_BROWSER` names. */
export function browsersUnderTest(): BrowserName[] {
  const only = process.env.RINGFENCE_BROWSER;
  if (!only) return ['chromium', 'firefox'];
  if (only !== 'chromium' && only !== 'firefox') throw new Error(`RINGFENCE_BROWSER is ${only}: chromium or firefox.`);
  return [only];
}

/**
 * Starts a browser with the built extension. The package is copied first, so that a build that runs meanwhile cannot
 * change it under a running test. Throws if no browser is found or no package was built.
 */
export async function launch(name: BrowserName, options: LaunchOptions = {}): Promise<BrowserDriver> {
  const source = options.extensionDir === undefined ? join(OUTPUT, PACKAGES[name]) : options.extensionDir;
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'ringfence-')));
  const dir = source === null ? null : join(home, 'extension');
  if (source !== null && dir !== null && !existsSync(dir)) {
    await cp(source, dir, { recursive: true });
    for (const [path, text] of Object.entries(options.packageFiles ?? {})) await writeFile(join(dir, path), text);
  }
  const clean = async (): Promise<void> => {
    if (options.home === undefined) await rm(home, { recursive: true, force: true });
  };
  try {
    const driver = await (name === 'chromium' ? launchChromium(dir, options) : launchFirefox(dir, options));
    return {
      ...driver,
      close: async () => {
        await driver.close();
        await clean();
      },
    };
  } catch (error) {
    await clean();
    throw error;
  }
}
