import { expect, it } from 'vitest';
import type { PageDriver } from './driver/index.ts';
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
});
