import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newKey } from '../../scripts/lib/data/publish.ts';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { poll, waitForAssessment } from './driver/index.ts';
import {
  addByAddress,
  day,
  expectNothingTold,
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
import { describeInBrowsers } from './support.ts';

const SERVER = 'lists.test';
const MANIFEST = `https://${SERVER}/manifest.json`;

const list = await PublishedList.create('group');
const { site, asked } = listServer(list);

const options = { sites: { ...DEMO_SITES, [SERVER]: site }, settings: { jurisdiction: 'ID' } };

describeInBrowsers('the page of lists', options, (stage) => {
  it('shows the packaged list with numbers, and that there is nowhere to look for newer ones', async () => {
    const page = await openLists(stage);
    await says(page, 'came with Ringfence, always on');
    await says(page, 'Indonesia');
    await says(page, 'no place to look at yet');
    expect(await page.evaluate(() => document.querySelectorAll('.rf-bar').length)).toBeGreaterThan(5);
    expect(asked).toEqual([]);
    await page.close();
  });

  it('finds somebody by address, shows who said what, and prepares a report', async () => {
    const file = join(import.meta.dirname, '../../data/platforms/ID.json');
    const { platforms } = JSON.parse(await readFile(file, 'utf8')) as {
      platforms: {
        id: string;
        name: string;
        status: string;
        domains?: string[];
        evidence: { says: string; url: string }[];
      }[];
    };
    const one = platforms.find(({ status, domains }) => status === 'illegal-listed' && domains?.[0]);
    const page = await openLists(stage);
    await page.type('#lists-query', one?.domains?.[0] ?? '');
    await page.press('Enter');
    await says(page, '1 entry found.');
    await page.click('search ul a');
    await says(page, 'Who said what');
    const shown = await shownText(page);
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
    // There is no office of ours: it goes to whom the user sends it.
    const offered = await shownText(page);
    expect(offered).toContain('Ringfence has no office of its own');
    expect(offered).toContain('Those who said it can correct it at the source:');
    for (const name of ['Copy', 'Open in mail', 'Save to a file']) expect(offered).toContain(name);
    const links = await page.evaluate(() =>
      [...document.querySelectorAll('details a')].map((a) => a.getAttribute('href')),
    );
    expect(links).toContain(one?.evidence[0]?.url);
    expect(
      links.some(
        (link) => link?.startsWith('mailto:?subject=') && link.includes(encodeURIComponent(`entry: ${one?.id}`)),
      ),
    ).toBe(true);
    await page.close();
  });

  it('fits a narrow screen', async () => {
    const page = await openLists(stage);
    await page.setViewport(320, 640);
    await says(page, 'Indonesia');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.close();
  });

  it('warns of an address that the user marked', async () => {
    const page = await openLists(stage);
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
    asked.length = 0;
    const page = await openLists(stage);
    await list.publish([listedLender(['elsewhere.test'])]);
    await page.evaluate(() => document.querySelector('#lists-address')?.removeAttribute('pattern'));
    await page.type('#lists-address', 'http://lists.test/manifest.json');
    await press(page, 'See what it offers');
    await says(page, 'This is no https address.');
    expect(asked).toEqual([]);
    await page.evaluate(() => document.querySelector<HTMLInputElement>('#lists-address')?.select());
    await page.raw.keyboard.type(MANIFEST);
    await press(page, 'See what it offers');
    await says(page, 'A consumer group offers 1 platform');
    expect(await shownText(page)).toMatch(/(?:[0-9a-f]{4} ){7}[0-9a-f]{4}/);
    await press(page, 'It is the same: add this list');
    await says(page, `A consumer group was added, version ${list.version}.`);
    expectNothingTold(stage, asked);
    expect(await statusAt(stage)).toBeNull();
    await page.close();
  });

  it('asks for nothing while updates are off, and uses the new edition once they are on', async () => {
    await list.publish([listedLender([LENDER])]);
    await nextDay(stage);
    const before = asked.length;
    expect(await statusAt(stage)).toBeNull();
    await stage.driver.killBackground();
    await ringAlarm(stage);
    expect(await statusAt(stage)).toBeNull();
    expect(asked).toHaveLength(before);

    const page = await openLists(stage);
    const inTime = await stage.open(`https://${LENDER}/apply`);
    await page.click('#lists-updates + label input');
    await poll('the choice', 5_000, () =>
      page.evaluate(() => document.querySelector<HTMLInputElement>('#lists-updates + label input')?.checked === true),
    );
    expect(asked).toHaveLength(before);
    await ringUntil(stage, 'the look', async () => asked.length > before);
    // The open page of the lender is judged anew.
    const assessment = await waitForAssessment(stage.driver, inTime, ({ platform }) => platform !== null);
    expect(assessment).toMatchObject({ severity: 'danger', platform: { status: 'illegal-listed', match: 'domain' } });
    await says(page, 'added by you');
    expect(asked.slice(before).map(({ path }) => path.split('/')[1])).toEqual(['manifest.json', 'deltas']);
    expectNothingTold(stage, asked);
    await page.close();
  });

  it('is turned off and on again, and looked for at a press', async () => {
    const page = await openLists(stage);
    await press(page, 'Turn A consumer group off');
    await says(page, 'Turn A consumer group on');
    expect(await statusAt(stage)).toBeNull();
    await press(page, 'Turn A consumer group on');
    await says(page, 'Turn A consumer group off');
    expect(await statusAt(stage)).toBe('illegal-listed');
    await press(page, 'Look for a newer A consumer group');
    await says(page, 'A consumer group is the newest there is.');
    await list.publish([listedLender([LENDER]), { ...listedLender([]), id: 'id-other' }]);
    await press(page, 'Look for a newer A consumer group');
    await says(page, `A consumer group is now at version ${list.version}.`);
    await page.close();
  });

  it('keeps the last good edition of a list whose next one is refused, and says why', async () => {
    const page = await openLists(stage);
    const good = list.version;
    const manifest = join(list.folder, 'manifest.json');
    const refusals: [string, () => Promise<void>, string][] = [
      [
        'an older one',
        () => list.publish([listedLender([])], { version: good - 1 }),
        'It is older than the one you have.',
      ],
      [
        'an expired one',
        () => list.publish([listedLender([])], { version: good + 1, expires: day(-3) }),
        'It is out of date.',
      ],
      [
        'one of another key',
        async () => list.publish([listedLender([])], { version: good + 1, signWith: await newKey() }),
        'It is signed with another key than the one you accepted.',
      ],
      [
        'one that was changed on its way',
        async () => {
          await list.publish([listedLender([])], { version: good + 1 });
          const envelope = JSON.parse(await readFile(manifest, 'utf8')) as { payload: string };
          const payload = Buffer.from(envelope.payload, 'base64url').toString().replace('A consumer', 'B consumer');
          await writeFile(
            manifest,
            JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString('base64url') }),
          );
        },
        'Its signature is wrong. Somebody may have changed it.',
      ],
      [
        'a page instead',
        () => writeFile(manifest, '<!doctype html><title>Gone</title>'),
        'It is damaged, or not a list.',
      ],
      [
        'one that breaks the rules',
        () => list.publish([listedLender(['co.id'])], { version: good + 1 }),
        'An entry in it breaks the rules for lists.',
      ],
    ];
    for (const [what, make, words] of refusals) {
      await make();
      await press(page, 'Look for a newer A consumer group');
      await says(page, words);
      await poll(`the reason beside the list: ${what}`, 5_000, () =>
        page.evaluate((said) => document.querySelector('table')?.textContent.includes(said) === true, words),
      );
      expect(await statusAt(stage), what).toBe('illegal-listed');
    }
    await page.close();
    const again = await openLists(stage);
    expect(await again.evaluate(() => document.querySelector('table')?.textContent)).toContain(`${good}`);
    await list.publish([listedLender([LENDER])], { version: good + 2 });
    await press(again, 'Look for a newer A consumer group');
    await says(again, `A consumer group is now at version ${good + 2}.`);
    await again.close();
  });

  it('forgets a list that the user removes', async () => {
    const page = await openLists(stage);
    await press(page, 'Remove A consumer group');
    await says(page, 'A consumer group was removed.');
    expect(await statusAt(stage)).toBeNull();
    await page.close();
  });

  it('takes in a list from a file without asking the network, and refuses a damaged one', async () => {
    const before = asked.length;
    const whole = join(list.folder, 'group.rflist');
    const cut = join(list.folder, 'cut.rflist');
    await writeFile(cut, (await readFile(whole)).subarray(0, -20));
    const page = await openLists(stage);
    await page.setFiles('#lists-file', cut);
    await press(page, 'It is the same: add this list');
    await says(page, 'It is damaged, or not a list.');
    expect(await statusAt(stage)).toBeNull();
    const huge = join(list.folder, 'huge.rflist');
    await writeFile(huge, '');
    await truncate(huge, 500 * 1024 * 1024);
    await page.setFiles('#lists-file', huge);
    await says(page, 'It is larger than a list may be.');
    await page.setFiles('#lists-file', whole);
    await says(page, 'A consumer group offers 1 platform');
    expect(await shownText(page)).toMatch(/(?:[0-9a-f]{4} ){7}[0-9a-f]{4}/);
    await press(page, 'It is the same: add this list');
    await says(page, `A consumer group was added, version ${list.version}.`);
    await says(page, 'from a file');
    expect(await statusAt(stage)).toBe('illegal-listed');
    expect(asked).toHaveLength(before);
    // The same list by its address is the same one, with the key that was accepted.
    await addByAddress(page, MANIFEST);
    await says(page, `from ${MANIFEST}`);
    await press(page, 'Remove A consumer group');
    await says(page, 'A consumer group was removed.');
    await page.close();
  });
});
