import { expect, it } from 'vitest';
import { type ClosedUi, type PageDriver, poll, readTab, type SiteResponse, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers, type Stage } from './support.ts';

const POLICY = `<!doctype html><html lang="en"><title>Privacy policy</title><h1>Privacy policy</h1>
<p>When you apply we collect your contact list and share it with debt collectors if you pay late.</p>
<p>We never read your text messages.</p>
<script>document.title = 'ran'; new Image().src = 'https://tracker.test/ran';</script>
<img src="https://tracker.test/pixel">`;

const FORM = `<!doctype html><html lang="en"><title>Harbour Loan – apply</title><h1>Apply for your cash loan</h1>
<p>Borrow 500 today, repay in 14 days. Loan amount, interest and repayment below. No credit check.</p>
<form><label>Loan amount <input name="loan_amount"></label><label>Monthly income <input name="income"></label>
<label>Bank account <input name="account"></label><button>Apply now</button></form>
<p>By applying you accept our <a href="/privacy">Privacy Policy</a>, the <a href="/lost">Loan terms</a> and the
<a href="/moved">Consent agreement</a>.</p>`;

const html = (body: string, headers: Record<string, string> = {}): SiteResponse => ({
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body,
});

const options = {
  settings: { jurisdiction: 'ID' },
  sites: {
    'harbour-lender.test': {
      pages: {
        '/apply': FORM,
        '/privacy': POLICY,
        '/moved': { status: 302, headers: { location: 'https://terms-of-others.test/' } },
      },
    },
    // A page's own rules against scripts that parse must not keep the reader from parsing.
    'strict-lender.test': {
      pages: {
        '/apply': html(FORM, { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types 'none'" }),
        '/privacy': POLICY,
      },
    },
    'terms-of-others.test': { pages: { '/': '<p>We collect your contacts.</p>' } },
  },
};

const MORE = 'What this means and what to do';
const REACH = 'What this lender can reach';
const READ = /^Read the policy for me$/;

describeInBrowsers('the policy behind a form', options, (stage: Stage) => {
  const open = async (host: string): Promise<{ page: PageDriver; card: ClosedUi }> => {
    const page = await stage.open(`https://${host}/apply`);
    await waitForAssessment(stage.driver, page, ({ policies }) => policies !== undefined);
    const card = await page.waitForWarning();
    await card.click(MORE);
    await card.click(REACH);
    await poll('the offer', 5_000, async () => (await card.controls()).some((name) => READ.test(name)));
    return { page, card };
  };
  const contactsRow = async (page: PageDriver) =>
    (await readTab(stage.driver, page)).assessment?.reach?.find(({ kind }) => kind === 'contacts');

  it.each(['harbour-lender.test', 'strict-lender.test'])(
    'is read at the user’s click only, and quoted: %s',
    async (host) => {
      stage.sites.log.length = 0;
      const { page, card } = await open(host);
      expect(await card.text()).toContain(`The terms at ${host}/privacy have not been read`);
      expect(stage.sites.log.some(({ url }) => url.includes('privacy'))).toBe(false);
      await card.click(READ);
      const text = await poll('what it says', 15_000, async () => {
        const shown = await card.text();
        return shown.includes('It says that it takes: Contacts') ? shown : null;
      });
      expect(text).toContain('It says that it does not take: Text messages');
      expect(text).toContain('we collect your contact list and share it with debt collectors');
      // The summary above has changed in place.
      await poll('the summary', 5_000, async () =>
        (await card.text()).includes(`its terms say that it takes this (${host}/privacy)`),
      );
      expect(await contactsRow(page)).toMatchObject({ policy: 'said', policyAt: `${host}/privacy` });
      const asked = stage.sites.log.filter(({ url }) => url.includes('privacy'));
      expect(asked.map(({ method }) => method)).toEqual(['GET']);
      expect(stage.sites.log.filter(({ host: asked }) => asked === 'tracker.test')).toEqual([]);
    },
  );

  it('says in clear words where it cannot be read', async () => {
    const { card } = await open('harbour-lender.test');
    // The first button belongs to the privacy policy, the next ones to the terms and the agreement.
    await card.evaluate((root) => {
      for (const button of [...root.querySelectorAll('button')]
        .filter(({ textContent }) => textContent === 'Read the policy for me')
        .slice(0, 1))
        button.parentElement?.remove();
    });
    await card.click(READ);
    await poll('the failure', 15_000, async () =>
      (await card.text()).includes('The server answered with an error (404)'),
    );
    await card.evaluate((root) => {
      for (const button of [...root.querySelectorAll('button')]
        .filter(({ textContent }) => textContent === 'Read the policy for me')
        .slice(0, 1))
        button.parentElement?.remove();
    });
    await card.click(READ);
    await poll('the refusal', 15_000, async () =>
      (await card.text()).includes('leads on to another site: terms-of-others.test'),
    );
  });
});

describeInBrowsers(
  'a policy that the user has read themselves',
  { ...options, privateWindows: true },
  (stage: Stage) => {
    it('is remembered on the form, but neither for another site nor in a private window', async () => {
      const policy = await stage.open('https://harbour-lender.test/privacy');
      await waitForAssessment(stage.driver, policy, ({ contacts }) => contacts.length > 0);
      const form = await stage.open('https://harbour-lender.test/apply');
      const seen = await waitForAssessment(
        stage.driver,
        form,
        ({ kind, reach }) => kind !== 'none' && reach !== undefined,
      );
      expect(seen.reach?.find(({ kind }) => kind === 'contacts')).toMatchObject({
        policy: 'said',
        policyAt: 'harbour-lender.test/privacy',
      });
      const other = await stage.open('https://strict-lender.test/apply');
      const others = await waitForAssessment(stage.driver, other, ({ kind }) => kind !== 'none');
      expect(others.reach?.find(({ kind }) => kind === 'contacts')?.policyAt).toBeUndefined();
      const hidden = await stage.driver.openPrivate('https://harbour-lender.test/apply');
      const apart = await waitForAssessment(stage.driver, hidden, ({ kind }) => kind !== 'none');
      expect(apart.reach?.find(({ kind }) => kind === 'contacts')?.policyAt).toBeUndefined();
      await hidden.close();
    });
  },
);
