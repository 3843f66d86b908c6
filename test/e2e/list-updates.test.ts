import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { type ExtensionApi, poll } from './driver/index.ts';
import {
  expectNothingTold,
  keptVersion,
  LENDER,
  listedLender,
  listServer,
  nextDay,
  openLists,
  PublishedList,
  press,
  ringAlarm,
  ringUntil,
  says,
  shownText,
  statusAt,
} from './published-list.ts';
import { describeInBrowsers, type Stage } from './support.ts';

declare const browser: ExtensionApi;

const SERVER = 'own-list.test';
/** Far above whatever the package has. */
const FIRST = 4_000_000_000;

const list = await PublishedList.create('ringfence');
const { site, asked, hold } = listServer(list);
const source = {
  url: `https://${SERVER}/manifest.json`,
  keys: [list.key.public],
  contact: 'mailto:lists@group.example',
};

const wantsUpdates = ({ driver }: Stage): Promise<boolean> =>
  driver.extension.evaluate(
    async () =>
      ((await browser.storage.local.get('settings')).settings as { listUpdates?: boolean } | undefined)?.listUpdates ===
      true,
  );
const alarmIn = ({ driver }: Stage): Promise<number | null> =>
  driver.extension.evaluate(async () => {
    const alarm = await browser.alarms.get('lists');
    return alarm ? alarm.scheduledTime - Date.now() : null;
  });

const welcome = async (stage: Stage) => {
  const page = await stage.driver.openExtensionPage('welcome.html');
  await says(page, 'Where do you live?');
  return page;
};

describeInBrowsers(
  'updates of a list that has an address',
  { sites: { ...DEMO_SITES, [SERVER]: site }, packageFiles: { 'lists/source.json': JSON.stringify(source) } },
  (stage) => {
    it('are asked about on the welcome page, and off unless the user turns them on', async () => {
      asked.length = 0;
      await list.publish([listedLender([LENDER])], { version: FIRST });
      const page = await welcome(stage);
      const checked = () => page.evaluate(() => document.querySelector<HTMLInputElement>('[type=checkbox]')?.checked);
      expect(await checked()).toBe(false);
      await page.evaluate(() => {
        const place = document.querySelector<HTMLSelectElement>('#place');
        if (!place) return;
        place.value = 'ID';
        place.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await press(page, 'Done');
      await says(page, 'You can close this page now.');
      expect(await wantsUpdates(stage)).toBe(false);
      expect(await statusAt(stage)).toBeNull();
      await ringAlarm(stage);
      expect(await alarmIn(stage)).toBeNull();
      expect(asked).toEqual([]);

      await page.click('[type=checkbox]');
      await press(page, 'Done');
      await poll('the choice', 5_000, () => wantsUpdates(stage));
      await page.close();
    });

    it('come at a time of their own, that no visit to a lender sets', async () => {
      await poll('an alarm', 10_000, async () => (await alarmIn(stage)) !== null);
      const soon = await alarmIn(stage);
      expect(soon).toBeGreaterThan(20_000);
      expect(soon).toBeLessThan(32 * 60_000);
      expect(await statusAt(stage)).toBeNull();
      await stage.driver.killBackground();
      expect(await statusAt(stage)).toBeNull();
      expect(asked).toEqual([]);
    });

    it('are fetched and used, and tell the server nothing but that somebody asks', async () => {
      await ringUntil(stage, 'the new edition', async () => (await keptVersion(stage, 'ringfence')) === FIRST);
      expect(await statusAt(stage)).toBe('illegal-listed');
      expect(asked[0]?.path).toBe('/manifest.json');
      expectNothingTold(stage, asked);
    });

    it('are looked for once a day at most, whatever wakes the background', async () => {
      const before = asked.length;
      await ringAlarm(stage);
      await stage.driver.killBackground();
      expect(await statusAt(stage)).toBe('illegal-listed');
      await ringAlarm(stage);
      expect(asked).toHaveLength(before);
      await nextDay(stage);
      await ringUntil(stage, 'the look', async () => asked.length > before);
      await poll('the look to be over', 10_000, async () => ((await alarmIn(stage)) ?? 0) > 12 * 3_600_000);
      await ringAlarm(stage);
      expect(asked.slice(before).map(({ path }) => path)).toEqual(['/manifest.json']);
      expectNothingTold(stage, asked);
    });

    it('go on after a background that was killed in the middle, with the last good edition meanwhile', async () => {
      const before = asked.length;
      await list.publish([listedLender([`www2.${LENDER}`]), { ...listedLender([]), id: 'id-other' }], { whole: true });
      await nextDay(stage);
      const isPart = (path: string): boolean => path.startsWith('/parts/');
      // The first part, the index, comes; the second waits.
      const letGo = hold((path) => isPart(path) && asked.slice(before).filter((one) => isPart(one.path)).length > 1);
      const parts = (): number => asked.slice(before).filter((one) => isPart(one.path)).length;
      await ringUntil(stage, 'the second part', async () => parts() === 2);
      await stage.driver.killBackground();
      letGo();
      const first = asked.slice(before).find((one) => isPart(one.path))?.path;
      const inBetween = asked.length;
      expect(await keptVersion(stage, 'ringfence')).toBe(FIRST);
      expect(await statusAt(stage)).toBe('illegal-listed');
      await ringAlarm(stage);
      expect(asked).toHaveLength(inBetween);

      await nextDay(stage);
      await ringUntil(stage, 'the new edition', async () => (await keptVersion(stage, 'ringfence')) === FIRST + 1);
      // What was there already is not fetched again.
      expect(asked.slice(inBetween).map(({ path }) => path)).not.toContain(first);
      expect(await statusAt(stage)).toBeNull();
    });

    it('are over once the user turns them off', async () => {
      const page = await openLists(stage);
      expect(await shownText(page)).not.toContain('no place to look at yet');
      await says(page, 'newer edition of the list that came with Ringfence');
      await page.click('#lists-updates + label input');
      await poll('the choice', 5_000, async () => !(await wantsUpdates(stage)));
      await poll('no alarm', 5_000, async () => (await alarmIn(stage)) === null);
      const before = asked.length;
      await nextDay(stage);
      await ringAlarm(stage);
      expect(asked).toHaveLength(before);
      await page.close();
    });

    it('come from a list that names who takes reports on an entry', async () => {
      await list.publish([listedLender([LENDER])], { contact: 'https://group.example/reports' });
      const page = await openLists(stage);
      await press(page, 'Look for a newer A consumer group');
      await says(page, `A consumer group is now at version ${list.version}.`);
      await page.type('#lists-query', 'Sunny Quick Cash');
      await page.press('Enter');
      await says(page, 'found.');
      await page.click('search ul a');
      await says(page, 'Who said what');
      await page.click('summary');
      await says(page, 'The publisher of this list takes reports here: group.example/reports');
      await page.close();
    });
  },
);

describeInBrowsers('a list without an address', { sites: DEMO_SITES }, (stage) => {
  it('is not asked about on the welcome page, which says how it gets newer', async () => {
    const page = await welcome(stage);
    await says(page, 'gets newer with each new version of it');
    expect(await page.evaluate(() => document.querySelectorAll('[type=checkbox]').length)).toBe(0);
    await press(page, 'Done');
    await says(page, 'You can close this page now.');
    expect(await wantsUpdates(stage)).toBe(false);
    expect(await alarmIn(stage)).toBeNull();
    await page.close();
  });
});
