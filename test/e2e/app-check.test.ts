import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import {
  type ClosedUi,
  type PageDriver,
  poll,
  type SiteRequest,
  type SiteResponse,
  waitForAssessment,
} from './driver/index.ts';
import { describeInBrowsers, type Stage } from './support.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/apk');
const SIZE = 3_000_000;

let app: Uint8Array = new Uint8Array();
/** Bytes of the app that were sent, request by request. */
const sent: number[] = [];

const PAGE = `<!doctype html><html lang="en"><title>Quick Cash Loan app</title>
<h1>Instant cash loans in our app</h1><p>Borrow up to 500 in five minutes, repay in 14 days. No credit check.</p>
<p>To borrow you agree that we collect your contacts and your call log from your phone.</p>
<p>Loan amount, interest and repayment: all in the app. Apply for your loan now.</p>
<p><a href="/app/quick-cash.apk">Download the app to apply for a loan</a></p>
<p><a href="https://files.app-lender.test/moved/quick-cash.apk">Second download</a></p>`;

// Addresses of a router at home, to which a server may want the request sent on.
const AT_HOME = ['http://192.168.7.1/reboot.apk', 'http://router.lan/reboot.apk', 'http://127.0.0.1:8/reboot.apk'];
const leadsHome = (at: number): string =>
  PAGE.replace(
    /<p><a href="\/app.*<\/p>\n<p>.*<\/p>/s,
    `<p><a href="/home/${at}.apk">Download the app to apply for a loan</a></p>`,
  );

function inParts({ headers }: SiteRequest): SiteResponse {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(String(headers.range ?? '')) ?? [];
  if (!headers.range) return { body: app };
  const start = from === '' ? app.length - Number(to) : Number(from);
  const end = from === '' ? app.length : Math.min(app.length, Number(to) + 1);
  sent.push(end - start);
  return {
    status: 206,
    headers: { 'content-range': `bytes ${start}-${end - 1}/${app.length}` },
    body: app.subarray(start, end),
  };
}

const options = {
  settings: { jurisdiction: 'ID' },
  sites: {
    'app-lender.test': (request: SiteRequest): SiteResponse =>
      request.url.pathname.endsWith('.apk')
        ? inParts(request)
        : { headers: { 'content-type': 'text/html' }, body: PAGE },
    'files.app-lender.test': (): SiteResponse => ({
      status: 302,
      headers: { location: 'https://store-of-files.test/quick-cash.apk' },
    }),
    'leads-home.test': ({ url }: SiteRequest): SiteResponse => {
      const at = Number(/(\d)/.exec(url.pathname)?.[1] ?? 0);
      return url.pathname.endsWith('.apk')
        ? { status: 302, headers: { location: AT_HOME[at] ?? '' } }
        : { headers: { 'content-type': 'text/html' }, body: leadsHome(at) };
    },
    'store-of-files.test': (request: SiteRequest): SiteResponse => inParts(request),
  },
};

beforeAll(async () => {
  const { unzipSync, zipSync } = await import('fflate');
  const small = unzipSync(await readFile(join(FIXTURES, 'lender.apk')));
  const filler = Uint8Array.from({ length: SIZE }, (_, at) => (at * 2_654_435_761) >>> 24);
  app = zipSync({ ...small, 'classes.dex': filler }, { level: 0 });
});

describeInBrowsers('checking an app', options, (stage: Stage) => {
  const open = async (): Promise<{ page: PageDriver; card: ClosedUi }> => {
    const page = await stage.open('https://app-lender.test/');
    await waitForAssessment(stage.driver, page, ({ apps }) => apps?.length === 2);
    const card = await page.waitForWarning();
    await card.click('What this means and what to do');
    await card.click('The app that this page offers');
    return { page, card };
  };

  it('fetches nothing before the click, then little, and says what the rules forbid', async () => {
    sent.length = 0;
    const { card } = await open();
    await poll('the offer', 5_000, async () => (await card.text()).includes('has not been read'));
    expect(stage.sites.log.some(({ url }) => url.endsWith('.apk'))).toBe(false);
    await card.click('Check what this app may do');
    const text = await poll('the report', 15_000, async () => {
      const shown = await card.text();
      return shown.includes('com.example.lender') ? shown : null;
    });
    expect(text).toContain('Contacts: A rule forbids this to a lender');
    expect(text).toContain('Call log: A rule forbids this to a lender');
    expect(text).toContain('A licensed online lender may open only the camera, the location and the microphone');
    expect(text).toContain('Google Play, rule for personal-loan apps');
    expect(text).toContain('Camera: A rule allows this to a licensed lender');
    expect(sent.reduce((sum, part) => sum + part, 0)).toBeLessThan(SIZE / 20);
    // The summary of the visit knows of it at once, and on the next page of the site.
    await card.click('What this lender can reach');
    await poll('the summary', 5_000, async () =>
      (await card.text()).includes('the app com.example.lender asks for it'),
    );
    const next = await stage.open('https://app-lender.test/next');
    const seen = await waitForAssessment(stage.driver, next, ({ kind }) => kind !== 'none');
    expect(seen.reach?.find(({ kind }) => kind === 'call-log')).toMatchObject({ app: 'com.example.lender' });
  });

  it('reads nothing on another site before the user agrees', async () => {
    stage.sites.log.length = 0;
    const { card } = await open();
    sent.length = 0;
    await card.click(/^Check what this app may do$/);
    // The first button belongs to the first app; the second app leads elsewhere.
    await poll('the first report', 15_000, async () => (await card.text()).includes('com.example.lender'));
    sent.length = 0;
    await card.click(/^Check what this app may do$/);
    await poll('the refusal', 15_000, async () =>
      (await card.text()).includes('leads on to another site: store-of-files.test'),
    );
    expect((await card.text()).split('com.example.lender')).toHaveLength(2);
    await card.click('Check it at store-of-files.test');
    await poll('the second report', 15_000, async () => (await card.text()).split('com.example.lender').length === 3);
  });

  it.each([...AT_HOME.keys()])('is led to nothing at home: %s', async (at) => {
    stage.sites.log.length = 0;
    const page = await stage.open(`https://leads-home.test/${at}`);
    await waitForAssessment(stage.driver, page, ({ apps }) => apps?.length === 1);
    const card = await page.waitForWarning();
    await card.click('What this means and what to do');
    await card.click('The app that this page offers');
    await card.click('Check what this app may do');
    await poll('the refusal', 15_000, async () => (await card.text()).includes('The file could not be reached.'));
    expect(stage.sites.log.filter(({ url }) => url.endsWith(`/home/${at}.apk`))).toHaveLength(1);
    expect(stage.sites.log.filter(({ url }) => url.endsWith('/reboot.apk'))).toEqual([]);
  });

  it('works from the popup', async () => {
    const { page } = await open();
    const popup = await stage.driver.openPopup(page);
    await poll('the verdict', 10_000, async () => (await popup.controls()).includes('What this means and what to do'));
    await popup.click('What this means and what to do');
    await popup.click('The app that this page offers');
    await poll('the button', 5_000, async () => (await popup.controls()).includes('Check what this app may do'));
    // In Firefox the driver's clicks are not the user's, and the button takes none but the user's.
    if (stage.name === 'chromium') {
      await popup.click(/^Check what this app may do$/);
      await poll('the report', 15_000, async () => (await popup.text()).includes('A rule forbids this to a lender'));
    }
    await popup.close();
  });

  it('sums up what the lender can reach, with the law', async () => {
    const { card } = await open();
    await card.click('What this lender can reach');
    const text = await poll('the summary', 5_000, async () => {
      const shown = await card.text();
      return shown.includes('not asked for here') ? shown : null;
    });
    expect(text).toContain('forbidden to lenders in Indonesia');
    for (const kind of ['Contacts', 'Call log', 'Text messages', 'Photos and files', 'Location', 'Camera'])
      expect(text).toContain(kind);
  });

  it('reads a file of the user’s on the dashboard', async () => {
    const page = await stage.driver.openDashboard('app-check');
    await page.waitFor(() => document.querySelector('input[type=file]') !== null);
    await page.setFiles('input[type=file]', join(FIXTURES, 'max-sdk-and-sdk-23.apk'));
    const text = await page.waitFor(() => {
      const shown = document.querySelector('main')?.textContent ?? '';
      return shown.includes('com.example.limited') ? shown : '';
    });
    expect(text).toContain('Contacts: A rule forbids this to a lender');
    expect(text).toContain('WRITE_EXTERNAL_STORAGE (only up to Android 9)');
    await page.setFiles('input[type=file]', join(FIXTURES, 'make.ts'));
    await page.waitFor(() => document.querySelector('main')?.textContent?.includes('not an Android app'));
    await page.close();
  });
});
