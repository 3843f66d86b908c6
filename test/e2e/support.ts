import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type BrowserDriver,
  type BrowserName,
  browsersUnderTest,
  type ClosedUi,
  type ExtensionApi,
  type LaunchOptions,
  launch,
  type PageDriver,
  poll,
  type Site,
  type Sites,
  serveSites,
} from './driver/index.ts';

declare const browser: ExtensionApi;

/** What the tests of one suite share: a browser with the extension, the sites it can reach, and the tabs of one test. */
export interface Stage {
  readonly name: BrowserName;
  readonly driver: BrowserDriver;
  readonly sites: Sites;
  /** Opens a tab that is closed after the test. */
  open(url: string): Promise<PageDriver>;
}

export interface StageOptions extends Omit<LaunchOptions, 'sites'> {
  sites: Record<string, Site>;
  /** Only these browsers. */
  only?: BrowserName[];
  /** Settings of the user before the first page, as the extension stores them. */
  settings?: object;
}

/** Writes settings as the settings page would. */
export async function setSettings(driver: BrowserDriver, settings: object): Promise<void> {
  await driver.extension.evaluate((chosen) => browser.storage.local.set({ settings: chosen }), settings);
}

/**
 * Describes the same behaviour in every browser under test: one browser for the suite, tabs closed after each test, and
 * at the end no error left unhandled in the extension's scripts.
 */
export function describeInBrowsers(title: string, options: StageOptions, tests: (stage: Stage) => void): void {
  const { sites: map, only, settings, ...launchOptions } = options;
  const names = browsersUnderTest().filter((name) => only?.includes(name) ?? true);
  // Shown as skipped, and not left out in silence.
  if (names.length === 0) describe.skip(title, () => it(`runs in ${only?.join(', ')} only`, () => undefined));
  describe.each(names)(`${title} (%s)`, (name) => {
    let driver: BrowserDriver | undefined;
    let sites: Sites | undefined;
    const opened: PageDriver[] = [];
    const running = <T>(part: T | undefined): T => {
      if (!part) throw new Error('The browser is not running.');
      return part;
    };

    beforeAll(async () => {
      sites = await serveSites(map);
      driver = await launch(name, { ...launchOptions, sites });
      if (settings) await setSettings(driver, settings);
    });
    afterEach(async () => {
      for (const page of opened.splice(0)) if (!page.raw.isClosed()) await page.close();
    });
    afterAll(async () => {
      await driver?.close();
      await sites?.close();
    });

    tests({
      name,
      get driver() {
        return running(driver);
      },
      get sites() {
        return running(sites);
      },
      async open(url) {
        const page = await running(driver).open(url);
        opened.push(page);
        return page;
      },
    });

    it('leaves no unhandled error', async () => {
      expect(await running(driver).extension.errors()).toEqual([]);
    });
  });
}

/**
 * Clicks a control until `done` is true: our dialogs take no answer in their first half second, since such a click was
 * meant for what stood there before.
 */
export async function answer(ui: ClosedUi, name: string, done: () => Promise<boolean>): Promise<void> {
  await poll(`an effect of “${name}”`, 5_000, async () => {
    if (await done()) return true;
    // The control is gone once the click has worked.
    await ui.click(name).catch(() => undefined);
    return done();
  });
}

/** Everything that the extension keeps on disk, as one text: all IndexedDB records and `storage.local`. */
export function keptOnDisk(driver: BrowserDriver): Promise<string> {
  return driver.extension.evaluate(async () => {
    const settle = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const kept: unknown[] = [await browser.storage.local.get(null)];
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue;
      const database = await settle(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        kept.push(await settle(database.transaction(store).objectStore(store).getAll()));
      }
      database.close();
    }
    return JSON.stringify(kept);
  });
}

/** Loads Chromium's extension anew, as an update does: its scripts in a page that is open reach nobody from then on. */
export async function cutOff({ extension }: BrowserDriver, page: PageDriver): Promise<void> {
  const probe = extension.url('manifest.json');
  await extension.evaluate(() => void setTimeout(() => browser.runtime.reload(), 0));
  await poll('the extension to unload', 10_000, () =>
    page.raw
      .browser()
      .targets()
      .every((target) => target.url() !== probe),
  );
}

/** Whether a page shows our word that it was refused people's data. */
export async function tellsWhy(page: PageDriver): Promise<boolean> {
  const texts = await Promise.all((await page.closedUis()).map((ui) => ui.text()));
  return texts.some((text) => text.includes('Reload the page to be asked.'));
}
