import { GUARD_SCRIPTS } from '../../../lib/contacts/guard/registration.ts';
import type { BrowserDriver, ExtensionApi, PageDriver, Site } from '../driver/index.ts';
import type { Attack } from './attacks.ts';
import { type Person, startFakePicker } from './fake-picker.ts';
import { makeTools } from './tools.ts';

declare const browser: ExtensionApi;

export const PAGE = 'https://lender.test/';

/** Answers `/stall` with a document of which no byte ever comes, which no plain server of the driver can. */
const WORKER = `
addEventListener('install', () => skipWaiting());
addEventListener('fetch', (event) => {
  if (new URL(event.request.url).pathname !== '/stall') return;
  const headers = { 'content-type': 'text/html', 'x-content-type-options': 'nosniff' };
  event.respondWith(new Response(new ReadableStream({}), { headers }));
});`;

/** As a page's first script, keeps what the platform prints for `select`; a flag may have taken the picker away. */
const FIRST = `window.first = window.ContactsManager ? Function.prototype.toString.call(ContactsManager.prototype.select) : ''`;

export const SITES: Record<string, Site> = {
  'lender.test': {
    pages: {
      '/': `<!doctype html><script>${FIRST}</script><title>Lender</title><button id="call">Call</button>`,
      '/first.xhtml': {
        headers: { 'content-type': 'application/xhtml+xml' },
        body: `<html xmlns="http://www.w3.org/1999/xhtml"><head><script>${FIRST}</script></head><body/></html>`,
      },
      '/first.svg': {
        headers: { 'content-type': 'image/svg+xml' },
        body: `<svg xmlns="http://www.w3.org/2000/svg"><script>${FIRST}</script></svg>`,
      },
      '/eager': `<!doctype html><title>Eager</title><script>
        navigator.contacts.select(['name']).catch((error) => {
          document.documentElement.dataset.result = error.name + ': ' + error.message;
        });
      </script>`,
      '/child': '<!doctype html><title>Child</title><p>child',
      '/picture.svg': {
        headers: { 'content-type': 'image/svg+xml' },
        body: '<svg xmlns="http://www.w3.org/2000/svg"/>',
      },
      '/worker.js': { headers: { 'content-type': 'text/javascript' }, body: WORKER },
    },
  },
  'other.test': { pages: { '/': '<!doctype html><title>Other</title><p>other' } },
};

export const FLAGS = ['--enable-blink-features=ContactsManager,MojoJS,MojoJSTest', '--disable-popup-blocking'];

/** The people of the fake picker. */
export const PEOPLE: Person[] = [
  { name: ['Ana Reyes'], tel: ['+63 900 000 0001', '+63 900 000 0002'] },
  { name: ['Bo Lim'], email: [], tel: [] },
];

/** What came of a call. */
export interface Outcome {
  /** `resolved` with the contacts, or `rejected` with the error. */
  result: string;
  /** Argument bits of the calls that reached the platform. */
  reached: number[];
}

/** Waits until the browser has the guard registered. */
export async function guarded(driver: BrowserDriver): Promise<void> {
  const wanted = GUARD_SCRIPTS.map(({ id }) => id);
  await driver.extension.waitFor(
    async (ids: string[]) => (await browser.scripting.getRegisteredContentScripts({ ids })).length === ids.length,
    10_000,
    wanted,
  );
}

/** Sets the answer of the tester in the place of the user and empties the log. */
export const answerWith = (driver: BrowserDriver, answer: string): Promise<void> =>
  driver.extension.evaluate((given) => browser.storage.local.set({ answer: given, log: [] }), answer);

/** What the tester was asked, one entry a question. */
export const questions = async (driver: BrowserDriver): Promise<string[]> =>
  (await driver.extension.evaluate(() => browser.storage.local.get('log'))).log as string[];

/** Opens the page anew, with the fake picker in place unless `real`. */
export async function fresh(page: PageDriver, { real = false } = {}): Promise<void> {
  await page.goto(PAGE);
  await page.raw.evaluate(`window.tools = (${makeTools})(); window.reached = [];`);
  if (!real) await page.raw.evaluate(`window.reached = (${startFakePicker})(${JSON.stringify(PEOPLE)})`);
}

/** Runs code in the page within a click of the user, and gives what its promise comes to. */
export async function inClick(page: PageDriver, code: string): Promise<Outcome> {
  await page.raw.bringToFront();
  await page.raw.evaluate(`{
    window.result = undefined;
    const tell = (text) => { window.result = text; };
    document.getElementById('call').onclick = async () => {
      try { tell('resolved ' + JSON.stringify(await (${code}))); }
      catch (error) { tell('rejected ' + error?.name + ': ' + error?.message); }
    };
  }`);
  await page.click('#call');
  await page.waitFor(() => (window as never as { result?: string }).result !== undefined);
  return (await page.raw.evaluate('({ result: window.result, reached: window.reached.slice() })')) as Outcome;
}

/** Takes a `select` in one click of the user and calls it in the next, on the page's own manager. */
export async function attack(page: PageDriver, take: Attack): Promise<Outcome> {
  await fresh(page);
  if (String(take).includes('/stall')) {
    await page.raw.evaluate(
      `navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready.then(() => 0))`,
    );
  }
  const taking = await inClick(page, `(async () => { window.select = await (${take})(tools); })()`);
  if (taking.result !== 'resolved undefined') return taking;
  return inClick(page, `select.call(navigator.contacts, ['name', 'tel'], { multiple: true })`);
}
