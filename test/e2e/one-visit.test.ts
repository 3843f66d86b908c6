import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { poll, readTab, settledTab, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers } from './support.ts';

const step = `<!doctype html><html lang="en"><title>Step 3 of 4</title><h1>Nearly there</h1>
  <form method="post"><label>Bank card number <input name="card_no"></label>
  <label>ID number <input name="id_no"></label><label>Mobile number <input type="tel" name="mobile"></label>
  <label>Name of a relative <input name="relative_name"></label>
  <label>Phone of the relative <input type="tel" name="relative_phone"></label>
  <button>Continue</button></form>`;

const landing = `<!doctype html><html lang="en"><title>Pebble Loans – personal loans</title>
  <h1>Personal loans in ten minutes</h1><p>Borrow up to $900. No credit check, instant approval, money in your bank account today.</p>
  <form action="/step"><label>Loan amount <input type="range" name="amount"></label>
  <label>Repayment term <select><option>7 days</option><option>30 days</option></select></label><button>Apply now</button></form>
  <a href="/step">Apply for a loan</a>`;

const sites = {
  ...DEMO_SITES,
  'pebble.test': { pages: { '/': landing, '/step': step } },
  'unrelated.test': { pages: { '/step': step } },
  'frame-host.test': {
    pages: {
      '/': '<!doctype html><title>Partner</title><h1>Our partner</h1><iframe src="https://sunny-quick-cash.test/apply" width="900" height="700"></iframe>',
    },
  },
  'leaves.test': {
    pages: {
      '/': `<!doctype html><title>Many</title>${'<iframe src="/leaf"></iframe>'.repeat(30)}`,
      '/leaf': '<!doctype html><title>Leaf</title><p>A leaf.',
    },
  },
};

describeInBrowsers('the pages and frames of one visit', { sites }, (stage) => {
  it('knows a step that never says "loan" by the page before it', async () => {
    const page = await stage.open('https://pebble.test/');
    await waitForAssessment(stage.driver, page, ({ kind }) => kind !== 'none');
    await page.goto('https://pebble.test/step');
    const assessment = await waitForAssessment(stage.driver, page, ({ url }) => url.endsWith('/step'));
    expect(assessment.kind).toBe('application');
    expect(assessment.contacts.map(({ vector }) => vector)).toContain('reference-contacts');
    expect(assessment.severity).not.toBe('none');
  });

  it('carries nothing to another origin', async () => {
    const page = await stage.open('https://pebble.test/');
    await waitForAssessment(stage.driver, page, ({ kind }) => kind !== 'none');
    await page.goto('https://unrelated.test/step');
    const { assessment } = await settledTab(stage.driver, page);
    expect(assessment?.kind ?? 'none').toBe('none');
  });

  it('sees the form in a frame of another site, and warns in the top page', async () => {
    const page = await stage.open('https://frame-host.test/');
    const assessment = await waitForAssessment(stage.driver, page, ({ kind }) => kind === 'application');
    expect(assessment.url).toBe('https://frame-host.test/');
    await poll('the badge', 5_000, async () => (await readTab(stage.driver, page)).badge === '!');
    await page.waitForWarning();
  });

  it('takes a page of thirty plain frames as it is', async () => {
    const page = await stage.open('https://leaves.test/');
    const { assessment, badge } = await settledTab(stage.driver, page, 500);
    expect(assessment?.severity ?? 'none').toBe('none');
    expect(badge).toBe('');
    expect(page.errors).toEqual([]);
  });

  it('follows a page that turns into a lender’s without a load', async () => {
    const page = await stage.open('https://unrelated.test/step');
    await settledTab(stage.driver, page, 400);
    await page.evaluate((html) => {
      history.pushState(null, '', '/borrow');
      const next = new DOMParser().parseFromString(html, 'text/html');
      document.body.replaceChildren(...next.body.childNodes);
      document.title = 'Pebble Loans – personal loans';
    }, landing);
    const assessment = await waitForAssessment(stage.driver, page, ({ kind }) => kind !== 'none');
    expect(assessment.url).toBe('https://unrelated.test/borrow');
  });
});
