import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { GUARD_SCRIPTS } from '../../lib/contacts/guard/registration.ts';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { guarded } from './contacts-guard/setup.ts';
import {
  type BrowserDriver,
  browsersUnderTest,
  type ExtensionApi,
  type LaunchOptions,
  launch,
  type PageDriver,
  poll,
  serveSites,
} from './driver/index.ts';
import { answer, keptOnDisk, tellsWhy } from './support.ts';

declare const browser: ExtensionApi;

const QUIET = 'https://harbour-gazette.test/soup';
const PAGE = 'https://sunny-quick-cash.test/contacts';
const PICKER = { extraArgs: ['--enable-blink-features=ContactsManager'] };
const PACKAGE = join(import.meta.dirname, '../../.output/chrome-mv3');
const IDS = GUARD_SCRIPTS.map(({ id }) => id);

/** The package as it is on Android: desktop Chromium says of itself that it is none. */
const onAndroid = async (): Promise<LaunchOptions> => {
  const own = await readFile(join(PACKAGE, 'background.js'), 'utf8');
  const claim = `chrome.runtime.getPlatformInfo = () => Promise.resolve({ os: 'android', arch: 'arm64' });\n`;
  return { packageFiles: { 'background.js': claim + own } };
};

const registered = (driver: BrowserDriver): Promise<number> =>
  driver.extension.evaluate(
    async (ids: string[]) => (await browser.scripting.getRegisteredContentScripts({ ids })).length,
    IDS,
  );

/** What an update of the extension does, or a kill before the registration. */
async function unregister(driver: BrowserDriver): Promise<void> {
  await guarded(driver);
  await driver.extension.evaluate(async (ids: string[]) => {
    await browser.scripting.unregisterContentScripts({ ids });
    return true;
  }, IDS);
}

/** Closes the page's warning and has the page call the picker. */
async function pick(page: PageDriver): Promise<void> {
  const card = await page.waitForWarning();
  await answer(card, 'Close', async () => (await page.warning()) === null);
  await page.click('#pick');
}

async function expectQuestion(page: PageDriver): Promise<void> {
  await pick(page);
  const question = await page.waitForWarning();
  await poll('the question', 5_000, async () => (await question.controls()).includes('Allow once'));
}

async function expectRefusal(page: PageDriver): Promise<void> {
  await pick(page);
  await page.waitFor(() => document.querySelector('#outcome')?.textContent === 'Nobody was added.');
  await poll('the notice', 10_000, () => tellsWhy(page));
}

describe.runIf(browsersUnderTest().includes('chromium'))('where the Contact Picker guard is registered', () => {
  const ends: (() => Promise<void>)[] = [];
  const start = async (options: LaunchOptions): Promise<BrowserDriver> => {
    const sites = await serveSites(DEMO_SITES);
    ends.push(() => sites.close());
    const driver = await launch('chromium', { sites, ...options });
    ends.unshift(() => driver.close());
    return driver;
  };
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  it('nowhere, in a browser without a picker: under 1,000 bytes run before a page', async () => {
    const driver = await start({ welcome: true });
    const dashboard = await driver.openDashboard();
    await dashboard.waitFor(() => document.querySelector('main') !== null);
    const page = await driver.open();
    const session = await page.raw.createCDPSession();
    const ran = new Map<string, number>();
    session.on('Debugger.scriptParsed', ({ url, length = 0 }) => {
      if (url.startsWith(driver.extension.url(''))) ran.set(url.slice(driver.extension.url('').length), length);
    });
    await session.send('Debugger.enable');
    await page.goto(QUIET);
    await poll('the gate', 10_000, () => ran.has('gate.js'));
    expect([...ran.keys()].sort()).toEqual(['contacts-refusal.js', 'contacts-refused.js', 'gate.js']);
    expect((ran.get('contacts-refusal.js') ?? 0) + (ran.get('contacts-refused.js') ?? 0)).toBeLessThan(1_000);

    // A page that claims to have been refused learns nothing by it, and brings nothing about.
    await page.evaluate(() => {
      const seen: string[] = [];
      new MutationObserver((all) => seen.push(...all.map(({ type }) => type))).observe(document, {
        childList: true,
        attributes: true,
        subtree: true,
      });
      (window as { seen?: string[] }).seen = seen;
      document.dispatchEvent(new Event('ringfence-refused'));
    });
    // A message of this page would have reached the worker before what the whole load of another brings about.
    await driver.open(QUIET);
    expect(await registered(driver)).toBe(0);
    expect(ran.has('contacts-notice.js')).toBe(false);
    expect(await page.evaluate(() => (window as { seen?: string[] }).seen)).toEqual([]);
  });

  it('from the welcome page on, wherever that page sees a picker', async () => {
    const driver = await start({ ...PICKER, welcome: true });
    await guarded(driver);
    await expectQuestion(await driver.open(PAGE));
  });

  it('for good: on the very page with which the browser is opened again', async () => {
    const home = await mkdtemp(join(tmpdir(), 'ringfence-home-'));
    ends.push(() => rm(home, { recursive: true, force: true }));
    const first = await start({ ...PICKER, home });
    expect(await registered(first)).toBe(0);
    await first.openDashboard();
    await guarded(first);
    await (await first.open(PAGE)).waitForWarning();
    await poll('the visit', 5_000, async () => (await keptOnDisk(first)).includes('sunny-quick-cash.test'));
    await ends.shift()?.();

    const second = await start({ ...PICKER, home, openBefore: [PAGE] });
    expect(second.extension.id).toBe(first.extension.id);
    await expectQuestion(second.before[0] as PageDriver);
    expect(await keptOnDisk(second)).toContain('sunny-quick-cash.test');
  });

  it('on Android from the installation on, and again after an update and after a kill', async () => {
    const driver = await start(await onAndroid());
    await guarded(driver);
    await unregister(driver);
    await driver.killBackground();
    expect(await registered(driver)).toBe(0);
    // Any page that wakes the worker.
    await driver.open(PAGE);
    await guarded(driver);
  });

  it('refuses and says so until then, and asks from the next page on', async () => {
    const driver = await start({ ...PICKER, welcome: true });
    await unregister(driver);
    const page = await driver.open(PAGE);
    await expectRefusal(page);
    await guarded(driver);
    await expectQuestion(await driver.open(PAGE));
  });

  it('wakes a killed worker to register it', async () => {
    const driver = await start({ ...PICKER, welcome: true });
    await unregister(driver);
    const page = await driver.open(PAGE);
    const card = await page.waitForWarning();
    await answer(card, 'Close', async () => (await page.warning()) === null);
    await driver.killBackground();
    await page.click('#pick');
    await page.waitFor(() => document.querySelector('#outcome')?.textContent === 'Nobody was added.');
    await guarded(driver);
  });

  it('in private windows too, and while the worker is dead', async () => {
    const driver = await start({ ...PICKER, welcome: true, privateWindows: true });
    await guarded(driver);
    await driver.killBackground();
    await expectQuestion(await driver.openPrivate(PAGE));
  });
});
