import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { tempFolder } from '../temp-folder.ts';
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
// The same from a tree that nobody sees into and whose events stay inside, heard by the page before us.
const COVERS_FROM_WITHIN = `
  for (const type of ['toggle', 'beforetoggle']) addEventListener(type, (e) => e.stopImmediatePropagation(), true);
  let covering = 0;
  function keepCovering() {
    const root = document.documentElement.appendChild(document.createElement('section')).attachShadow({ mode: 'closed' });
    const lure = document.createElement('div');
    lure.popover = 'manual';
    lure.style.cssText = 'position: fixed; inset: 0; width: 100vw; height: 100vh; margin: 0; border: 0;' +
      'background: white; pointer-events: none';
    root.append(lure);
    lure.showPopover();
    window.lured = true;
    // Away at the very moment of the click, as far as a page can tell.
    addEventListener('pointerdown', () => { if (lure.matches(':popover-open')) lure.hidePopover(); }, true);
    covering = setInterval(() => { if (lure.matches(':popover-open')) lure.hidePopover(); lure.showPopover(); }, 60);
    window.stopCovering = () => { clearInterval(covering); if (lure.matches(':popover-open')) lure.hidePopover(); };
  }`;
// Dialogs of the page's own, modal, one of them in a tree that nobody sees into.
const DIALOGS = `
  function openDialog(within) {
    const dialog = document.createElement('dialog');
    dialog.innerHTML = '<p>Choose a plan</p><button id="plan">Plan A</button>';
    dialog.querySelector('button').onclick = () => { window.chosen = (window.chosen ?? 0) + 1; };
    const tree = within ? document.documentElement.appendChild(document.createElement('section')).attachShadow({ mode: 'closed' })
      : document.body;
    tree.append(dialog);
    dialog.showModal();
    const box = dialog.querySelector('button').getBoundingClientRect();
    window.at = [box.x + box.width / 2, box.y + box.height / 2];
    window.keys = [];
    for (const type of ['keydown', 'keyup']) dialog.addEventListener(type, ({ key }) => keys.push(key));
    window.raised = 0;
    addEventListener('beforetoggle', ({ newState }) => { if (newState === 'open') raised += 1; }, true);
    window.flicker = async (times) => {
      for (let turn = 0; turn < times; turn += 1) {
        dialog.toggleAttribute('open');
        await new Promise((resolve) => setTimeout(resolve));
      }
    };
    window.closeDialog = () => dialog.close();
    window.endDialog = () => dialog.remove();
    return true;
  }`;
// Whatever a page may style of an element of its own, so that its words are blank, elsewhere, or too small to be read.
const STYLES = `<style>
  @property --paper { syntax: '<length>'; inherits: true; initial-value: 0px }
  html { zoom: 0.05 } body { zoom: 20 }
  html > div { -webkit-text-fill-color: transparent; -webkit-text-security: disc; text-indent: -9999px;
    letter-spacing: -1em; offset-path: path('M -9000 0 L -9000 1'); --ink: transparent; --paper: transparent }
  html > div::before { content: ''; position: fixed; inset: 0; background: white; pointer-events: none; z-index: 9 }
  </style>`;
// A change of the view that never ends, with nothing in it of what is there now.
const TRANSITION = `<style>
  ::view-transition { background: white; pointer-events: none }
  ::view-transition-group(*), ::view-transition-image-pair(*) { animation: none; pointer-events: none }
  ::view-transition-old(root) { animation: stay 1000s linear }
  ::view-transition-new(root) { display: none }
  @keyframes stay { from { opacity: 1 } to { opacity: 1 } }
  </style><script>
  const isChanging = () => document.documentElement.matches(':active-view-transition');
  const change = () => document.startViewTransition(() => {}).ready.then(() => true, () => false);
  let changing = 0;
  // With a gap after each, so that clicks land on the warning too.
  function keepChanging() { change(); changing = setInterval(() => { if (!isChanging()) change(); }, 400); }
  function stopChanging() { clearInterval(changing); }
  </script>`;
const UPLOAD = `<h2>Your contacts</h2><input type="file" id="file" accept=".vcf">
  <script>file.addEventListener('change', () => { document.querySelector('#log').textContent += 'got ' + file.files.length; });</script>`;

const PAGES = {
  '/covers-once': withScript(COVER),
  '/keeps-covering': withScript(KEEPS_COVERING).replace('<pre id="log">', `${UPLOAD}<pre id="log">`),
  '/covers-from-within': withScript(COVERS_FROM_WITHIN).replace('<pre id="log">', `${UPLOAD}<pre id="log">`),
  '/dialogs': withScript(DIALOGS),
  '/closes': withScript(''),
  '/transition': FORM.replace('</head>', `${TRANSITION}</head>`),
  '/styles': FORM.replace('</head>', `${STYLES}</head>`),
};

const host = 'Array.from(document.documentElement.children).find((one) => one.popover === "manual")';
const run = (page: PageDriver, script: string): Promise<unknown> => page.raw.evaluate(script);
const gone = async (page: PageDriver) => (await page.warning()) === null;

let folder = '';
beforeAll(async () => {
  folder = await tempFolder();
  await writeFile(
    join(folder, 'people.vcf'),
    ['Ana', 'Budi'].map((name) => `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nTEL:+1\r\nEND:VCARD\r\n`).join(''),
  );
});

const REFUSED = 'your answer did not count and nothing was let through';

/** Clicks as `insist` does until the warning says that such a click did not count: many land on the page before one does. */
async function insistUntilSaid(ui: ClosedUi, name: string): Promise<void> {
  await poll('the refused answer to be told', 15_000, async () => {
    await insist(ui, name);
    return (await ui.text()).includes(REFUSED);
  });
}

/** Clicks where a control lies, again and again for some seconds, as quickly as a hand can. */
async function insist(ui: ClosedUi, name: string): Promise<void> {
  const until = Date.now() + 3_000;
  while (Date.now() < until) {
    await ui.click(name).catch(() => undefined);
    await wait(120);
  }
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

  it('cannot blank, move or shrink it by its styles', async () => {
    const page = await stage.open('https://cover.test/styles');
    const ui = await page.waitForWarning();
    const look = await ui.evaluate((root) => {
      const card = root.querySelector<HTMLElement>('.card') as HTMLElement;
      const { left, top, right, bottom, width } = card.getBoundingClientRect();
      const style = getComputedStyle(card);
      const { content } = getComputedStyle(root.host, '::before');
      return {
        inside: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
        width: Math.round(width),
        words: [style.webkitTextFillColor === style.color, style.textIndent, style.letterSpacing],
        security: style.getPropertyValue('-webkit-text-security'),
        transparent: [style.color, style.backgroundColor].includes('rgba(0, 0, 0, 0)'),
        before: content,
      };
    });
    expect(look).toEqual({
      inside: true,
      width: 380,
      words: [true, '0px', 'normal'],
      security: 'none',
      transparent: false,
      before: 'none',
    });
    await answer(ui, 'Close', () => gone(page));
  });

  it('gets no click through a change of the view, and none that is endless', async () => {
    const page = await stage.open('https://cover.test/transition');
    const ui = await page.waitForWarning();
    expect(await run(page, 'change()')).toBe(true);
    await poll('the end of the change', 10_000, async () => (await run(page, 'isChanging()')) === false);
    await run(page, 'keepChanging()');
    await poll('another change', 5_000, () => run(page, 'isChanging()'));
    await insistUntilSaid(ui, 'Close');
    expect(await gone(page)).toBe(false);
    await run(page, 'stopChanging()');
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

  it('gets none from within a closed tree either, and what it did is said', async () => {
    const page = await stage.open('https://cover.test/covers-from-within');
    const ui = await page.waitForWarning();
    await run(page, 'keepCovering()');
    await page.waitFor(() => (window as { lured?: boolean }).lured);
    await insistUntilSaid(ui, 'Close');
    expect(await gone(page)).toBe(false);
    await run(page, 'stopCovering()');
    await answer(ui, 'Close', () => gone(page));
  });

  it.each(['/keeps-covering', '/covers-from-within'])(
    'gets no people through what it draws above the question: %s',
    async (path) => {
      const page = await stage.open(`https://cover.test${path}`);
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
    },
  );

  it.each([
    ['beside the form', false],
    ['in a closed tree', true],
  ])('leaves a card that can be used over its own dialog, and the dialog too: %s', async (_where, within) => {
    const page = await stage.open('https://cover.test/dialogs');
    await page.waitForWarning();
    await run(page, `openDialog(${within})`);
    const card = await poll('the card', 5_000, async () => {
      const ui = await page.warning();
      await ui?.click('Fold').catch(() => undefined);
      return (await ui?.controls())?.includes('Unfold') && ui;
    });
    await page.clickAt(
      ...((await page.evaluate(() => (window as unknown as { at: [number, number] }).at)) as [number, number]),
    );
    expect(await page.evaluate(() => (window as { chosen?: number }).chosen)).toBe(1);
    await (card as ClosedUi).click('Unfold');
    if (!within) {
      await (card as ClosedUi).evaluate((root) => root.querySelector<HTMLElement>('.tools button')?.focus());
      await page.press('a');
      expect(await run(page, 'keys')).toEqual([]);
    }
    await run(page, 'closeDialog()');
    const ui = await poll('the card after the dialog', 5_000, async () => {
      const one = await page.warning();
      await one?.click('Fold').catch(() => undefined);
      return (await one?.controls())?.includes('Unfold') && one;
    });
    await (ui as ClosedUi).click('Unfold');
    await answer(ui as ClosedUi, 'Close', () => gone(page));
  });

  it('is not made to raise the card without end by a dialog that opens and closes', async () => {
    const page = await stage.open('https://cover.test/dialogs');
    await page.waitForWarning();
    await run(page, 'openDialog(false)');
    await poll('the card in the dialog', 5_000, () =>
      run(page, `document.querySelector('dialog > [popover]') !== null`),
    );
    const before = (await run(page, 'raised')) as number;
    await run(page, 'flicker(300)');
    expect(((await run(page, 'raised')) as number) - before).toBeLessThan(70);
    await run(page, 'closeDialog()');
    await page.press('Shift');
    const ui = await page.waitForWarning();
    await answer(ui, 'Close', () => gone(page));
  });

  it('keeps the card although the dialog in which it stands is taken away', async () => {
    const page = await stage.open('https://cover.test/dialogs');
    await page.waitForWarning();
    await run(page, 'openDialog(false)');
    await poll('the card in the dialog', 5_000, () =>
      run(page, `document.querySelector('dialog > [popover]') !== null`),
    );
    await run(page, 'endDialog()');
    const ui = await page.waitForWarning();
    await answer(ui, 'Close', () => gone(page));
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
