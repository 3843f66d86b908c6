import { readFile, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { expect } from 'vitest';
import { compileList, type PlatformRecord } from '../../lib/platforms/index.ts';
import { type KeyFile, newKey, publish, signFolder } from '../../scripts/lib/data/publish.ts';
import { tempFolder } from '../temp-folder.ts';
import { type ExtensionApi, type PageDriver, poll, type Site, waitForAssessment } from './driver/index.ts';
import type { Stage } from './support.ts';

declare const browser: ExtensionApi;

/** A lender of the demo sites that no list of ours knows. */
export const LENDER = 'sunny-quick-cash.test';

const DAY = 86_400_000;

/** The ISO day so many days from today. */
export const day = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** A lender on a warning list, with these hosts. */
export function listedLender(domains: string[]): PlatformRecord {
  return {
    id: 'id-sunny-quick-cash',
    name: 'Sunny Quick Cash',
    aliases: [],
    jurisdiction: 'ID',
    domains,
    android: [],
    ios: [],
    developers: [],
    licences: [],
    packageUnmatched: [],
    notLender: false,
    held: '',
    note: '',
    evidence: [
      {
        source: 'A consumer group’s list',
        url: 'https://group.example/list',
        date: day(-30),
        says: 'On the list of lenders to stay away from',
        confidence: 'verified',
        kind: 'warning-list',
        status: 'illegal-listed',
      },
    ],
    matchNames: [],
  };
}

/** A list that the tests publish, as `npm run data -- build --publish` and `sign` do. */
export class PublishedList {
  readonly folder: string;
  readonly key: KeyFile;
  readonly #id: string;
  version = 0;

  static async create(id: string): Promise<PublishedList> {
    return new PublishedList(id, await tempFolder(), await newKey());
  }

  private constructor(id: string, folder: string, key: KeyFile) {
    this.#id = id;
    this.folder = folder;
    this.key = key;
  }

  /** Publishes an edition with these records, of the next version where none is given. Gives its folder. */
  async publish(
    records: PlatformRecord[],
    over: { version?: number; expires?: string; signWith?: KeyFile; contact?: string; whole?: boolean } = {},
  ): Promise<void> {
    this.version = over.version ?? this.version + 1;
    // Without the edition before there is no delta from it.
    if (over.whole ?? over.version !== undefined) await rm(this.folder, { recursive: true });
    const edition = { version: this.version, date: day(-1) };
    await publish(this.folder, await compileList(records, edition), {
      ...edition,
      list: this.#id,
      title: 'A consumer group',
      expires: over.expires ?? day(90),
      keys: [(over.signWith ?? this.key).public],
      ...(over.contact ? { contact: over.contact } : {}),
    });
    await signFolder(this.folder, over.signWith ?? this.key);
  }
}

/** A plain file server for a published folder that notes every request and can let requests wait. */
export function listServer(list: PublishedList) {
  const asked: { path: string; method: string; headers: IncomingHttpHeaders }[] = [];
  let holds: (path: string) => boolean = () => false;
  let release: () => void = () => undefined;
  let released: Promise<void> = Promise.resolve();
  const site: Site = async ({ url, method, headers, body }) => {
    asked.push({ path: `${url.pathname}${url.search}`, method: body ? `${method} with a body` : method, headers });
    if (holds(url.pathname)) await released;
    const bytes = await readFile(join(list.folder, url.pathname)).catch(() => null);
    return bytes ? { body: bytes } : { status: 404 };
  };
  return {
    site,
    asked,
    /** Lets requests for these paths wait until `let go` is called. */
    hold(paths: (path: string) => boolean): () => void {
      holds = paths;
      released = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        holds = () => false;
        release();
      };
    },
  };
}

// biome-ignore lint/performance/useDomNodeTextContent: what is shown, and not what is hidden.
export const shownText = (page: PageDriver): Promise<string> => page.evaluate(() => document.body.innerText);

/** Waits until a page shows these words. */
export const says = (page: PageDriver, words: string): Promise<unknown> =>
  poll(words, 10_000, async () => (await shownText(page)).includes(words));

/** Presses the button of this name, as the keyboard does. */
export async function press(page: PageDriver, name: string): Promise<void> {
  await page.waitFor(
    (wanted) => {
      const button = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === wanted);
      button?.click();
      return button !== undefined;
    },
    5_000,
    name,
  );
}

/** Opens the page of lists. */
export async function openLists(stage: Stage): Promise<PageDriver> {
  const page = await stage.driver.openDashboard('#lists');
  await says(page, 'Lists in use');
  return page;
}

/** Adds a list by its address, comparing nothing. */
export async function addByAddress(page: PageDriver, address: string): Promise<void> {
  await page.evaluate(() => document.querySelector<HTMLInputElement>('#lists-address')?.select());
  await page.type('#lists-address', address);
  await press(page, 'See what it offers');
  await press(page, 'It is the same: add this list');
}

/** Goes to the lender anew and gives the status of its record, or null. */
export async function statusAt(stage: Stage): Promise<string | null> {
  const page = await stage.open(`https://${LENDER}/apply`);
  return (await waitForAssessment(stage.driver, page, ({ kind }) => kind === 'application')).platform?.status ?? null;
}

/** Has the browser wake the background for its lists now, and not at the time that it was given. */
export async function ringAlarm({ driver }: Stage): Promise<void> {
  await driver.extension.evaluate(() => browser.alarms.create('lists', { when: Date.now() }));
  // What it leads to is over once the next one is set, or none is wanted.
  await poll('the alarm to be over', 20_000, () =>
    driver.extension.evaluate(async () => {
      const next = await browser.alarms.get('lists');
      return !next || next.scheduledTime > Date.now() + 5_000;
    }),
  );
}

/**
 * Rings until something has come of it: a background that is just setting the next alarm may put its own in the place of
 * ours. Ringing twice asks for nothing twice.
 */
export const ringUntil = (stage: Stage, what: string, done: () => Promise<boolean>): Promise<unknown> =>
  poll(what, 20_000, async () => {
    if (await done()) return true;
    await ringAlarm(stage);
    return done();
  });

/** Has a day pass for all lists. */
export async function nextDay({ driver }: Stage): Promise<void> {
  await driver.extension.evaluate(async () => {
    const settle = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settle(indexedDB.open('ringfence-lists'));
    const store = database.transaction('state', 'readwrite').objectStore('state');
    const state = (await settle(store.get('lists'))) as { lists: { notBefore: number }[] };
    for (const list of state.lists) list.notBefore = 0;
    await settle(store.put(state, 'lists'));
    database.close();
  });
}

/** Version of the edition that is kept of a list, or null. */
export function keptVersion({ driver }: Stage, id: string): Promise<number | null> {
  return driver.extension.evaluate(async (wanted) => {
    const settle = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settle(indexedDB.open('ringfence-lists'));
    const store = database.transaction('state').objectStore('state');
    const state = (await settle(store.get('lists'))) as
      | { lists: { id: string; edition: { version: number } | null }[] }
      | undefined;
    database.close();
    return state?.lists.find((list) => list.id === wanted)?.edition?.version ?? null;
  }, id);
}

/** What every web server sees of a browser, and what a list's server may see of ours. */
const ORDINARY = new Set([
  ...['host', 'connection', 'accept', 'accept-encoding', 'accept-language', 'user-agent', 'cache-control', 'pragma'],
  ...['sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest', 'sec-fetch-storage-access', 'sec-gpc', 'dnt', 'te'],
  ...['priority', 'sec-ch-ua', 'sec-ch-ua-mobile', 'sec-ch-ua-platform', 'upgrade-insecure-requests', 'origin'],
]);

/** Fails where a request tells more than that somebody asks. */
export function expectNothingTold({ driver }: Stage, asked: ReturnType<typeof listServer>['asked']): void {
  const own = new URL(driver.extension.url('')).host;
  for (const { path, method, headers } of asked) {
    expect(method).toBe('GET');
    expect(path).toMatch(/^\/(?:manifest\.json|(?:parts|deltas)\/[0-9a-f]{64}\.bin)$/);
    expect(Object.keys(headers).filter((name) => !ORDINARY.has(name))).toEqual([]);
    // Firefox gives each installation an id of its own.
    if (driver.name === 'firefox') expect(JSON.stringify(headers)).not.toContain(own);
  }
}
