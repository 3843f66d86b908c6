import { expect, it } from 'vitest';
import { poll, readTab, type SiteRequest, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers, type Stage } from './support.ts';

const page = (scripts: string) => `<!doctype html><html lang="en"><title>Fast Money Loan</title>
<h1>Cash loans in five minutes</h1><p>Borrow up to 500, repay in 14 days. No credit check. Apply for your loan now.</p>
<p>Loan amount, interest and repayment. Loan term 14 days, interest rate 1 % a day, late fee 5 %.</p>
<form><label>Loan amount <input name="amount"></label><label>Monthly income <input name="income"></label>
<button>Apply for a loan</button></form>${scripts}`;

/** As a bundler leaves it: one long line, in which the call stands somewhere. */
const bundle = (call: string) =>
  `${'function a(b){return b+1};'.repeat(12_000)}window.take=function(){${call}};${'a(2);'.repeat(20_000)}`;
const CALL = 'window.plus&&plus.contacts.getAddressBook(0,function(b){b.find([],console.log)})';

const kept = { 'content-type': 'text/javascript', 'cache-control': 'max-age=600' };
const html = { 'content-type': 'text/html; charset=utf-8' };

function lender({ url }: SiteRequest) {
  const answers: Record<string, { headers: Record<string, string>; body: string }> = {
    '/': { headers: html, body: page('<script src="/js/app.js?v=1"></script>') },
    '/strict': {
      headers: {
        ...html,
        'content-security-policy': "default-src 'self'; script-src 'self'; connect-src 'none'; report-uri /report",
      },
      body: page('<script src="/js/app.js?v=1"></script>'),
    },
    '/unkept': { headers: html, body: page('<script src="/js/unkept.js"></script>') },
    '/library': { headers: html, body: page('<script src="/js/library.js"></script>') },
    '/elsewhere': {
      headers: html,
      body: page('<script src="/js/app.js?v=1"></script><script src="http://cdn.elsewhere.test/app.js"></script>'),
    },
    '/js/app.js': { headers: kept, body: bundle(CALL) },
    '/js/unkept.js': { headers: { 'content-type': 'text/javascript' }, body: bundle(CALL) },
    '/js/library.js': {
      headers: kept,
      body: bundle('return"contacts"in navigator&&"ContactsManager"in window&&getContacts()'),
    },
  };
  return answers[url.pathname] ?? { status: 404, body: '' };
}

// Chromium keeps nothing of a server whose certificate nobody signed, so the sites speak plain http. Firefox cannot read
// these files without a trace: see lib/frame-reader/script-files.ts.
const options = {
  only: ['chromium' as const],
  sites: {
    'files-lender.test': lender,
    'cdn.elsewhere.test': { pages: { '/app.js': { headers: kept, body: bundle(CALL) } } },
  },
};

describeInBrowsers('the script files of a lender’s page', options, (stage: Stage) => {
  const open = async (path: string) => {
    const from = stage.sites.log.length;
    const opened = await stage.open(`http://files-lender.test${path}`);
    await waitForAssessment(stage.driver, opened, ({ kind }) => kind !== 'none');
    const requests = async () =>
      (await readTab(stage.driver, opened)).assessment?.contacts.filter(({ vector }) => vector === 'hybrid-bridge') ??
      [];
    const asked = () =>
      stage.sites.log
        .slice(from)
        .map(({ url }) => new URL(url))
        .filter(({ hostname }) => hostname.endsWith('-lender.test') || hostname.endsWith('elsewhere.test'))
        .map(({ pathname }) => pathname)
        .filter((path) => path !== '/favicon.ico');
    return { requests, asked };
  };

  it('are read from the browser’s store, and nothing is asked of the network', async () => {
    const { requests, asked } = await open('/');
    const [request] = await poll('the request', 10_000, async () => {
      const found = await requests();
      return found.length > 0 ? found : null;
    });
    expect(request?.evidence.where).toBe('/js/app.js');
    expect(request?.evidence.text).toContain('plus.contacts.getAddressBook');
    expect(asked()).toEqual(['/', '/js/app.js']);
  });

  it('say that those of other sites were not read', async () => {
    const { requests, asked } = await open('/elsewhere');
    const [request] = await poll('the request', 10_000, async () => {
      const found = await requests();
      return found.length > 0 ? found : null;
    });
    expect(request?.evidence.where).toBe('/js/app.js (scripts of other sites were not read)');
    expect(asked().filter((path) => path.endsWith('.js')).length).toBeLessThanOrEqual(2);
  });

  it('are read whatever the page’s policy says, which hears nothing of it', async () => {
    const { requests, asked } = await open('/strict');
    await poll('the request', 10_000, async () => (await requests()).length > 0);
    // From the store already when the page itself was opened.
    expect(asked().filter((path) => path !== '/js/app.js')).toEqual(['/strict']);
  });

  it('are not asked for where the store has none, and show nothing where a library only looks for a function', async () => {
    const unkept = await open('/unkept');
    const library = await open('/library');
    // Another page of the site is read meanwhile, with its file.
    const other = await open('/elsewhere');
    await poll('the other page', 10_000, async () => (await other.requests()).length > 0);
    // Once, by the page itself.
    expect(stage.sites.log.filter(({ url }) => url.endsWith('/js/unkept.js'))).toHaveLength(1);
    expect([...(await unkept.requests()), ...(await library.requests())]).toEqual([]);
  });
});
