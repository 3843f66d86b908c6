import { expect, it } from 'vitest';
import { type PageDriver, poll, readTab } from './driver/index.ts';
import { APPLICATION, QUIET } from './moving-sites.ts';
import { describeInBrowsers } from './support.ts';

/** One word of lending: much for a page that says no more, nothing in a long text. */
const HEADLINE = '<h1>A museum asks for a loan</h1>';
const html = (body: string) => ({
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><html lang="en"><title>A page</title><body>${body}`,
});

const endless: (() => void)[] = [];

const SITES = {
  'slow.test': ({ url }: { url: URL }) => {
    switch (url.pathname) {
      // The load event of the page waits for it.
      case '/never.png':
      case '/never.js':
        return new Promise<{ status: number }>((resolve) => endless.push(() => resolve({ status: 404 })));
      case '/late.js':
        return new Promise<ReturnType<typeof html>>((resolve) =>
          setTimeout(() => resolve({ headers: { 'content-type': 'text/javascript' }, body: '' }), 2_500),
        );
      case '/waits':
        return html(`${APPLICATION}<img src="/never.png" alt="">`);
      // Nor does the parser come to its end.
      case '/endless':
        return html(`${APPLICATION}<script src="/never.js"></script>`);
      case '/rewritten':
        return html(`<p>Wait.</p><script>
          document.open();
          document.write(${JSON.stringify(`<!doctype html><title>A page</title>${APPLICATION}`)});
          document.close();
        </script>`);
      // The parser stops at the script, with a page before it that says little but that word.
      case '/half':
        return html(`${HEADLINE}<script src="/late.js"></script>${QUIET.repeat(4)}`);
      default:
        return { status: 404 };
    }
  },
};

describeInBrowsers('a page that is slow to load', { sites: SITES }, (stage) => {
  const isTold = (page: PageDriver) =>
    poll('the verdict', 20_000, async () => {
      const { assessment } = await readTab(stage.driver, page);
      return assessment?.kind === 'application';
    });

  // First, since a tab of another test that is closed would wake the worker too.
  it('wakes nobody for what its first half alone would be', async () => {
    await stage.driver.killBackground();
    const starts = await stage.driver.workerStarts();
    const page = await stage.open('https://slow.test/half');
    await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => setTimeout(resolve, 100))));
    expect(await stage.driver.workerStarts()).toBe(starts);
  });

  it('is judged although its load never ends', async () => {
    const page = await stage.open('about:blank');
    await page.raw.goto('https://slow.test/waits', { waitUntil: 'domcontentloaded' });
    await isTold(page);
    expect(await page.evaluate(() => document.readyState)).toBe('interactive');
    for (const end of endless.splice(0)) end();
  });

  it('is judged after it took its listeners away by opening its document anew', async () => {
    const page = await stage.open('about:blank');
    await page.raw.goto('https://slow.test/rewritten', { waitUntil: 'domcontentloaded' });
    await isTold(page);
  });

  it('is judged although its server holds its end back', async () => {
    const page = await stage.open('about:blank');
    const loaded = page.raw.goto('https://slow.test/endless').catch(() => undefined);
    await isTold(page);
    expect(await page.evaluate(() => document.readyState)).toBe('loading');
    for (const end of endless.splice(0)) end();
    await loaded;
  });
});
