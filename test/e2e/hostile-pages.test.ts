import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type PageDriver, poll, readTab } from './driver/index.ts';
import { answer, describeInBrowsers } from './support.ts';

const FORM = readFileSync(join(import.meta.dirname, '../fixtures/demo-site/en/apply.html'), 'utf8');
/** Properties that a script of ours may ask for: of the document, and of an element. */
const NAMES = (
  'createElement createElementNS createTextNode createTreeWalker documentElement contentType defaultView location URL ' +
  'querySelectorAll querySelector addEventListener removeEventListener prerendering readyState head children firstChild ' +
  'nextSibling parentNode childNodes attributes getAttribute hasAttributes localName nodeType shadowRoot nodeName append'
).split(' ');
const withHead = (markup: string): string => FORM.replace('</head>', `${markup}</head>`);

const PAGES = {
  '/hides-by-style': withHead(`<style>
    html > div, html > *:not(head, body) { display: none !important; opacity: 0 !important; visibility: hidden !important;
      pointer-events: none !important; transform: translate(-9999px) !important; clip-path: inset(50%) !important; }
    ::backdrop { display: none !important; }
  </style>`),
  '/dead-to-the-mouse': withHead('<style>html, body { pointer-events: none !important; }</style>'),
  '/covers': withHead(`<style>body::after { content: ''; position: fixed; inset: 0; z-index: 2147483647;
    background: rgb(255 255 255 / 98%); }</style>`),
  '/tiny-root': withHead('<style>html { font-size: 2px !important; zoom: 1; direction: rtl; }</style>'),
  '/removes-once': withHead(`<script>
    const once = new MutationObserver(() => {
      const strange = [...document.documentElement.children].find((one) => !['HEAD', 'BODY'].includes(one.tagName));
      if (!strange) return;
      once.disconnect();
      setTimeout(() => { strange.remove(); window.removed = true; }, 300);
    });
    once.observe(document.documentElement, { childList: true });
  </script>`),
  '/restyles-the-host': withHead(`<script>
    const once = new MutationObserver(() => {
      const strange = [...document.documentElement.children].find((one) => !['HEAD', 'BODY'].includes(one.tagName));
      if (!strange) return;
      once.disconnect();
      setTimeout(() => { strange.style.cssText = 'opacity: 0 !important; pointer-events: none !important'; window.removed = true; }, 300);
    });
    once.observe(document.documentElement, { childList: true });
  </script>`),
  '/clobbers': FORM.replace(
    '</form>',
    `${NAMES.map((name) => `<input type="hidden" name="${name}">`).join('')}</form>
    ${NAMES.map((name) => `<img name="${name}" alt="">`).join('')}<form name="body"></form><form name="title"></form>`,
  ),
  '/patches': withHead(`<script>
    const trap = { get() { throw new Error('a trap of the page'); }, configurable: true };
    for (const [owner, names] of [[Document.prototype, 'createElement createElementNS createTextNode documentElement body title querySelectorAll createTreeWalker contentType'],
      [Node.prototype, 'firstChild nextSibling parentNode nodeType textContent appendChild insertBefore nodeValue'],
      [Element.prototype, 'getAttribute hasAttributes localName shadowRoot attachShadow setAttribute append'],
      [window, 'MutationObserver setTimeout requestIdleCallback performance navigation'], [Array.prototype, 'push map']])
      for (const name of names.split(' ')) Object.defineProperty(owner, name, trap);
  </script>`),
  '/never-stops-removing': withHead(`<script>
    window.removals = 0;
    new MutationObserver(() => {
      for (const one of [...document.documentElement.children]) {
        if (['HEAD', 'BODY'].includes(one.tagName)) continue;
        one.remove();
        window.removals += 1;
      }
    }).observe(document.documentElement, { childList: true });
  </script>`),
};

/** The middle of the card, in a page that may not see into it: the page's own element there, or the host of the card. */
async function onTop(page: PageDriver, x: number, y: number): Promise<string> {
  return page.evaluate(
    (left, top) => document.elementFromPoint(left, top)?.parentElement?.localName ?? 'nothing',
    x,
    y,
  );
}

describeInBrowsers('a page that fights the warning', { sites: { 'fight.test': { pages: PAGES } } }, (stage) => {
  it.each(['/hides-by-style', '/dead-to-the-mouse', '/covers', '/tiny-root'])(
    'does not get it away by %s',
    async (path) => {
      const page = await stage.open(`https://fight.test${path}`);
      const ui = await page.waitForWarning();
      const box = await ui.evaluate((root) => {
        const { x, y, width, height } = (root.querySelector('h2') as HTMLElement).getBoundingClientRect();
        return { x, y, width, height, size: getComputedStyle(root.querySelector('h2') as HTMLElement).fontSize };
      });
      expect(box.width).toBeGreaterThan(100);
      expect(Number.parseFloat(box.size)).toBeGreaterThanOrEqual(16);
      expect(await onTop(page, box.x + box.width / 2, box.y + box.height / 2)).toBe('html');
      await answer(ui, 'Close', async () => (await page.warning()) === null);
    },
  );

  it('warns although elements are called like all that we ask for', async () => {
    const page = await stage.open('https://fight.test/clobbers');
    const ui = await page.waitForWarning();
    expect(await ui.text()).toContain('Ringfence');
    await answer(ui, 'Close', async () => (await page.warning()) === null);
  });

  it('is read although it patched the browser’s own objects', async () => {
    // Nobody can look into the page with its own tools any more: the test neither.
    const page = await stage.open('https://fight.test/patches');
    await poll('the badge', 10_000, async () => (await readTab(stage.driver, page)).badge === '!');
    const { assessment } = await readTab(stage.driver, page);
    expect(assessment?.kind).toBe('application');
    expect(assessment?.contacts.map(({ vector }) => vector)).toContain('reference-contacts');
  });

  it.each(['/removes-once', '/restyles-the-host'])('sees it come back after %s', async (path) => {
    const page = await stage.open(`https://fight.test${path}`);
    await page.waitForWarning();
    await page.waitFor(() => (window as { removed?: boolean }).removed);
    const ui = await page.waitForWarning();
    await answer(ui, 'Close', async () => (await page.warning()) === null);
  });

  it('does not win by removing it for ever, and the tab does not hang', async () => {
    const page = await stage.open('https://fight.test/never-stops-removing');
    await poll('the badge', 10_000, async () => (await readTab(stage.driver, page)).badge === '!');
    await page.waitFor(() => (window as { removals?: number }).removals);
    const ui = await page.waitForWarning();
    expect(await page.evaluate(() => (window as { removals?: number }).removals ?? 0)).toBeLessThan(10);
    expect(await page.evaluate(() => document.querySelector('form')?.checkVisibility())).toBe(true);
    const popup = await stage.driver.openPopup(page);
    await popup.waitFor(() => document.querySelector('.rf-verdict details') !== null);
    await popup.close();
    await answer(ui, 'Close', async () => (await page.warning()) === null);
  });
});
