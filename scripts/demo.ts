import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type BrowserDriver,
  type BrowserName,
  type ExtensionApi,
  launch,
  type PageDriver,
  poll,
  serveSites,
  settledTab,
  type TabState,
} from '../test/e2e/driver/index.ts';
import { DEMO_PAGES, DEMO_SITES } from '../test/fixtures/demo-site/sites.ts';
import { buildPackages } from './build.ts';

/** The extension's own `browser`, in functions that run inside it. */
declare const browser: ExtensionApi;

const PICTURES = join(import.meta.dirname, '../docs/screenshots');

/** Pages whose picture the README shows. */
const PICTURED: Record<string, string> = {
  landing: 'landing',
  application: 'application',
  'contact import': 'danger',
  'application, Chinese': 'application-zh',
};

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return !process.env.CI;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

interface Row {
  page: string;
  kind: string;
  severity: string;
  contacts: string;
  badge: string;
  reasons: string;
}

function rowOf(page: string, { assessment, badge }: TabState): Row {
  return {
    page,
    kind: assessment?.kind ?? '–',
    severity: assessment?.severity ?? 'none',
    contacts: [...new Set(assessment?.contacts.map((request) => request.vector))].join(', ') || '–',
    badge: badge || '–',
    reasons: [...new Set(assessment?.reasons.map((reason) => reason.rule))].join(', ') || '–',
  };
}

function printTable(rows: Row[]): void {
  const columns = ['page', 'kind', 'severity', 'contacts', 'badge', 'reasons'] as const;
  const table = [Object.fromEntries(columns.map((name) => [name, name])) as unknown as Row, ...rows];
  const widths = columns.map((name) => Math.max(...table.map((row) => row[name].length)));
  for (const row of table)
    console.log(
      columns
        .map((name, at) => row[name].padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

/**
 * Goes on past the sheet that holds the page, clicks the page's own button and pictures the question on top of it. Only
 * Chromium has an address book to ask for.
 */
async function pictureQuestion(page: PageDriver, path: string): Promise<void> {
  await poll('the page to be free', 5_000, async () => {
    const sheet = await page.warning();
    if (sheet) await sheet.click('Go on anyway');
    return sheet === null;
  });
  await page.click('#pick');
  const question = await page.waitForWarning();
  await question.evaluate((root) => Promise.all(root.getAnimations().map((one) => one.finished)).then(() => true));
  await page.screenshot(path);
}

async function show(driver: BrowserDriver, keepOpen: boolean): Promise<void> {
  const picture = (name: string): string => join(PICTURES, `${driver.name}-${name}.png`);
  const rows: Row[] = [];
  for (const { name, url } of DEMO_PAGES) {
    const page = await driver.open(url);
    rows.push(rowOf(name, await settledTab(driver, page)));
    const pictured = PICTURED[name];
    if (pictured) await page.screenshot(picture(pictured));
    if (name === 'contact import' && driver.name === 'chromium') await pictureQuestion(page, picture('question'));
    if (name === 'privacy policy') {
      const popup = await driver.openPopup(page);
      await popup.waitFor(() => document.querySelectorAll('nav button, nav a').length > 0);
      await popup.screenshot(picture('popup'));
      await popup.close();
    }
    if (!keepOpen) await page.close();
  }
  const dashboard = await driver.openDashboard();
  await dashboard.waitFor(() => document.body.textContent?.includes('sunny-quick-cash.test'));
  await dashboard.screenshot(picture('dashboard'));
  printTable(rows);
  console.log(`Pictures are in ${PICTURES}.`);
}

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    headless: { type: 'boolean', default: !hasDisplay() },
    // Where the user of the demo lives: what is forbidden, and so what is a danger, depends on it.
    home: { type: 'string', default: 'ID' },
  },
});
if (values.browser !== 'chromium' && values.browser !== 'firefox') {
  console.error('--browser takes chromium or firefox.');
  process.exit(2);
}
const name: BrowserName = values.browser;
await buildPackages([name === 'chromium' ? 'chrome' : 'firefox']);
await mkdir(PICTURES, { recursive: true });
const sites = await serveSites(DEMO_SITES);
const driver = await launch(name, {
  sites,
  visible: !values.headless,
  // It has the guard of the address book registered.
  welcome: true,
  extraArgs: name === 'chromium' ? ['--enable-blink-features=ContactsManager'] : [],
});
try {
  await driver.extension.evaluate(
    (jurisdiction) => browser.storage.local.set({ settings: { jurisdiction } }),
    values.home,
  );
  console.log(`A user who lives in ${values.home}, in ${name}:\n`);
  await show(driver, !values.headless);
  if (!values.headless) {
    console.log('The browser stays open. Close it to end the demo.');
    await driver.whenClosed();
  }
} finally {
  await driver.close();
  await sites.close();
}
