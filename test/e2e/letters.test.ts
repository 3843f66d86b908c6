import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { type PageDriver, waitForAssessment } from './driver/index.ts';
import { savedVisit, saveVisits } from './saved-visits.ts';
import { describeInBrowsers } from './support.ts';

const values = (page: PageDriver): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('main input, main select')].map(
      (field) => field.value,
    ),
  );

describeInBrowsers('letters', { sites: {}, settings: { jurisdiction: 'PH' } }, (stage) => {
  it('start from a visit with its name, its site and the law of its place', async () => {
    // The database is made by the first page that needs it.
    const first = await stage.driver.openDashboard('visits');
    await first.waitFor(() => document.querySelector('h1') !== null && document.querySelector('.rf-notice') !== null);
    await first.close();
    const visit = savedVisit(0, Date.now());
    visit.row.amount = { minor: 250_000_00, currency: 'IDR' };
    await saveVisits(stage.driver, [visit]);

    const page = await stage.driver.openDashboard(`visits/${encodeURIComponent(visit.row.key)}`);
    await page.waitFor(() => document.querySelector('dialog[open] a[href^="#letters/complaint/"]') !== null);
    await page.evaluate(() => document.querySelector<HTMLElement>('dialog a[href^="#letters/complaint/"]')?.click());
    await page.waitFor(
      (host) => document.querySelector('.rf-letter')?.textContent?.includes(host),
      10_000,
      visit.row.host,
    );
    const filled = await values(page);
    expect(visit.row.jurisdiction).toBe('ID');
    expect(filled).toContain('ID');
    expect(filled).toContain(`${visit.row.name} (${visit.row.host})`);
    expect(filled).toContain(visit.row.host);

    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      `letters/hardship-schedule/${encodeURIComponent(visit.row.key)}`,
    );
    await page.waitFor(
      (name) => document.querySelector('.rf-letter')?.textContent?.includes(name),
      10_000,
      `${visit.row.name} (${visit.row.host})`,
    );
    await page.close();
  });

  it('take an address that names no visit as the letter alone', async () => {
    const page = await stage.driver.openDashboard('letters/complaint/%E0%A4%A');
    await page.waitFor(() => document.querySelector('main form') !== null);
    await page.waitFor(() =>
      [...document.querySelectorAll('main select')].some((one) => (one as HTMLSelectElement).value === 'PH'),
    );
    expect(await values(page)).not.toContain('ID');
    await page.close();
  });

  it('stand beside what limits the rights that they cite, and ask for nothing that was not chosen', async () => {
    const page = await stage.driver.openDashboard('letters/complaint');
    await page.waitFor(() => document.querySelector('.rf-letter') !== null);
    await page.waitFor(() => document.body.textContent?.includes('not the official text'));
    const letter = () => page.evaluate(() => document.querySelector('.rf-letter')?.textContent ?? '');
    expect(await letter()).not.toContain('credit record');
    await page.evaluate(() => {
      const lines = [...document.querySelectorAll<HTMLElement>('main form button')];
      lines.find(({ textContent }) => textContent?.includes('credit record'))?.click();
    });
    await page.waitFor(() => document.querySelector('.rf-letter')?.textContent?.includes('credit record'));
    await page.close();
  });
});

describeInBrowsers('a user of whom nobody knows where they live', { sites: DEMO_SITES }, (stage) => {
  it('gets the guide and the letters of the page’s country, which is said', async () => {
    const page = await stage.open('https://dompet-cerah.test/apply');
    await waitForAssessment(stage.driver, page, ({ jurisdiction }) => jurisdiction.page === 'ID');
    const popup = await stage.driver.openPopup(page);
    await popup.waitFor(() => document.querySelector('.rf-door') !== null);
    await popup.click('I am being harassed');
    await popup.waitFor(() => document.querySelector('article')?.textContent?.includes('borrowers in Indonesia'));
    await popup.waitFor(() => document.querySelector('article')?.textContent?.includes('In Indonesia'));
    await popup.close();
    const letter = await stage.driver.openDashboard('letters/stop-third-party//ID');
    await letter.waitFor(() => document.querySelector('main')?.textContent?.includes('borrowers in Indonesia'));
    expect(await values(letter)).toContain('ID');
    await letter.close();
  });
});
