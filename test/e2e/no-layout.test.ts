import { expect, it } from 'vitest';
import { forcedLayouts } from '../bench/own-tasks.ts';
import { poll } from './driver/index.ts';
import { QUIET } from './moving-sites.ts';
import { describeInBrowsers } from './support.ts';

/** Changes itself all the time, so that whoever asks for a measure makes the browser work it out there and then. */
const restless = (content: string, more = '') =>
  `<!doctype html><html lang="en"><title>A page</title><body><ul id="list"></ul>${content}<script>
    const list = document.getElementById('list');
    setInterval(() => {
      for (let at = 0; at < 10; at += 1) list.append(document.createElement('li'));
      while (list.children.length > 50) list.firstChild.remove();
      list.style.paddingLeft = list.style.paddingLeft === '1px' ? '2px' : '1px';
      ${more}
    }, 5);
  </script>`;

/** About loans, so that the page is read as a whole, but nobody's loan: nothing is drawn over it. */
const ARTICLE = `<article><h1>What a personal loan costs</h1><p>By our staff writer. Published on 3 March.</p>
  <p>Borrow from a lender only what you can repay, says the consumer association. A payday loan is the dearest.</p>
  <p>Whoever has a mortgage, a car loan or a student loan knows that interest adds up.</p></article>${QUIET}`;

const pages = {
  '/quiet': restless(QUIET),
  '/article': restless(ARTICLE),
  '/measures': restless(QUIET, 'window.width = list.offsetWidth;'),
};

// Of the browsers here only Chromium tells in a trace who made it lay out a page.
describeInBrowsers('the layout of a page', { sites: { 'restless.test': { pages } }, only: ['chromium'] }, (stage) => {
  const watch = async (path: string) => {
    const page = await stage.open('about:blank');
    return forcedLayouts(page.raw, async () => {
      await page.goto(`https://restless.test${path}`);
      const until = Date.now() + 4000;
      await poll('some looks at a page that changes', 10_000, () => Date.now() > until);
    });
  };

  it.each([
    ['/quiet', 'gate.js'],
    ['/article', 'inspector.js'],
  ])('is never worked out for us on %s', async (path, file) => {
    const { own, files } = await watch(path);
    expect(files).toContain(file);
    expect(own).toBe(0);
  });

  it('would be seen to be worked out for a script', async () => {
    expect((await watch('/measures')).others).toBeGreaterThan(10);
  });
});
