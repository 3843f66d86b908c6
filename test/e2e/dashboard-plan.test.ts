import { beforeEach, expect, it } from 'vitest';
import { fill, mainText, press, says } from './dashboard-page.ts';
import { savedVisit, saveVisits } from './saved-visits.ts';
import { describeInBrowsers } from './support.ts';

const NEWEST = Date.now();
const VISITS = [0, 1, 2].map((index) => {
  const { row, entries } = savedVisit(index, NEWEST);
  const loan = { relation: 'borrowed' as const, amount: { minor: 150_050, currency: 'USD' } };
  return { row: index === 1 ? { ...row, ...loan } : row, entries };
});

describeInBrowsers('the repayment plan', { sites: {} }, (stage) => {
  beforeEach(async () => {
    const page = await stage.driver.openDashboard();
    await page.waitFor(() => document.querySelector('.rf-notice, [role="grid"]') !== null);
    await page.close();
    await saveVisits(stage.driver, VISITS);
  });

  it('takes a noted loan over, agrees with a second dashboard, and brings a removed debt back', async () => {
    const other = await stage.driver.openDashboard('plan');
    await says(other, 'No debts written down yet.');
    const page = await stage.driver.openDashboard('plan');
    await says(page, 'From your visited platforms');
    expect(await mainText(page)).not.toContain('Take over dana dana 0');
    await press(page, 'Take over cepat dana 1');
    await says(page, 'Change cepat dana 1');
    await says(page, '$1,500.50');
    await says(other, '$1,500.50');

    // The currency of a plan is that of its debts.
    await fill(other, 'Currency', 'USD');
    await fill(other, 'What comes in', '900');
    await fill(other, 'What you need for living (rent, food, medicine, travel to work)', '400');
    await says(other, 'With $500 a month everything is paid in');
    await says(page, 'With $500 a month everything is paid in');
    const picture = await page.evaluate(() => ({
      label: document.querySelector('main svg[role="img"]')?.getAttribute('aria-label') ?? '',
      rows: document.querySelectorAll('main table:first-of-type tbody tr').length,
    }));
    expect(picture.label).toContain('It is $1,500.50 at the start.');
    expect(picture.rows).toBeGreaterThanOrEqual(4);

    await press(page, 'Remove cepat dana 1');
    await says(page, 'cepat dana 1 was deleted.');
    await says(other, 'No debts written down yet.');
    await press(page, 'Undo');
    await says(other, '$1,500.50');
    await page.close();
    await other.close();
  });
});
