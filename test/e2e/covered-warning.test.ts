import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ClosedUi, type PageDriver, poll } from './driver/index.ts';
import { answer, describeInBrowsers } from './support.ts';

const FORM = readFileSync(join(import.meta.dirname, '../fixtures/demo-site/en/apply.html'), 'utf8');
const withScript = (script: string): string =>
  FORM.replace('</head>', `<script>${script}</script></head>`).replace('</body>', '<pre id="log"></pre></body>');

// A screen of the page's own that is drawn above everything and lets clicks through.
const COVER = `
  function cover() {
    const lure = document.createElement('div');
    lure.id = 'lure';
    lure.popover = 'manual';
    lure.textContent = 'Tap to go on';
    lure.style.cssText = 'position: fixed; inset: 0; width: 100vw; height: 100vh; margin: 0; border: 0;' +
      'background: white; pointer-events: none';
    document.body.append(lure);
    lure.showPopover();
    return lure;
  }`;
const KEEPS_COVERING = `${COVER}
  function keepCovering() {
    const lure = cover();
    // Nobody else hears of it.
    for (const type of ['toggle', 'beforetoggle']) addEventListener(type, (e) => e.stopImmediatePropagation(), true);
    setInterval(() => { lure.hidePopover(); lure.showPopover(); }, 60);
  }`;
const UPLOAD = `<h2>Your contacts</h2><input type="file" id="file" accept=".vcf">
  <script>file.addEventListener('change', () => { document.querySelector('#log').textContent += 'got ' + file.files.length; });</script>`;

const PAGES = {
  '/covers-once': withScript(COVER),
  '/keeps-covering': withScript(KEEPS_COVERING).replace('<pre id="log">', `${UPLOAD}<pre id="log">`),
  '/closes': withScript(''),
};

const host = 'Array.from(document.documentElement.children).find((one) => one.popover === "manual")';
const run = (page: PageDriver, script: string): Promise<unknown> => page.raw.evaluate(script);
const gone = async (page: PageDriver) => (await page.warning()) === null;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'covered-'));
  await writeFile(
    join(folder, 'people.vcf'),
    ['Ana', 'Budi'].map((name) => `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nTEL:+1\r\nEND:VCARD\r\n`).join(''),
  );
});
afterAll(() => rm(folder, { recursive: true }));

/** Clicks where a control lies, again and again for some seconds. */
async function insist(ui: ClosedUi, name: string): Promise<void> {
  const until = Date.now() + 3_000;
  while (Date.now() < until) await ui.click(name).catch(() => undefined);
}

describeInBrowsers('a page that draws over the warning', { sites: { 'cover.test': { pages: PAGES } } }, (stage) => {
  it('finds it raised again, to be read and answered', async () => {
    const page = await stage.open('https://cover.test/covers-once');
    const ui = await page.waitForWarning();
    await run(page, 'cover()');
    await poll('the card above', 5_000, async () => {
      const order = await run(
        page,
        `(() => { lure.style.pointerEvents = 'auto'; const box = lure.getBoundingClientRect();
          return document.elementFromPoint(innerWidth - 60, innerHeight - 60) !== lure && box.width > 0; })()`,
      );
      return order === true;
    });
    await answer(ui, 'Close', () => gone(page));
  });

  it('gets no click through what it draws above', async () => {
    const page = await stage.open('https://cover.test/keeps-covering');
    const ui = await page.waitForWarning();
    await run(page, 'keepCovering()');
    await page.waitFor(() => document.querySelector('#lure') !== null);
    await insist(ui, 'Close');
    expect(await gone(page)).toBe(false);
  });

  it('gets no people through what it draws above the question', async () => {
    const page = await stage.open('https://cover.test/keeps-covering');
    await page.waitForWarning();
    await page.setFiles('#file', join(folder, 'people.vcf'));
    const found = await poll('the question', 10_000, async () => {
      for (const ui of await page.closedUis()) if ((await ui.controls()).includes('Do not hand it over')) return ui;
      return null;
    });
    const question = found as ClosedUi;
    await run(page, 'keepCovering()');
    const all = (await question.controls()).at(-1) ?? '';
    await insist(question, all);
    expect(await page.evaluate(() => document.querySelector('#log')?.textContent)).toBe('');
    await answer(question, 'Do not hand it over', async () => (await page.closedUis()).length < 2);
  });

  it.each([
    ['closing it', `${host}.hidePopover()`],
    ['taking the popover from it', `${host}.removeAttribute('popover')`],
    ['making it inert', `${host}.inert = true`],
    [
      'exchanging the root of the document',
      `const root = document.documentElement.cloneNode(true); root.querySelector(':scope > [popover]').remove();
        document.replaceChild(root, document.documentElement);`,
    ],
  ])('does not get rid of it by %s', async (_how, script) => {
    const page = await stage.open('https://cover.test/closes');
    await page.waitForWarning();
    await run(page, script);
    await poll('the open card', 5_000, async () =>
      Boolean(
        await run(page, `(() => { const one = ${host}; return one?.matches(':popover-open') && !one.inert; })()`),
      ),
    );
    const ui = await page.waitForWarning();
    await answer(ui, 'Close', () => gone(page));
  });
});
