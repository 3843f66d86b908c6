import type { Bench } from '../../scripts/bench.ts';
import { type BrowserDriver, launch, type PageDriver, serveSites } from '../e2e/driver/index.ts';
import { type OwnTasks, ownTasks } from './own-tasks.ts';

/** How long a page that never rests is watched, in milliseconds. */
const WATCHED = 8_000;
/** What the browser itself calls a long task. */
const LONG_TASK = 50;

const FILLER = '<p>The heron stood in the reeds until the light had gone, and nobody saw it leave.</p>';
const APPLICATION = `<h1>Apply for a personal loan</h1><form><label>Loan amount <input name="amount"></label>
  <label>Repayment term <input name="term"></label><label>National ID number <input name="id_no"></label>
  <label>Mobile number <input name="mobile"></label><button>Submit loan application</button></form>`;

/** A thousand changes a second: ten rows in every hundredth of it. */
const restless = (
  content: string,
) => `<!doctype html><html lang="en"><title>Restless</title><ul id="list"></ul>${content}<script>
  const list = document.getElementById('list');
  let changes = 0;
  setInterval(() => {
    for (let at = 0; at < 10; at += 1) {
      const row = document.createElement('li');
      row.textContent = 'row ' + changes++;
      list.append(row);
      if (list.children.length > 50) list.firstChild.remove();
    }
  }, 10);
</script>`;

const giant = (content: string) =>
  `<!doctype html><html lang="en"><title>Giant</title><body>${APPLICATION}<div hidden>${content}</div>`;

const PAGES: Record<string, string> = {
  '/quiet': restless(FILLER.repeat(300)),
  '/lender': restless(APPLICATION + FILLER.repeat(300)),
  '/ten-megabytes': giant(FILLER.repeat(Math.round(10_000_000 / FILLER.length))),
  '/million-nodes': giant('<b></b>'.repeat(1_000_000)),
};

const told = (page: PageDriver): Promise<unknown> => page.waitForWarning(60_000);

async function watched(driver: BrowserDriver, path: string): Promise<OwnTasks> {
  const page = await driver.open('about:blank');
  try {
    await page.goto(`https://busy.test${path}`);
    // What the inspector costs to come is another matter: it comes once.
    if (path === '/lender') await told(page);
    return await ownTasks(page.raw, () => new Promise((resolve) => setTimeout(resolve, WATCHED)));
  } finally {
    await page.close();
  }
}

async function readOnce(driver: BrowserDriver, path: string): Promise<OwnTasks> {
  const page = await driver.open('about:blank');
  try {
    return await ownTasks(page.raw, async () => {
      await page.goto(`https://busy.test${path}`);
      await told(page);
    });
  } finally {
    await page.close();
  }
}

/** What the built extension takes of the main thread, by the browser's own trace: no other load can blur it. */
export async function benches(): Promise<Bench[]> {
  const sites = await serveSites({ 'busy.test': { pages: PAGES } });
  const driver = await launch('chromium', { sites });
  try {
    const found: Bench[] = [];
    for (const [path, what] of [
      ['/quiet', 'an ordinary page'],
      ['/lender', 'a lender’s page'],
    ] as const) {
      const { busy, wall } = await watched(driver, path);
      const name = `share of the main thread on ${what} with 1,000 changes a second`;
      found.push({ name, ours: busy, peer: wall, unit: 'ms', ratio: busy / wall, goal: 0.01, ok: busy <= wall / 100 });
    }
    for (const [path, what] of [
      ['/ten-megabytes', '10 MB'],
      ['/million-nodes', 'a million nodes'],
    ] as const) {
      const { longest } = await readOnce(driver, path);
      const ratio = longest / LONG_TASK;
      const name = `longest task on a lender’s page of ${what}, beside what counts as long`;
      found.push({ name, ours: longest, peer: LONG_TASK, unit: 'ms', ratio, goal: 1, ok: ratio <= 1 });
    }
    return found;
  } finally {
    await driver.close();
    await sites.close();
  }
}
