import { expect, it } from 'vitest';
import { type ExtensionApi, poll, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers, type Stage } from './support.ts';

declare const browser: ExtensionApi;

const FORM = `<!doctype html><html lang="en"><title>Cedar Cash Loan – references</title><h1>Apply for your cash loan</h1>
<p>Borrow 300 today, repay in 14 days. Loan amount, interest and repayment are shown at the end.</p>
<form><label>Loan amount <input name="loan_amount"></label><fieldset><legend>Reference person 1</legend>
<label>Name <input name="ref_name_1"></label><label>Phone <input name="ref_phone_1" type="tel"></label>
<label>Relationship <select name="ref_relation_1"><option>Mother<option>Brother<option>Colleague</select></label></fieldset>
<button>Apply now</button></form>`;

const options = { settings: { jurisdiction: 'ID' }, sites: { 'cedar-lender.test': { pages: { '/': FORM } } } };

describeInBrowsers('a form that asks for people by name', options, (stage: Stage) => {
  it('offers the message that prepares them, which asks for their consent', async () => {
    const page = await stage.open('https://cedar-lender.test/');
    const seen = await waitForAssessment(stage.driver, page, ({ contacts }) => contacts.length > 0);
    expect(seen.contacts.map(({ vector }) => vector)).toContain('reference-contacts');
    const warning = await page.waitForWarning();
    await warning.click('What this means and what to do');
    await warning.click('What can happen to the people in your address book');
    await warning.click('Prepare relatives and friends');
    const opened = await poll('the letter', 10_000, () =>
      stage.driver.extension.evaluate(async () => {
        const tabs = await browser.tabs.query({});
        return tabs.find(({ url }) => url?.includes('dashboard.html#letters/prepare-relatives'))?.id ?? 0;
      }),
    );
    await stage.driver.extension.evaluate((id) => browser.tabs.remove(id), opened as number);
  });
});
