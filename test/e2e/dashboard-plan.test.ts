import { beforeEach, expect, it } from 'vitest';
import { type PageDriver, poll } from './driver/index.ts';
import { savedVisit, saveVisits } from './saved-visits.ts';
import { describeInBrowsers } from './support.ts';

const NEWEST = Date.now();
const VISITS = [0, 1, 2].map((index) => {
  const { row, entries } = savedVisit(index, NEWEST);
  const loan = { relation: 'borrowed' as const, amount: { minor: 150_050, currency: 'USD' } };
  return { row: index === 1 ? { ...row, ...loan } : row, entries };
});

const mainText = (page: PageDriver): Promise<string> =>
  page.evaluate(() => document.querySelector('main')?.textContent ?? '');

const press = (page: PageDriver, text: string): Promise<unknown> =>
  poll(`a button “${text}”`, 5_000, () =>
    page.evaluate((wanted) => {
      const all = [...document.querySelectorAll<HTMLElement>('main button')];
      const found = all.find((one) => one.textContent?.trim().startsWith(wanted));
      found?.click();
      return found !== undefined;
    }, text),
  );

const says = (page: PageDriver, text: string): Promise<unknown> =>
  poll(`the words “${text}”`, 10_000, async () => (await mainText(page)).includes(text));

/** Gives the last labelled field of this name a value, as typing and leaving it would. */
const fill = (page: PageDriver, label: string, value: string): Promise<void> =>
  page.evaluate(
    (wanted, text) => {
      const found = [...document.querySelectorAll('main label')].findLast((one) => one.textContent?.trim() === wanted);
      const field = (found as HTMLLabelElement | undefined)?.control as HTMLInputElement | null | undefined;
      if (!field) throw new Error(`no field ${wanted}`);
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    label,
    value,
  );

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
