import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { poll, readTab, type Site, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers } from './support.ts';

interface Entry {
  name: string;
  status: string;
  domains?: string[];
  licences?: { number: string; holder: string }[];
  evidence: { source: string; date: string; status: string }[];
}

const FILE = join(import.meta.dirname, '../../data/platforms/ID.json');
const { platforms } = JSON.parse(await readFile(FILE, 'utf8')) as { platforms: Entry[] };

function entry(fits: (one: Entry) => boolean): Entry & { host: string } {
  const found = platforms.find((one) => one.domains?.[0] && fits(one));
  if (!found?.domains?.[0]) throw new Error('The list has no such entry.');
  return { ...found, host: found.domains[0] };
}

/** Whichever the bundled list holds: no name of a real lender belongs into a test. */
const illegal = entry((one) => one.status === 'illegal-listed');
const licensed = entry(
  (one) => (one.licences?.length ?? 0) > 0 && one.evidence.some((line) => line.status === 'licensed'),
);
const brands = JSON.parse(await readFile(join(import.meta.dirname, '../../data/platforms/brands.json'), 'utf8')) as {
  brands: { name: string; dictionaryWord: boolean; jurisdiction: string }[];
};
const plain = (one: { name: string; dictionaryWord: boolean }) =>
  !one.dictionaryWord && /^[A-Z][a-z]{6,9}$/.test(one.name);
const brand = brands.brands.find((one) => one.jurisdiction === 'ID' && plain(one));
if (!brand) throw new Error('There is no protected brand with a plain name.');
const LOOKALIKE = `${brand.name.toLowerCase()}-pinjaman.test`;

const html = (title: string, body: string) =>
  `<!doctype html><html lang="en"><title>${title}</title><main>${body}</main>`;

const OFFER = `<h1>Personal loans online</h1><p>Borrow up to $500. Choose your loan amount and the repayment term.
  Interest rate 2% a month, no credit check, instant approval.</p><p><a href="/apply">Apply now for a cash loan</a></p>
  <label>Loan amount <input type="range" name="loan_amount"></label>
  <label>Repayment term <select name="loan_term"><option>14 days<option>30 days</select></label>`;

const FORM = `<h1>Loan application</h1><form action="/received" method="post">
  <label>Loan amount <input name="loan_amount"></label><label>Repayment term <select><option>14 days</select></label>
  <label>Full name as on your ID <input name="full_name"></label>
  <label>National ID number <input name="national_id"></label>
  <label>Monthly income <input name="monthly_income"></label>
  <label>Bank account number <input name="bank_account"></label><button>Apply for the loan</button></form>`;

const pages = (map: Record<string, string>): Site => ({ pages: map });
const options = {
  sites: {
    ...DEMO_SITES,
    [illegal.host]: pages({ '/apply': html('Loan', FORM) }),
    [licensed.host]: pages({ '/apply': html('Loan', FORM) }),
    [LOOKALIKE]: pages({ '/': html('Loans', OFFER), '/apply': html('Loan', FORM) }),
    'borrowed-words.test': pages({
      '/': html('Loans', `${OFFER}<footer><p>Licence ${licensed.licences?.[0]?.number}</p></footer>`),
    }),
  },
  settings: { jurisdiction: 'ID' },
};

describeInBrowsers('looking a page up', options, (stage) => {
  it('is danger on a lending page of a listed host, with source and date', async () => {
    const page = await stage.open(`https://${illegal.host}/apply`);
    const assessment = await waitForAssessment(stage.driver, page, ({ kind }) => kind === 'application');
    expect(assessment).toMatchObject({
      severity: 'danger',
      platform: { name: illegal.name, status: 'illegal-listed', match: 'domain' },
    });
    const ui = await page.waitForWarning();
    const line = illegal.evidence.find((one) => one.status === 'illegal-listed');
    const text = await ui.evaluate((root) => root.textContent ?? '');
    expect(text).toContain(line?.source);
    expect(text).toContain(line?.date);
  });

  it('is caution on an address that imitates a brand, and danger where it asks who you are', async () => {
    const offer = await stage.open(`https://${LOOKALIKE}/`);
    const first = await waitForAssessment(stage.driver, offer, ({ kind }) => kind !== 'none');
    expect(first).toMatchObject({ severity: 'caution', platform: { match: 'lookalike', name: brand.name } });
    expect(first.reasons[0]?.rule).toBe('lookalike');
    const form = await stage.open(`https://${LOOKALIKE}/apply`);
    const second = await waitForAssessment(stage.driver, form, ({ kind }) => kind === 'application');
    expect(second.severity).toBe('danger');
    expect(second.reasons[0]?.rule).toBe('lookalike-demand');
    await poll('the badge', 5_000, async () => (await readTab(stage.driver, form)).badge === '!!');
    const ui = await form.waitForWarning();
    expect(await ui.evaluate((root) => root.textContent ?? '')).toContain(brand.name);
  });

  it('tells a lapsed licence with its date, and not that none was found', async () => {
    const page = await stage.open(`https://${licensed.host}/apply`);
    const assessment = await waitForAssessment(stage.driver, page, ({ kind }) => kind === 'application');
    const { platform, reasons } = assessment;
    expect(platform).toMatchObject({ match: 'domain', name: licensed.name });
    const rules = reasons.map((reason) => reason.rule);
    // A renewed register makes it a licence again; either way it is not an unknown lender.
    expect(rules).toContain(platform?.status === 'licensed' ? 'licensed-lender' : 'licence-lapsed');
    expect(rules).not.toContain('unknown-application');
    const popup = await stage.driver.openPopup(page);
    await popup.waitFor((name) => document.body.textContent?.includes(name), 5_000, licensed.name);
    expect(await popup.evaluate(() => document.body.textContent)).not.toContain('We found no licence');
    await popup.close();
  });

  it('tells of a licence number that the register gives to another address', async () => {
    const page = await stage.open('https://borrowed-words.test/');
    const assessment = await waitForAssessment(stage.driver, page, ({ kind }) => kind !== 'none');
    expect(assessment.severity).toBe('caution');
    expect(assessment.reasons.map((reason) => reason.rule)).toContain('licence-conflict');
    const ui = await page.waitForWarning();
    expect(await ui.evaluate((root) => root.textContent ?? '')).toContain(licensed.licences?.[0]?.holder);
  });
});
