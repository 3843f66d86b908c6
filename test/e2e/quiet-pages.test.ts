import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { isBrowsersOwn, type Site, settledTab, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers, keptOnDisk } from './support.ts';

const XHTML = 'application/xhtml+xml; charset=utf-8';
const paragraph = '<p>The heron stood in the reeds until the light had gone, and nobody saw it leave.</p>\n';

/** The smallest PDF with one empty page. */
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF`;

const PAGES: Record<string, string | { headers: Record<string, string>; body: string }> = {
  '/empty': '',
  '/frameset':
    '<!doctype html><html><frameset cols="50%,50%"><frame src="/plain"><frame src="/plain"></frameset></html>',
  '/plain': `<!doctype html><title>Plain</title>${paragraph}`,
  '/no-body.xhtml': {
    headers: { 'content-type': XHTML },
    body: '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Headless</title></head></html>',
  },
  '/page.xhtml': {
    headers: { 'content-type': XHTML },
    body: `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Strict</title></head><body>${paragraph}</body></html>`,
  },
  '/broken.xhtml': {
    headers: { 'content-type': XHTML },
    body: '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Never closed</body></html>',
  },
  '/picture.svg': {
    headers: { 'content-type': 'image/svg+xml' },
    body: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="5">Heron</text></svg>',
  },
  '/feed.xml': { headers: { 'content-type': 'application/xml' }, body: '<feed><entry>Heron</entry></feed>' },
  '/text.txt': { headers: { 'content-type': 'text/plain' }, body: 'The heron stood in the reeds.' },
  '/data.json': { headers: { 'content-type': 'application/json' }, body: '{"bird":"heron"}' },
  '/throws': `<!doctype html><title>Throws</title><script>
    const bad = { get() { throw new Error('a trap of the page'); }, configurable: true };
    for (const name of ['title', 'body', 'forms', 'links', 'contentType', 'readyState', 'querySelectorAll', 'querySelector', 'createTreeWalker'])
      Object.defineProperty(document, name, bad);
    for (const name of ['textContent', 'childNodes', 'firstChild', 'nextSibling', 'parentNode', 'nodeType', 'nodeName'])
      Object.defineProperty(Node.prototype, name, bad);
    for (const name of ['getAttribute', 'attributes', 'closest', 'matches', 'id', 'localName', 'shadowRoot'])
      Object.defineProperty(Element.prototype, name, bad);
  </script>${paragraph}<form><input name="q"></form>`,
  '/vanishing': `<!doctype html><title>Vanishing</title><script>
    let left = 30;
    const again = () => {
      const frame = document.createElement('iframe');
      frame.src = left % 2 ? '/plain' : 'about:blank';
      document.documentElement.append(frame);
      setTimeout(() => { frame.remove(); if (--left > 0) again(); else window.done = true; }, left % 7);
    };
    again();
  </script>${paragraph}`,
  '/huge': `<!doctype html><title>Huge</title>${paragraph.repeat(Math.ceil(5_000_000 / paragraph.length))}`,
};

/** Errors that these pages have without an extension too. */
const OF_THE_PAGE = /a trap of the page|XML Parsing Error/;

const awkward: Site = ({ url }) => {
  if (url.pathname === '/file.pdf') return { headers: { 'content-type': 'application/pdf' }, body: PDF };
  const page = PAGES[url.pathname];
  if (page === undefined) return { status: 404 };
  return typeof page === 'string' ? { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page } : page;
};

describeInBrowsers(
  'pages that are none of our business',
  { sites: { ...DEMO_SITES, 'odd.test': awkward } },
  (stage) => {
    it.each(Object.keys(PAGES))('leaves %s alone, without an error', async (path) => {
      const page = await stage.open('about:blank');
      await page.goto(`https://odd.test${path}`);
      if (path === '/vanishing') await page.waitFor(() => (window as { done?: boolean }).done);
      const { assessment, badge } = await settledTab(stage.driver, page, 500);
      expect(assessment?.severity ?? 'none').toBe('none');
      expect(badge).toBe('');
      expect(page.errors.filter((error) => !OF_THE_PAGE.test(error))).toEqual([]);
      expect(await page.closedUis().catch(() => [])).toEqual([]);
    });

    it('leaves a PDF alone', async () => {
      const page = await stage.open('about:blank');
      // Without a viewer the browser downloads it, and the navigation is called off.
      await page.goto('https://odd.test/file.pdf').catch(() => undefined);
      expect((await settledTab(stage.driver, page, 500)).badge).toBe('');
      expect(page.errors).toEqual([]);
    });

    it.each(['data:text/html,<title>Data</title><p>Heron', 'about:blank'])('leaves %s alone', async (url) => {
      const page = await stage.open('about:blank');
      await page.goto(url);
      expect(await settledTab(stage.driver, page, 500)).toEqual({ assessment: null, badge: '' });
      expect(page.errors).toEqual([]);
    });

    it('leaves blob: pages alone', async () => {
      const page = await stage.open('https://odd.test/plain');
      await page.evaluate(() => {
        location.href = URL.createObjectURL(new Blob(['<title>Blob</title><p>Heron'], { type: 'text/html' }));
      });
      await page.waitFor(() => document.title === 'Blob');
      expect((await settledTab(stage.driver, page, 500)).badge).toBe('');
      expect(page.errors).toEqual([]);
    });

    it('keeps nothing of them', async () => {
      expect(await keptOnDisk(stage.driver)).not.toContain('odd.test');
    });

    it('asks the network for nothing, on lending pages neither', async () => {
      stage.sites.log.length = 0;
      const page = await stage.open('https://sunny-quick-cash.test/apply');
      await waitForAssessment(stage.driver, page);
      await page.waitForWarning();
      const popup = await stage.driver.openPopup(page);
      await popup.waitFor(() => document.querySelector('h1') !== null);
      await popup.close();
      const dashboard = await stage.driver.openDashboard();
      await dashboard.waitFor(() => document.querySelector('main h1') !== null);
      await dashboard.close();
      const asked = stage.sites.log.filter((request) => !isBrowsersOwn(request)).map(({ url }) => url);
      const ofThePage = ['/apply', '/site.css', '/favicon.ico'].map((path) => `https://sunny-quick-cash.test${path}`);
      expect(asked.filter((url) => !ofThePage.includes(url))).toEqual([]);
    });
  },
);
