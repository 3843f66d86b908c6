import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { type ExtensionApi, poll, readTab, settledTab, waitForAssessment } from './driver/index.ts';
import { answer, describeInBrowsers } from './support.ts';

declare const browser: ExtensionApi;

const LENDER = 'https://sunny-quick-cash.test';

describeInBrowsers('from a lending page to the saved list', { sites: DEMO_SITES }, (stage) => {
  it('recognises an application and tells it through the contract', async () => {
    const page = await stage.open(`${LENDER}/apply`);
    const assessment = await waitForAssessment(stage.driver, page);
    expect(assessment).toMatchObject({
      version: 1,
      url: `${LENDER}/apply`,
      host: 'sunny-quick-cash.test',
      kind: 'application',
      severity: 'caution',
      platform: null,
    });
    expect(Math.abs(Date.now() - assessment.at)).toBeLessThan(60_000);
    expect(assessment.score).toBeGreaterThan(0.5);
    expect(assessment.score).toBeLessThanOrEqual(1);
    expect(assessment.contacts.map((request) => request.vector)).toContain('reference-contacts');
    for (const { evidence } of [...assessment.signals, ...assessment.contacts]) {
      expect(evidence.text.length).toBeLessThanOrEqual(160);
    }
    expect(assessment.reasons.length).toBeGreaterThan(0);
    await poll('the badge', 5_000, async () => (await readTab(stage.driver, page)).badge === '!');
  });

  it.each([
    ['Chinese', 'https://qingtian-qiandai.test/apply'],
    ['Indonesian', 'https://dompet-cerah.test/apply'],
  ])('recognises a %s application', async (_language, url) => {
    const page = await stage.open(url);
    const assessment = await waitForAssessment(stage.driver, page, ({ kind }) => kind === 'application');
    expect(assessment.contacts.map((request) => request.vector)).toContain('reference-contacts');
    expect(assessment.severity).toBe('caution');
  });

  it('recognises it over plain http too', async () => {
    const page = await stage.open('http://sunny-quick-cash.test/apply');
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    expect(await waitForAssessment(stage.driver, page)).toMatchObject({ kind: 'application', severity: 'caution' });
    await page.waitForWarning();
  });

  it('says nothing about an article on loans, nor about soup', async () => {
    for (const path of ['/', '/soup']) {
      const page = await stage.open(`https://harbour-gazette.test${path}`);
      const { assessment, badge } = await settledTab(stage.driver, page);
      expect(assessment?.severity ?? 'none').toBe('none');
      expect(badge).toBe('');
      expect(await page.closedUis()).toEqual([]);
    }
  });

  it('warns in the page, in words, without touching the page itself', async () => {
    const page = await stage.open(`${LENDER}/apply`);
    const ui = await page.waitForWarning();
    expect(await ui.text()).toContain('Ringfence');
    expect(await ui.roles()).toContain('heading');
    expect(await ui.controls()).toEqual(expect.arrayContaining(['Leave this page', 'Close']));
    const traces = await page.evaluate(() => ({
      attributes: [document.documentElement, document.body].map((element) => element.getAttribute('style')),
      overflow: [document.documentElement, document.body].map((element) => getComputedStyle(element).overflow),
      scrolls: document.documentElement.scrollHeight > innerHeight,
      underneath: document.elementFromPoint(200, innerHeight / 2)?.closest('main, body')?.localName,
    }));
    expect(traces).toEqual({
      attributes: [null, null],
      overflow: ['visible', 'visible'],
      scrolls: true,
      underneath: 'main',
    });
  });

  it('goes without a trace when it is closed, and stays closed', async () => {
    const page = await stage.open(`${LENDER}/apply`);
    const ui = await page.waitForWarning();
    await answer(ui, 'Close', async () => (await page.warning()) === null);
    expect(await page.evaluate(() => [...document.documentElement.children].map(({ localName }) => localName))).toEqual(
      ['head', 'body'],
    );
    await page.reload();
    await waitForAssessment(stage.driver, page, ({ at }) => at > 0);
    await settledTab(stage.driver, page);
    expect(await page.warning()).toBeNull();
  });

  it('leaves the page for the one before it', async () => {
    const page = await stage.open('https://harbour-gazette.test/soup');
    await page.goto(`${LENDER}/apply`);
    const ui = await page.waitForWarning();
    await answer(ui, 'Leave this page', async () => page.url().startsWith('https://harbour-gazette.test/'));
  });

  it('tells in the popup what it told in the page', async () => {
    const page = await stage.open(`${LENDER}/apply`);
    const ui = await page.waitForWarning();
    const title = await ui.evaluate((root) => root.querySelector('h2')?.textContent ?? '');
    expect(title).not.toBe('');
    const popup = await stage.driver.openPopup(page);
    // From its first words on: a verdict that is still on its way is no "nothing".
    await popup.waitFor(() => document.querySelector('h1') !== null);
    expect(await popup.text()).not.toContain('Nothing here looks like');
    await popup.waitFor((wanted) => document.body.textContent?.includes(wanted), 5_000, title);
    await popup.close();
  });

  it('says in the popup of an ordinary page that there is nothing to say', async () => {
    const page = await stage.open('https://harbour-gazette.test/soup');
    const popup = await stage.driver.openPopup(page);
    await popup.waitFor(() => document.querySelector('h1') !== null);
    expect(await popup.text()).toContain('Nothing here looks like online lending.');
    await popup.close();
  });

  it('leads from a guide to the settings where nobody said where the user lives', async () => {
    const page = await stage.open('https://harbour-gazette.test/soup');
    const popup = await stage.driver.openPopup(page);
    await popup.waitFor(() => document.querySelector('.rf-door') !== null);
    await popup.click('I am being harassed');
    await popup.waitFor(() => document.querySelector('article .rf-step') !== null);
    await popup.click(/^Tell us where you live/);
    const opened = await poll('the settings', 10_000, () =>
      stage.driver.extension.evaluate(async () => {
        const tabs = await browser.tabs.query({});
        return tabs.find(({ url }) => url?.includes('dashboard.html#settings'))?.id ?? 0;
      }),
    );
    await stage.driver.extension.evaluate((id) => browser.tabs.remove(id), opened as number);
  });

  it('lists the visit in the dashboard, deletes it and takes that back', async () => {
    const page = await stage.open(`${LENDER}/apply`);
    await waitForAssessment(stage.driver, page);
    const dashboard = await stage.driver.openDashboard();
    const rows = (): Promise<string[]> =>
      dashboard.evaluate(() => {
        const all = [...document.querySelectorAll('main button')].map((button) => button.textContent?.trim() ?? '');
        // The row's own button; those that delete it and take that back hold more words.
        return all.filter((text) => text === 'sunny-quick-cash.test');
      });
    const press = (name: string): Promise<boolean> =>
      dashboard.waitFor(
        (wanted) => {
          const all = [...document.querySelectorAll<HTMLElement>('main button')];
          const button = all.find((one) => one.textContent?.trim().startsWith(wanted));
          button?.click();
          return button !== undefined;
        },
        5_000,
        name,
      );
    await poll('the visit in the list', 5_000, async () => (await rows()).length > 0);
    await press('Delete sunny-quick-cash');
    await poll('the visit to go', 5_000, async () => (await rows()).length === 0);
    await press('Undo');
    await poll('the visit to come back', 5_000, async () => (await rows()).length > 0);
    await dashboard.close();
  });

  it('forgets the page also when it crashes', async () => {
    // Of the browsers here only Chromium lets a test crash one page.
    if (stage.name !== 'chromium') return;
    const page = await stage.open(`${LENDER}/apply`);
    await waitForAssessment(stage.driver, page);
    const session = await page.raw.createCDPSession();
    // A crashed page answers nobody.
    void session.send('Page.crash').catch(() => undefined);
    await poll('the assessment to go', 5_000, async () => (await readTab(stage.driver, page)).assessment === null);
  });

  it('forgets the tab when the page is left and when the tab is closed', async () => {
    const page = await stage.open(`${LENDER}/apply`);
    await waitForAssessment(stage.driver, page);
    await page.goto('https://harbour-gazette.test/soup');
    const gone = async (): Promise<boolean> => {
      const { assessment, badge } = await readTab(stage.driver, page);
      return assessment?.host !== 'sunny-quick-cash.test' && badge === '';
    };
    await poll('the assessment to go', 5_000, gone);
    await page.goto(`${LENDER}/apply`);
    await waitForAssessment(stage.driver, page);
    const key = `assessment:${page.tabId}`;
    await page.close();
    await stage.driver.extension.waitFor(
      async (name) => !(name in (await browser.storage.session.get(null))),
      5_000,
      key,
    );
  });
});
