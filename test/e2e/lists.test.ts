import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileList, type PlatformRecord } from '../../lib/platforms/index.ts';
import { newKey, publish, signFolder } from '../../scripts/lib/data/publish.ts';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { type ExtensionApi, type PageDriver, poll, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers, type Stage } from './support.ts';

declare const browser: ExtensionApi;

const LENDER = 'sunny-quick-cash.test';
const SERVER = 'lists.test';
const MANIFEST = `https://${SERVER}/manifest.json`;
const DAY = 86_400_000;
const day = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

function record(domains: string[]): PlatformRecord {
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

const folder = await mkdtemp(join(tmpdir(), 'published-'));
const key = await newKey();
/** Publishes an edition of the group's list, as `npm run data -- build --publish` does. */
async function edition(domains: string[]): Promise<void> {
  version += 1;
  const about = { list: 'group', title: 'A consumer group', version, date: day(-1), expires: day(90) };
  await publish(folder, await compileList([record(domains)], { version, date: day(-1) }), {
    ...about,
    keys: [key.public],
  });
  await signFolder(folder, key);
}
let version = 0;

const asked = ({ sites }: Stage): number => sites.log.filter(({ host }) => host === SERVER).length;

// biome-ignore lint/performance/useDomNodeTextContent: what is shown, and not what is hidden.
const text = (page: PageDriver): Promise<string> => page.evaluate(() => document.body.innerText);
const says = (page: PageDriver, words: string) => poll(words, 10_000, async () => (await text(page)).includes(words));

/** Presses the button of this name, as the keyboard does. */
async function press(page: PageDriver, name: string): Promise<void> {
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

/** Goes to the lender anew and gives the status of its record, or null. */
async function statusAt(stage: Stage): Promise<string | null> {
  const page = await stage.open(`https://${LENDER}/apply`);
  return (await waitForAssessment(stage.driver, page, ({ kind }) => kind === 'application')).platform?.status ?? null;
}

const options = { sites: { ...DEMO_SITES, [SERVER]: { folder } }, settings: { jurisdiction: 'ID' } };

describeInBrowsers('the page of lists', options, (stage) => {
  const openLists = async (): Promise<PageDriver> => {
    const page = await stage.driver.openDashboard('#lists');
    await says(page, 'Lists in use');
    return page;
  };

  it('shows the packaged list with numbers, and that there is nowhere to look for newer ones', async () => {
    const page = await openLists();
    await says(page, 'came with Ringfence, always on');
    await says(page, 'Indonesia');
    await says(page, 'no place to look at yet');
    expect(await page.evaluate(() => document.querySelectorAll('.rf-bar').length)).toBeGreaterThan(5);
    expect(asked(stage)).toBe(0);
    await page.close();
  });

  it('finds somebody by address, shows who said what, and prepares a report', async () => {
    const file = join(import.meta.dirname, '../../data/platforms/ID.json');
    const { platforms } = JSON.parse(await readFile(file, 'utf8')) as {
      platforms: { id: string; name: string; status: string; domains?: string[]; evidence: { says: string }[] }[];
    };
    const one = platforms.find(({ status, domains }) => status === 'illegal-listed' && domains?.[0]);
    const page = await openLists();
    await page.type('#lists-query', one?.domains?.[0] ?? '');
    await page.press('Enter');
    await says(page, '1 entry found.');
    await page.click('search ul a');
    await says(page, 'Who said what');
    const shown = await text(page);
    expect(shown).toContain(one?.name);
    expect(shown).toContain(one?.evidence[0]?.says);
    expect(shown).toContain('On an illegal-lender list');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('h1');
    await page.click('summary');
    await page.type('#lists-report-words', 'It was taken off the list.');
    const report = await page.evaluate(
      () => document.querySelector<HTMLTextAreaElement>('#lists-report-text')?.value ?? '',
    );
    expect(report).toContain(`entry: ${one?.id}`);
    expect(report).toContain('It was taken off the list.');
    await page.close();
  });

  it('fits a narrow screen', async () => {
    const page = await openLists();
    await page.setViewport(320, 640);
    await says(page, 'Indonesia');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.close();
  });

  it('warns of an address that the user marked', async () => {
    const page = await openLists();
    await page.type('#lists-own-host', 'https://harbour-gazette.test/soup');
    await page.type('#lists-own-note', 'They never sent the paper.');
    await press(page, 'Mark it');
    await says(page, 'harbour-gazette.test is marked.');
    const gazette = await stage.open('https://harbour-gazette.test/soup');
    const assessment = await waitForAssessment(stage.driver, gazette);
    expect(assessment.severity).toBe('caution');
    expect(assessment.reasons[0]?.rule).toBe('own-entry');
    await press(page, 'Take harbour-gazette.test off');
    await says(page, 'harbour-gazette.test was taken off.');
    await page.close();
  });

  it('takes in a list by address after showing its fingerprint, and refuses plain http', async () => {
    const page = await openLists();
    await edition(['elsewhere.test']);
    const before = asked(stage);
    await page.evaluate(() => document.querySelector('#lists-address')?.removeAttribute('pattern'));
    await page.type('#lists-address', 'http://lists.test/manifest.json');
    await press(page, 'See what it offers');
    await says(page, 'This is no https address.');
    expect(asked(stage)).toBe(before);
    await page.evaluate(() => document.querySelector<HTMLInputElement>('#lists-address')?.select());
    await page.raw.keyboard.type(MANIFEST);
    await press(page, 'See what it offers');
    await says(page, 'A consumer group offers 1 platform');
    expect(await text(page)).toMatch(/(?:[0-9a-f]{4} ){7}[0-9a-f]{4}/);
    await press(page, 'It is the same: add this list');
    await says(page, `A consumer group was added, version ${version}.`);
    expect(await statusAt(stage)).toBeNull();
    await page.close();
  });

  it('asks for nothing while updates are off, and uses the new edition once they are on', async () => {
    await edition([LENDER]);
    // A day has passed.
    await stage.driver.extension.evaluate(async () => {
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
    const before = asked(stage);
    expect(await statusAt(stage)).toBeNull();
    await stage.driver.killBackground();
    expect(await statusAt(stage)).toBeNull();
    expect(asked(stage)).toBe(before);

    const page = await openLists();
    await page.click('#lists-updates + label input');
    await poll('the choice', 5_000, () =>
      stage.driver.extension.evaluate(
        async () =>
          ((await browser.storage.local.get('settings')).settings as { listUpdates?: boolean }).listUpdates === true,
      ),
    );
    // Turning it on asks for nothing yet: a page does.
    expect(asked(stage)).toBe(before);
    const lender = await stage.open(`https://${LENDER}/apply`);
    const assessment = await waitForAssessment(stage.driver, lender, ({ platform }) => platform !== null);
    expect(assessment).toMatchObject({ severity: 'danger', platform: { status: 'illegal-listed', match: 'domain' } });
    await says(page, 'added by you');
    const after = asked(stage);
    expect(after).toBeGreaterThan(before);
    // Once a day: a further page, and a restart, ask for nothing.
    await statusAt(stage);
    await stage.driver.killBackground();
    expect(await statusAt(stage)).toBe('illegal-listed');
    expect(asked(stage)).toBe(after);
    await page.close();
  });

  it('forgets a list that the user removes', async () => {
    const page = await openLists();
    await press(page, 'Remove A consumer group');
    await says(page, 'A consumer group was removed.');
    expect(await statusAt(stage)).toBeNull();
    await page.close();
  });
});
