import { beforeAll, expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { guarded } from './contacts-guard/setup.ts';
import { type ClosedUi, type PageDriver, poll, readTab } from './driver/index.ts';
import { answer, cutOff, describeInBrowsers, type Stage, tellsWhy } from './support.ts';

const PAGE = 'https://sunny-quick-cash.test/contacts';

// Only Chromium has a Contact Picker, behind a flag on the desktop. There is nothing to pick from there, so that a call
// that gets through ends in this error of the browser's.
const THROUGH = 'TypeError: Unable to open a contact selector';
const options = {
  sites: DEMO_SITES,
  only: ['chromium' as const],
  extraArgs: ['--enable-blink-features=ContactsManager'],
  // It sees the picker, and has the guard registered.
  welcome: true,
};

const outcome = (page: PageDriver): Promise<string> =>
  page.evaluate(() => document.querySelector('#outcome')?.textContent ?? '');

/** Closes the page's own warning, clicks its button and gives our question. */
async function ask(stage: Stage): Promise<{ page: PageDriver; question: ClosedUi }> {
  const page = await stage.open(PAGE);
  const card = await page.waitForWarning();
  await answer(card, 'Close', async () => (await page.warning()) === null);
  await page.click('#pick');
  return { page, question: await page.waitForWarning() };
}

describeInBrowsers('the question before the address book', options, (stage) => {
  beforeAll(() => guarded(stage.driver));

  it('says who wants what, and gives nothing while it stands', async () => {
    const { page, question } = await ask(stage);
    const text = await question.text();
    expect(text).toContain('sunny-quick-cash.test');
    expect(text).toContain('phone numbers');
    expect(await question.controls()).toEqual(expect.arrayContaining(['Refuse', 'Allow once']));
    expect(await question.evaluate((root) => root.activeElement?.textContent ?? '')).toBe('Refuse');
    expect(await outcome(page)).toBe('Nothing added yet.');
    const { assessment } = await readTab(stage.driver, page);
    expect(assessment?.contacts.map(({ vector }) => vector)).toContain('contact-picker');
  });

  it('answers a refusal as if nobody had been picked', async () => {
    const { page, question } = await ask(stage);
    await answer(question, 'Refuse', async () => (await outcome(page)) === 'Nobody was added.');
    expect(await page.warning()).toBeNull();
  });

  it('takes Escape for a refusal', async () => {
    const { page } = await ask(stage);
    await page.press('Escape');
    await poll('the refusal', 5_000, async () => (await outcome(page)) === 'Nobody was added.');
  });

  it('lets an allowed call through to the browser', async () => {
    const { page, question } = await ask(stage);
    await answer(question, 'Allow once', async () => (await outcome(page)).startsWith(THROUGH));
  });

  it('asks again for the next call', async () => {
    const { page, question } = await ask(stage);
    await answer(question, 'Refuse', async () => (await outcome(page)) === 'Nobody was added.');
    await page.click('#pick');
    expect(await (await page.waitForWarning()).controls()).toContain('Refuse');
  });

  it('still asks, and refuses, when the background was killed while it stood', async () => {
    const { page, question } = await ask(stage);
    await stage.driver.killBackground();
    await answer(question, 'Refuse', async () => (await outcome(page)) === 'Nobody was added.');
    await stage.driver.killBackground();
    await page.click('#pick');
    expect(await (await page.waitForWarning()).controls()).toContain('Refuse');
  });

  // The last test, since nothing of the extension is left in the browser's open pages.
  it('refuses and says why once the extension is gone', async () => {
    const { page, question } = await ask(stage);
    await answer(question, 'Refuse', async () => (await outcome(page)) === 'Nobody was added.');
    await cutOff(stage.driver, page);
    await page.evaluate(() => {
      document.querySelector('#outcome')?.replaceChildren();
    });
    await page.click('#pick');
    await poll('the refusal', 5_000, async () => (await outcome(page)) === 'Nobody was added.');
    await poll('the reason', 5_000, () => tellsWhy(page));
    // It stays in sight, and usable, above what the page opens later.
    const [notice] = await page.closedUis();
    await page.evaluate(() => {
      const [dialog, cover] = ['dialog', 'div'].map((name) => document.body.appendChild(document.createElement(name)));
      (dialog as HTMLDialogElement).showModal();
      (cover as HTMLElement).popover = 'manual';
      (cover as HTMLElement).style.cssText = 'width: 100vw; height: 100vh; margin: 0';
      (cover as HTMLElement).showPopover();
    });
    await poll('the reason above the page’s dialog', 10_000, () =>
      (notice as ClosedUi).evaluate((root) => {
        const line = root.querySelector('button');
        const { left = 0, top = 0, width = 0, height = 0 } = line?.getBoundingClientRect() ?? {};
        return line !== null && root.elementFromPoint(left + width / 2, top + height / 2) === line;
      }),
    );
  });
});
