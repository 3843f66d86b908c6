import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import encodeQR from 'qr';
import { expect, it } from 'vitest';
import {
  type ClosedUi,
  type ExtensionApi,
  type PageDriver,
  poll,
  type SiteRequest,
  waitForAssessment,
} from './driver/index.ts';
import { describeInBrowsers, type Stage } from './support.ts';

declare const browser: ExtensionApi;

const APP = 'https://files.flyer-lender.test/get/fast-money.apk?from=flyer';
const LISTING = 'https://play.google.com/store/apps/details?id=com.example.fastmoney';
const app = await readFile(join(import.meta.dirname, '../fixtures/apk/lender.apk'));

/** A code as pages show it: drawn, without a word of what it says. */
const code = (text: string, style = '') =>
  `<div style="width:220px;background:#fff;${style}">${encodeQR(text, 'svg', { border: 4 })}</div>`;

const page = (codes: string) => `<!doctype html><html lang="en"><title>Fast Money Loan</title>
<h1>Cash loans in five minutes</h1><p>Borrow up to 500, repay in 14 days. No credit check. Apply for your loan now.</p>
<p>To borrow you agree that we collect your contacts. Loan amount, interest and repayment: all in our app. Scan the code to download the app.</p>${codes}`;

const options = {
  settings: { jurisdiction: 'ID' },
  sites: {
    'flyer-lender.test': {
      pages: {
        '/': page(code(APP)),
        // Where the warning's own card stands.
        '/covered': page(code(APP, 'position:fixed;right:24px;bottom:24px')),
        '/two': page(`<div style="display:flex;gap:40px">${code(LISTING)}${code('WIFI:S:office;P:secret;;')}</div>`),
        '/none': page('<p>The code is in our shop.</p>'),
      },
    },
    'files.flyer-lender.test': ({ url }: SiteRequest) => ({ body: url.pathname.endsWith('.apk') ? app : '' }),
  },
};

const READ = 'Read the QR code on this page';
const CHECK = /^Check what this app may do$/;

describeInBrowsers('a code that leads to an app', options, (stage: Stage) => {
  const open = async (path: string): Promise<PageDriver> => {
    const opened = await stage.open(`https://flyer-lender.test${path}`);
    await waitForAssessment(stage.driver, opened, ({ scan }) => scan === true);
    return opened;
  };
  const unfold = async (path: string): Promise<ClosedUi> => {
    const card = await (await open(path)).waitForWarning();
    await card.click('What this means and what to do');
    await card.click('The app that this page offers');
    await poll('the button', 5_000, async () => (await card.controls()).includes(READ));
    return card;
  };
  /** Whether the browser gives pictures without a click in the toolbar: to extensions with access to all addresses. */
  const picturesFromPage = () =>
    stage.driver.extension.evaluate(() => {
      const { permissions = [], host_permissions = [] } = browser.runtime.getManifest();
      return [...permissions, ...host_permissions].includes('<all_urls>');
    });
  const REFUSED = 'Click the Ringfence button in the toolbar and read the code there';
  const asked = () => stage.sites.log.filter(({ url }) => url.endsWith('.apk') || url.includes('fast-money'));

  it.each(['/', '/covered'])(
    'is read at the user’s click, shown, and only then offered for a check: %s',
    async (path) => {
      stage.sites.log.length = 0;
      const card = await unfold(path);
      await card.click(READ);
      if (!(await picturesFromPage())) {
        await poll('the way to it', 15_000, async () => (await card.text()).includes(REFUSED));
        return;
      }
      await poll('what the code says', 15_000, async () => (await card.text()).includes(`The code says: ${APP}`));
      // What was unfolded stays unfolded while the offer is added.
      await poll('the offer', 5_000, async () => (await card.controls()).some((name) => CHECK.test(name)));
      expect(asked()).toEqual([]);
      await card.click(CHECK);
      await poll('the report', 15_000, async () => (await card.text()).includes('com.example.lender'));
      expect(asked().length).toBeGreaterThan(0);
    },
  );

  it('reads several, offers those that are apps, and follows none', async () => {
    stage.sites.log.length = 0;
    const card = await unfold('/two');
    await card.click(READ);
    if (!(await picturesFromPage())) {
      await poll('the way to it', 15_000, async () => (await card.text()).includes(REFUSED));
      return;
    }
    const text = await poll('both codes', 15_000, async () => {
      const shown = await card.text();
      return shown.includes(LISTING) && shown.includes('WIFI:S:office') ? shown : null;
    });
    expect(text).toContain('An app in Google Play: com.example.fastmoney');
    await card.click(CHECK);
    await poll('the look-up', 10_000, async () => (await card.text()).includes('Our lists do not hold this app'));
    expect(stage.sites.log.filter(({ host }) => host === 'play.google.com')).toEqual([]);
  });

  it('says where there is none in sight', async () => {
    const card = await unfold('/none');
    await card.click(READ);
    const words = (await picturesFromPage()) ? 'No QR code was found in what you see' : REFUSED;
    await poll('the answer', 15_000, async () => (await card.text()).includes(words));
  });

  it('is read from the popup too', async () => {
    stage.sites.log.length = 0;
    const opened = await open('/');
    const popup = await stage.driver.openPopup(opened);
    await poll('the verdict', 10_000, async () => (await popup.controls()).includes('What this means and what to do'));
    await popup.click('What this means and what to do');
    await popup.click('The app that this page offers');
    await poll('the button', 5_000, async () => (await popup.controls()).includes(READ));
    // In Firefox the driver's clicks are not the user's, and the button takes none but the user's.
    if (stage.name === 'chromium') {
      await popup.click(READ);
      await poll('what the code says', 15_000, async () => (await popup.text()).includes(`The code says: ${APP}`));
      await poll('the offer', 5_000, async () => (await popup.controls()).some((name) => CHECK.test(name)));
      expect(asked()).toEqual([]);
      await popup.click(CHECK);
      await poll('the report', 15_000, async () => (await popup.text()).includes('com.example.lender'));
    }
    await popup.close();
  });
});
