import type { Site, SiteResponse } from './driver/index.ts';

/** A form that any reader takes for a loan application, and words that are none of our business. */
export const APPLICATION = `<h1>Apply for a personal loan</h1><p>Borrow up to $900, repay in 30 days.</p><form>
  <label>Loan amount <input name="amount"></label><label>Repayment term <input name="term"></label>
  <label>National ID number <input name="id_no"></label><label>Mobile number <input type="tel" name="mobile"></label>
  <label>Monthly income <input name="income"></label><button>Submit loan application</button></form>`;

/** A later step, which never says "loan" and asks for a relative. */
export const RELATIVES = `<h1>Nearly there</h1><form>
  <label>Bank card number <input name="card_no"></label><label>ID number <input name="identity_no"></label>
  <label>Phone number <input type="tel" name="phone_no"></label>
  <label>Name of a relative <input name="relative_name"></label>
  <label>Phone of the relative <input type="tel" name="relative_phone"></label><button>Continue</button></form>`;

/** An ordinary text, long enough to fill a page. */
export const QUIET = `<h1>Herons in winter</h1>${'<p>The heron stood in the reeds until the light had gone, and nobody saw it leave.</p>'.repeat(12)}`;

const page = (content: string, more = ''): string =>
  `<!doctype html><html lang="en"><title>A page</title><body><main>${content}</main>${more}`;

/** Lets the browser keep the page when it is left; what it stores it may keep too. */
const kept = (body: string): SiteResponse => ({
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'max-age=60' },
  body,
});

const routes = (read: string, event: string) => `<script>
  const texts = ${JSON.stringify({ apply: APPLICATION, birds: QUIET })};
  const draw = () => { document.querySelector('main').innerHTML = texts[${read}] ?? '<h1>Welcome</h1>'; };
  addEventListener('${event}', draw);
  draw();
</script>`;

/** Sites whose pages change without a load, come back, or stand in one another. */
export const MOVING_SITES: Record<string, Site> = {
  'paths.test': () => ({
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: page(
      '',
      `${routes('location.pathname.slice(1)', 'popstate')}<script>const go = (path) => { history.pushState(null, '', path); draw(); };</script>`,
    ),
  }),
  'hashes.test': { pages: { '/': page('', routes('location.hash.slice(2)', 'hashchange')) } },
  'plain.test': { pages: { '/': page(QUIET), '/wizard': page(APPLICATION), '/kept': kept(page(QUIET)) } },
  'lender.test': {
    pages: { '/': kept(page(APPLICATION)), '/thanks': kept(page(QUIET)), '/relatives': page(RELATIVES) },
  },
  'around.test': {
    pages: {
      '/own': page('<h1>Our page</h1>', '<iframe src="/inner" width="900" height="700"></iframe>'),
      '/other': page('<h1>Our page</h1>', '<iframe src="https://lender.test/" width="900" height="700"></iframe>'),
      '/inner': page(APPLICATION),
      '/birds': page(QUIET),
    },
  },
  'shadow.test': { pages: { '/': '<!doctype html><html lang="en"><title>A page</title><body><x-app></x-app>' } },
  'ahead.test': {
    pages: {
      '/': page(
        QUIET,
        '<a href="/apply">Next</a><script type="speculationrules">{"prerender":[{"urls":["/apply"],"eagerness":"immediate"}]}</script>',
      ),
      '/apply': page(APPLICATION, '<script>window.early = document.prerendering; fetch("/drawn");</script>'),
      '/drawn': 'ok',
    },
  },
};
