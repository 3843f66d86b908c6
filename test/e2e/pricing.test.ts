import { expect, it } from 'vitest';
import { type PageDriver, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers } from './support.ts';

const LENDER = `<!doctype html><html lang="zh-TW"><title>快速貸款 線上申請</title>
<h1>快速貸款，線上申請</h1>
<p>小額借款免財力證明，最快十分鐘放款。月息2分，借款期限 30 天。</p>
<form><label>借款金額 NT$ <input name="amount" type="number"></label>
<label>身分證字號 <input name="idno"></label>
<label>手機號碼 <input name="phone" type="tel"></label>
<label>驗證碼 <input name="otp" autocomplete="one-time-code"></label>
<label>銀行帳號 <input name="bank"></label>
<button>立即申請貸款</button></form>`;

/** Types into the field that a label names, as a person would leave it. */
async function fill(page: PageDriver, label: string, text: string): Promise<void> {
  await page.evaluate(
    (name, typed) => {
      const found = [...document.querySelectorAll<HTMLLabelElement>('main label')].find((item) =>
        item.textContent?.startsWith(name),
      );
      const field = found?.control as HTMLInputElement | HTMLSelectElement | null | undefined;
      if (!field) throw new Error(`no field ${name}`);
      field.value = typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    label,
    text,
  );
}

const mainText = (page: PageDriver) => page.evaluate(() => document.querySelector('main')?.textContent ?? '');

describeInBrowsers(
  'prices',
  { sites: { 'loan.test': { pages: { '/': LENDER } } }, settings: { jurisdiction: 'TW' } },
  (stage) => {
    it('are read from a page, worked out, and held against the law of the place', async () => {
      const page = await stage.open('https://loan.test/');
      const { price, jurisdiction } = await waitForAssessment(stage.driver, page, (found) => found.price !== null);
      expect(jurisdiction.page).toBe('TW');
      expect(price).toMatchObject({ nominalApr: 0.24, termDays: 30, cap: { rightId: 'tw-cap', exceeded: true } });
      expect(price?.evidence.text).toContain('月息2分');
    });

    it('are worked out by the calculator, which keeps to 320 pixels', async () => {
      const page = await stage.driver.openDashboard('calculator');
      await page.setViewport(320, 640);
      await page.waitFor(() => document.querySelector('main form') !== null);
      await page.waitFor(() => document.querySelector<HTMLSelectElement>('main select')?.value === 'TWD');
      await fill(page, 'Amount of the loan', '100000');
      await fill(page, 'Interest, in per cent', '2');
      await page.waitFor(() => document.querySelectorAll('main tbody tr').length === 12);
      await page.waitFor(() => document.querySelector('main section section .rf-notice') !== null);
      const text = await mainText(page);
      expect(text).toMatch(/24%/);
      expect(text).toMatch(/: above this limit/);
      expect(text).toMatch(/16%/);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(await page.evaluate(() => document.querySelector('svg[role="img"]')?.getAttribute('aria-label'))).toMatch(
        /Payments: 12/,
      );
      await page.close();
    });

    it('say in the calculator that a debt grows, and what cannot be reckoned with', async () => {
      const page = await stage.driver.openDashboard('calculator');
      await page.waitFor(() => document.querySelector<HTMLSelectElement>('main select')?.value === 'TWD');
      await fill(page, 'Amount of the loan', '100000');
      await fill(page, 'Interest, in per cent', 'much');
      await page.waitFor(() => (document.querySelector('main [role="alert"]')?.textContent ?? '') !== '');
      expect(await mainText(page)).toMatch(/Type in the interest as a number/);
      await fill(page, 'Interest, in per cent', '5');
      await fill(page, 'Each payment', '1000');
      await page.waitFor(() => document.querySelector('main .rf-danger') !== null);
      const text = await mainText(page);
      expect(text).toMatch(/never paid off/);
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
      await page.close();
    });
  },
);
