import { expect, it } from 'vitest';
import { poll, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers, type Stage } from './support.ts';

const CONSENT =
  'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=11111111-2222-3333-4444-555555555555' +
  '&response_type=code&redirect_uri=https%3A%2F%2Fsign-in-lender.test%2Fback&scope=openid%20Contacts.Read';

const LENDER = `<!doctype html><html lang="en"><title>Quick Cash Loan – apply</title>
<h1>Apply for your cash loan</h1><p>Borrow 500 today, repay in 14 days. Loan amount, interest and repayment below.</p>
<form><label>Loan amount <input name="loan_amount"></label><label>Monthly income <input name="income"></label>
<button>Apply now</button></form>
<p><a id="go" href="${CONSENT.replaceAll('&', '&amp;')}">Import your contacts from Outlook</a></p>`;

/** The same sign-in with its request left at the provider beforehand (RFC 9126). */
const KEPT =
  'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=44444444-2222-3333-4444-555555555555' +
  '&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Aab12';

const ASKS = `<!doctype html><html lang="en"><title>Permissions requested</title><h1>Permissions requested</h1>
<p>This app would like to: read your contacts.</p><button>Accept</button>`;

const options = {
  settings: { jurisdiction: 'DE' },
  sites: {
    'sign-in-lender.test': {
      pages: { '/': LENDER, '/kept': LENDER.replace(/href="[^"]*"/, `href="${KEPT.replaceAll('&', '&amp;')}"`) },
    },
    'login.microsoftonline.com': { pages: { '/common/oauth2/v2.0/authorize': ASKS } },
  },
};

describeInBrowsers('a sign-in for contacts', options, (stage: Stage) => {
  it('names the lender that sent the user', async () => {
    const page = await stage.open('https://sign-in-lender.test/');
    const lender = await waitForAssessment(stage.driver, page, ({ kind }) => kind !== 'none');
    expect(lender.contacts.map(({ vector }) => vector)).toContain('oauth-scope');
    await page.goto(CONSENT);
    const consent = await waitForAssessment(stage.driver, page, ({ sentBy }) => sentBy !== undefined);
    expect(consent.sentBy).toMatchObject({ host: 'sign-in-lender.test', lender: 'seen' });
    expect(consent.reasons.map(({ rule }) => rule)).toContain('address-book-sign-in');
    // The warning of the page before may be on its way still.
    await poll('the warning', 10_000, async () => {
      const text = (await (await page.warning())?.text()) ?? '';
      return text.includes('A lender asks for your online contacts here') && text.includes('sign-in-lender.test');
    });
  });

  it('names it too where the request is kept at the provider, and says that it was not read', async () => {
    const page = await stage.open('https://sign-in-lender.test/kept');
    await waitForAssessment(stage.driver, page, ({ kind }) => kind !== 'none');
    await page.goto(KEPT);
    const consent = await waitForAssessment(stage.driver, page, ({ sentBy }) => sentBy !== undefined);
    expect(consent.sentBy).toMatchObject({ host: 'sign-in-lender.test', lender: 'seen', unread: true });
    expect(consent.contacts.map(({ vector }) => vector)).toContain('oauth-scope');
    await poll('the warning', 10_000, async () => {
      const text = (await (await page.warning())?.text()) ?? '';
      return text.includes('A lender asks for your online contacts here');
    });
    const card = await page.waitForWarning();
    await card.click('What this means and what to do');
    await card.click('Who this is');
    await poll('the note', 5_000, async () => (await card.text()).includes('What it asks for is not in the address'));
  });

  it('accuses nobody whom nothing shows to lend', async () => {
    const page = await stage.open(
      CONSENT.replaceAll('sign-in-lender', 'calendar-tool').replace('11111111', '99999999'),
    );
    const consent = await waitForAssessment(stage.driver, page, ({ sentBy }) => sentBy !== undefined);
    expect(consent.sentBy).toMatchObject({ host: 'calendar-tool.test', lender: null });
    expect(consent.reasons.map(({ rule }) => rule)).not.toContain('address-book-sign-in');
  });
});
