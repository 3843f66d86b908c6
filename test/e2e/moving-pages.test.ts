import { expect, it } from 'vitest';
import type { Assessment } from '../../lib/assessment/index.ts';
import { type ExtensionApi, type PageDriver, poll, readTab, settledTab, waitForAssessment } from './driver/index.ts';
import { APPLICATION, MOVING_SITES, QUIET, RELATIVES } from './moving-sites.ts';
import { describeInBrowsers, type Stage } from './support.ts';

declare const browser: ExtensionApi;

/** Functions of the pages in `moving-sites.ts`. */
declare function go(path: string): void;

const replaceMain = (page: PageDriver, html: string): Promise<void> =>
  page.evaluate((text) => {
    (document.querySelector('main') as HTMLElement).innerHTML = text;
  }, html);

function verdicts(stage: Stage) {
  const { driver } = stage;
  return {
    /** The page is an application, told in the badge and in the page. */
    appears: async (page: PageDriver, accept: (assessment: Assessment) => boolean = () => true) => {
      const assessment = (await poll('the verdict', 10_000, async () => {
        const found = (await readTab(driver, page)).assessment;
        // What the test driver takes for the address may be that of a page which the browser has left.
        const here = await page.evaluate(() => location.href.split('#', 1)[0]);
        return found?.kind === 'application' && found.url === here && accept(found) ? found : null;
      })) as Assessment;
      await poll('the badge', 5_000, async () => (await readTab(driver, page)).badge !== '');
      await page.waitForWarning();
      return assessment;
    },
    /** Nothing is said of the page any more: no verdict, no badge, no card. */
    goes: (page: PageDriver) =>
      poll('the verdict to go', 10_000, async () => {
        const { assessment, badge } = await readTab(driver, page);
        return (assessment?.severity ?? 'none') === 'none' && badge === '' && (await page.warning()) === null;
      }),
  };
}

describeInBrowsers('a verdict on a page that moves', { sites: MOVING_SITES, keepsPages: true }, (stage) => {
  it('follows the history of an application of one document, forth and back', async () => {
    const { appears, goes } = verdicts(stage);
    const page = await stage.open('https://paths.test/birds');
    await settledTab(stage.driver, page, 400);
    await page.evaluate(() => go('/apply'));
    await appears(page);
    await page.evaluate(() => go('/birds'));
    await goes(page);
    await page.evaluate(() => history.back());
    await appears(page);
  });

  it('follows hash routes', async () => {
    const { appears, goes } = verdicts(stage);
    const page = await stage.open('https://hashes.test/#/birds');
    await settledTab(stage.driver, page, 400);
    await page.evaluate(() => {
      location.hash = '#/apply';
    });
    await appears(page);
    await page.evaluate(() => {
      location.hash = '#/birds';
    });
    await goes(page);
  });

  it('follows content that comes late and goes again', async () => {
    const { appears, goes } = verdicts(stage);
    const page = await stage.open('https://plain.test/');
    await settledTab(stage.driver, page, 400);
    await replaceMain(page, APPLICATION);
    await appears(page);
    await replaceMain(page, QUIET);
    await goes(page);
  });

  it('knows the steps of a wizard by the steps before, although nothing is loaded', async () => {
    const { appears, goes } = verdicts(stage);
    const page = await stage.open('https://plain.test/wizard');
    const first = await appears(page);
    expect(first.contacts).toEqual([]);
    await replaceMain(page, RELATIVES);
    const second = await appears(page, ({ contacts }) => contacts.length > 0);
    expect(second.contacts.map(({ vector }) => vector)).toContain('reference-contacts');
    expect(second.signals.map(({ id }) => id)).toContain('visit');
    await replaceMain(page, QUIET);
    await goes(page);
  });

  it.each(['own', 'other'])('follows a form in a frame (%s origin) that changes and goes', async (where) => {
    const { appears, goes } = verdicts(stage);
    const page = await stage.open(`https://around.test/${where}`);
    await appears(page);
    await page.evaluate(
      (path) => {
        (document.querySelector('iframe') as HTMLIFrameElement).src = path;
      },
      where === 'own' ? '/birds' : 'https://lender.test/thanks',
    );
    await goes(page);
    await page.evaluate(
      (path) => {
        (document.querySelector('iframe') as HTMLIFrameElement).src = path;
      },
      where === 'own' ? '/inner' : 'https://lender.test/',
    );
    await appears(page);
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    await goes(page);
  });

  it('keeps what a frame showed when the page around it only changes its address', async () => {
    const { appears } = verdicts(stage);
    const page = await stage.open('https://around.test/other');
    await appears(page);
    await page.evaluate(() => history.pushState(null, '', '/other/step-2'));
    const assessment = await appears(page);
    expect(assessment.url).toBe('https://around.test/other/step-2');
  });

  it('follows what changes in an open shadow root', async () => {
    const { appears, goes } = verdicts(stage);
    const page = await stage.open('https://shadow.test/');
    await page.evaluate(() => {
      const root = document.querySelector('x-app')?.attachShadow({ mode: 'open' });
      (root as ShadowRoot).innerHTML = '<main><p>Loading</p></main>';
      // What any page does while it starts.
      document.body.append(document.createElement('div'));
    });
    await settledTab(stage.driver, page, 1500);
    const draw = (html: string) =>
      page.evaluate((text) => {
        (document.querySelector('x-app')?.shadowRoot?.querySelector('main') as HTMLElement).innerHTML = text;
      }, html);
    await draw(APPLICATION);
    await appears(page);
    await draw(QUIET);
    await goes(page);
  });

  it('comes back with a page out of the back/forward cache', async () => {
    const { appears, goes } = verdicts(stage);
    const page = await stage.open('https://lender.test/');
    await appears(page);
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
    });
    await page.evaluate(() => {
      location.href = 'https://plain.test/kept';
    });
    await page.waitFor(() => location.hostname === 'plain.test' && document.readyState === 'complete');
    await goes(page);
    await page.evaluate(() => history.back());
    await page.waitFor(() => (window as { persisted?: boolean }).persisted === true);
    await appears(page);
    await page.evaluate(() => history.forward());
    await page.waitFor(() => location.hostname === 'plain.test');
    await goes(page);
  });

  it('goes with a tab that is put to sleep and comes back with it', async () => {
    const page = await stage.open('https://lender.test/');
    await verdicts(stage).appears(page);
    const id = page.tabId;
    const front = await stage.open('https://plain.test/');
    const { extension } = stage.driver;
    await extension.evaluate((tab) => browser.tabs.discard(tab).then(() => undefined), id);
    // Chrome may give the sleeping tab a new number.
    const tabs = () =>
      extension.evaluate(async () =>
        (await browser.tabs.query({ url: 'https://lender.test/*' })).map(({ id: tab, discarded }) => ({
          id: tab ?? -1,
          discarded: discarded ?? false,
        })),
      );
    const asleep = await poll('the tab to sleep', 5_000, async () => (await tabs()).find((tab) => tab.discarded));
    const state = async () =>
      extension.evaluate(async () =>
        Object.keys(await browser.storage.session.get(null)).filter((key) => key.startsWith('assessment:')),
      );
    await poll('the verdict to go', 10_000, async () => !(await state()).includes(`assessment:${id}`));
    const awake = (asleep as { id: number }).id;
    await extension.evaluate((tab) => browser.tabs.update(tab, { active: true }).then(() => undefined), awake);
    await poll('the verdict to come back', 15_000, async () => (await state()).includes(`assessment:${awake}`));
    await poll('the badge', 5_000, async () => (await extension.badgeText(awake)) !== '');
    await extension.evaluate((tab) => browser.tabs.remove(tab), awake);
    await front.close();
  });
});

// Firefox does not prerender.
describeInBrowsers('a page drawn ahead of the click', { sites: MOVING_SITES, only: ['chromium'] }, (stage) => {
  it('says nothing over the page before it, and speaks once it is opened', async () => {
    const page = await stage.open('http://ahead.test/');
    await poll('the next page to be drawn ahead', 10_000, () =>
      stage.sites.log.some(({ url }) => url === 'http://ahead.test/drawn'),
    );
    const { assessment, badge } = await settledTab(stage.driver, page, 2000);
    expect(assessment).toBeNull();
    expect(badge).toBe('');
    // No look into closed roots: the browser draws nothing ahead for a page that a tool looks at so closely.
    const added = () => page.evaluate(() => document.documentElement.children.length - 2);
    expect(await added()).toBe(0);
    await page.click('a');
    await page.waitFor(() => (window as { early?: boolean }).early === true);
    await waitForAssessment(stage.driver, page, ({ kind, url }) => kind === 'application' && url.endsWith('/apply'));
    await poll('the badge', 5_000, async () => (await readTab(stage.driver, page)).badge !== '');
    await poll('the card', 5_000, async () => (await added()) > 0);
  });
});
