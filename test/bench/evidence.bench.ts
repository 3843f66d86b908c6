import type { Bench } from '../../scripts/bench.ts';
import type { BrowserDriver, PageDriver } from '../e2e/driver/index.ts';
import { savedEvents, saveEvents } from '../e2e/saved-events.ts';
import { beside, withFewAndMany } from './few-and-many.ts';

const MANY = 10_000;
const FEW = 100;
const ROUNDS = 7;
// Newest of all entries: a fixed moment, so that each run draws the same.
const NEWEST = Date.UTC(2026, 10, 1);

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

interface Opened {
  page: PageDriver;
  /** Milliseconds from the start of the navigation to the frame in which the first entries were drawn. */
  first: number;
  /** The longest task from then until the log was read and checked, in milliseconds; 0 where none reached 50. */
  longest: number;
}

async function openLog(driver: BrowserDriver): Promise<Opened> {
  const page = await driver.open();
  await page.raw.evaluateOnNewDocument(() => {
    const seen = { first: 0, longest: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      // What comes before is the start of the page, which is the same with ten entries.
      const later = list.getEntries().filter((entry) => seen.first > 0 && entry.startTime >= seen.first);
      for (const entry of later) seen.longest = Math.max(seen.longest, entry.duration);
    }).observe({ type: 'longtask' });
    const look = () => {
      if (!document.querySelector('.rf-evidence-entry')) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      // A message sent from a frame comes after it was painted.
      port1.onmessage = () => {
        seen.first = performance.now();
      };
      return port2.postMessage(0);
    };
    requestAnimationFrame(look);
  });
  await page.goto(driver.extension.url('dashboard.html#evidence'));
  // Checked to the end: every entry on the page is marked, and the map is drawn.
  await page.waitFor(
    () =>
      document.querySelector('.rf-hours, .rf-hours-legend') && document.querySelector('.rf-evidence-entry .rf-info'),
    120_000,
  );
  const { first, longest } = await page.evaluate(
    () => (globalThis as unknown as { seen: { first: number; longest: number } }).seen,
  );
  return { page, first, longest };
}

/** The longest task, in milliseconds, while the page is scrolled to its end; 0 where none reached 50. */
function scrolling(page: PageDriver): Promise<number> {
  return page.evaluate(async () => {
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
    });
    observer.observe({ type: 'longtask' });
    scrollTo(0, 0);
    for (let frame = 0; frame < 120; frame++) {
      scrollBy(0, document.documentElement.scrollHeight / 110);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    for (const entry of observer.takeRecords()) longest = Math.max(longest, entry.duration);
    observer.disconnect();
    return longest;
  });
}

/** Milliseconds from the click that leads to an entry to the frame in which it stands there. */
function turning(page: PageDriver): Promise<number> {
  return page.evaluate(async () => {
    const buttons = [...document.querySelectorAll<HTMLElement>('main section > button')];
    const older = buttons.find((button) => button.textContent?.includes('older'));
    const before = document.querySelector('.rf-evidence-entry')?.id;
    if (!older) throw new Error('no older entries');
    const start = performance.now();
    older.click();
    while (document.querySelector('.rf-evidence-entry')?.id === before) await new Promise(requestAnimationFrame);
    const { port1, port2 } = new MessageChannel();
    const painted = new Promise((resolve) => {
      port1.onmessage = resolve;
    });
    requestAnimationFrame(() => port2.postMessage(0));
    await painted;
    return performance.now() - start;
  });
}

async function figures(few: BrowserDriver, many: BrowserDriver): Promise<Bench[]> {
  const times: { few: number[]; many: number[] } = { few: [], many: [] };
  const longest: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [driver, list] of [
      [few, times.few],
      [many, times.many],
    ] as const) {
      const opened = await openLog(driver);
      list.push(opened.first);
      if (driver === many) longest.push(opened.longest);
      await opened.page.close();
    }
  }
  const { page } = await openLog(many);
  const scrolled = [await scrolling(page), await scrolling(page), await scrolling(page)];
  const turned = [await turning(page), await turning(page), await turning(page)];
  return [
    beside('evidence: first entries of 10,000 beside 100', median(times.many), median(times.few), 1.3),
    beside('evidence: longest task while 10,000 are read and checked, median, beside 50 ms', median(longest), 50, 1),
    beside('evidence: longest task while scrolling, median of three, beside 50 ms', median(scrolled), 50, 1),
    beside('evidence: click on “older” to paint, median of three, beside 100 ms', median(turned), 100, 1),
  ];
}

/** The evidence log of the built extension with ten thousand entries, in a real Chromium. Goals are the issue's. */
export function benches(): Promise<Bench[]> {
  const save = async (driver: BrowserDriver, which: 'few' | 'many') =>
    saveEvents(driver, await savedEvents(which === 'few' ? FEW : MANY, NEWEST));
  return withFewAndMany('chromium', save, figures);
}
