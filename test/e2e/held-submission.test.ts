import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { poll, readTab, waitForAssessment } from './driver/index.ts';
import { answer, describeInBrowsers, type Stage } from './support.ts';

const PAGE = 'https://sunny-quick-cash.test/contacts';

// In Indonesia an online lender may not ask for the address book, so that this page is a danger to a user there.
const options = { sites: DEMO_SITES, settings: { jurisdiction: 'ID' } };

describeInBrowsers('a danger holds the form', options, (stage) => {
  const sent = ({ sites }: Stage): boolean => sites.log.some(({ url }) => url.endsWith('/received'));
  const submit = (): void => document.querySelector('form')?.requestSubmit();

  it('shows the modal sheet and !! on the button', async () => {
    const page = await stage.open(PAGE);
    const assessment = await waitForAssessment(stage.driver, page, ({ severity }) => severity === 'danger');
    expect(assessment.reasons.map(({ severity }) => severity)).toContain('danger');
    await poll('the badge', 5_000, async () => (await readTab(stage.driver, page)).badge === '!!');
    const ui = await page.waitForWarning();
    expect(await ui.roles()).toContain('dialog');
    expect(await ui.evaluate((root) => root.querySelector('dialog')?.matches(':modal') ?? false)).toBe(true);
  });

  it('sends nothing until the user decides, and then lets it go', async () => {
    stage.sites.log.length = 0;
    const page = await stage.open(PAGE);
    const ui = await page.waitForWarning();
    expect(await ui.controls()).toEqual(expect.arrayContaining(['Leave this page', 'Go on anyway']));
    await page.evaluate(submit);
    await page.click('form button');
    await page.press('Escape');
    await page.evaluate(submit);
    expect(await ui.text()).toContain('will not be sent');
    expect(page.url()).toBe(PAGE);
    expect(sent(stage)).toBe(false);

    await answer(ui, 'Go on anyway', async () => (await page.warning()) === null);
    await page.click('form button');
    await page.waitFor(() => document.querySelector('#received') !== null);
    expect(sent(stage)).toBe(true);
  });

  it('leaves the scrolling of the page alone', async () => {
    const page = await stage.open(PAGE);
    await page.waitForWarning();
    expect(await page.evaluate(() => document.documentElement.getAttribute('style'))).toBeNull();
    expect(await page.evaluate(() => document.body.getAttribute('style'))).toBeNull();
  });
});
