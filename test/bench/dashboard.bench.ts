import type { Bench } from '../../scripts/bench.ts';
import type { BrowserDriver, BrowserName, ExtensionApi, PageDriver } from '../e2e/driver/index.ts';
import { savedVisit, saveVisits } from '../e2e/saved-visits.ts';
import { beside, withFewAndMany } from './few-and-many.ts';

declare const browser: ExtensionApi;

const MANY = 100_000;
const FEW = 100;
const ROUNDS = 7;
const FRAME = 1000 / 60;
// Newest of all rows: a fixed moment, so that each run draws the same.
const NEWEST = Date.UTC(2026, 10, 1);

// Typed letter by letter, as people do, with everything taken away again in between.
const TYPED = ['dana', 'mkopo 9', 'cash peso', '99', 'kilat-', 'nothing like it', 'c', 'rupee 77'];

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;
}

// In Firefox a test can put nothing into a page of an extension before it runs; another page of the extension can watch.
async function firstRowsInFirefox(driver: BrowserDriver): Promise<number> {
  const [time, tab] = await driver.extension.evaluate(async () => {
    const { id } = await browser.tabs.create({ url: browser.runtime.getURL('dashboard.html') });
    const turn = () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(0);
      });
    const find = () =>
      browser.extension.getViews({ type: 'tab' }).find((one) => one.location.pathname === '/dashboard.html');
    // Timers of a page in the background are slowed down, messages are not.
    while (!find()) await turn();
    const view = find() as Window & typeof globalThis;
    const drawn = new Promise<number>((resolve) => {
      const look = () => {
        if (!view.document.querySelector('[data-index="0"]')) return view.requestAnimationFrame(look);
        const { port1, port2 } = new view.MessageChannel();
        port1.onmessage = () => resolve(view.performance.now());
        return port2.postMessage(0);
      };
      view.requestAnimationFrame(look);
    });
    return [await drawn, id] as const;
  });
  await driver.extension.evaluate((id) => browser.tabs.remove(id ?? -1), tab ?? null);
  return time;
}

/** Milliseconds from the start of the navigation to the frame in which the first rows were drawn. */
async function firstRows(driver: BrowserDriver): Promise<number> {
  if (driver.name === 'firefox') return firstRowsInFirefox(driver);
  const page = await driver.open();
  await page.raw.evaluateOnNewDocument(() => {
    const look = () => {
      if (!document.querySelector('[data-index="0"]')) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      // A message sent from a frame comes after it was painted.
      port1.onmessage = () => Object.assign(globalThis, { firstRows: performance.now() });
      return port2.postMessage(0);
    };
    requestAnimationFrame(look);
  });
  await page.goto(driver.extension.url('dashboard.html'));
  const time = await page.waitFor(() => (globalThis as { firstRows?: number }).firstRows, 60_000);
  await page.close();
  return time as number;
}

async function openWhole(driver: BrowserDriver, total: number): Promise<PageDriver> {
  const page = await driver.openDashboard();
  await page.waitFor(
    (count) => document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') === `${count + 1}`,
    120_000,
    total,
  );
  return page;
}

/** Milliseconds from each key's event to the painted result. */
async function keystrokes(page: PageDriver): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { times });
    document.querySelector('input[type="search"]')?.addEventListener('input', (event) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(performance.now() - event.timeStamp);
        port2.postMessage(0);
      });
    });
  });
  await page.click('input[type="search"]');
  let typed = 0;
  const key = async (name: string): Promise<void> => {
    await page.press(name);
    typed++;
    await page.waitFor((count) => (globalThis as unknown as { times: number[] }).times.length >= count, 10_000, typed);
  };
  for (const text of TYPED) {
    for (const char of text) await key(char);
    for (const _ of text) await key('Backspace');
  }
  return page.evaluate(() => (globalThis as unknown as { times: number[] }).times);
}

/** The median time of reading all rows and filtering them, without drawing anything. */
function plainFilter(page: PageDriver): Promise<number> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('ringfence');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const times: number[] = [];
    for (const text of ['dana', 'mkopo', '99']) {
      const start = performance.now();
      const rows = await new Promise<{ name: string; host: string; lastVisit: number }[]>((resolve, reject) => {
        const request = database.transaction('visits').objectStore('visits').getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      rows
        .filter(({ name, host }) => `${name}\n${host}`.toLowerCase().includes(text))
        .sort((a, b) => b.lastVisit - a.lastVisit);
      times.push(performance.now() - start);
    }
    database.close();
    return times.sort((a, b) => a - b)[1] ?? Number.NaN;
  });
}

/**
 * The longest stretch, in milliseconds, in which the page was not free while the list was scrolled for two seconds: the
 * longest task where the browser tells of those (0 where none reached 50), else the longest wait of a message, painting
 * included.
 */
function scrolling(page: PageDriver): Promise<number> {
  return page.evaluate(async () => {
    let longest = 0;
    const tellsTasks = PerformanceObserver.supportedEntryTypes.includes('longtask');
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
    });
    const { port1, port2 } = new MessageChannel();
    let last = performance.now();
    if (tellsTasks) observer.observe({ type: 'longtask' });
    else {
      port1.onmessage = () => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        port2.postMessage(0);
      };
      port2.postMessage(0);
    }
    const list = document.querySelector('.rf-visits-scroll');
    if (!list) throw new Error('no list');
    for (let frame = 0; frame < 120; frame++) {
      list.scrollTop += frame % 3 === 0 ? 40_000 : 700;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    for (const entry of tellsTasks ? observer.takeRecords() : []) longest = Math.max(longest, entry.duration);
    observer.disconnect();
    port1.close();
    return longest;
  });
}

async function saveMany(driver: BrowserDriver, total: number): Promise<void> {
  const visits = Array.from({ length: total }, (_, index) => ({ row: savedVisit(index, NEWEST).row, entries: [] }));
  await saveVisits(driver, visits);
}

async function figures(few: BrowserDriver, many: BrowserDriver): Promise<Bench[]> {
  const times: { few: number[]; many: number[] } = { few: [], many: [] };
  for (let round = 0; round < ROUNDS; round++) {
    times.few.push(await firstRows(few));
    times.many.push(await firstRows(many));
  }
  const page = await openWhole(many, MANY);
  const typed = quantile(await keystrokes(page), 0.95);
  // Before the peer, whose hundred thousand rows have to be collected as garbage.
  const longest: number[] = [];
  for (let round = 0; round < 3; round++) longest.push(await scrolling(page));
  const plain = await plainFilter(page);
  const named = (what: string) => `dashboard${many.name === 'firefox' ? ' in Firefox' : ''}: ${what}`;
  return [
    beside(named('first rows of 100,000 beside 100'), quantile(times.many, 0.5), quantile(times.few, 0.5), 1.3),
    beside(named('keystroke to paint, 95th percentile, beside two frames'), typed, 2 * FRAME, 1),
    beside(named('keystroke to paint beside getAll and filter without painting'), typed, plain, 1),
    beside(named('longest task while scrolling, median of three, beside 50 ms'), quantile(longest, 0.5), 50, 1),
  ];
}

const measure = (name: BrowserName): Promise<Bench[]> =>
  withFewAndMany(name, (driver, which) => saveMany(driver, which === 'few' ? FEW : MANY), figures);

/** The dashboard of the built extension with a hundred thousand visits, in real browsers. Goals are the issue's. */
export async function benches(): Promise<Bench[]> {
  return [...(await measure('chromium')), ...(await measure('firefox'))];
}
