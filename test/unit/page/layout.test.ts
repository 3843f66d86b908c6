import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBesides, findContactsRequests } from '../../../lib/contacts/index.ts';
import { looksLending } from '../../../lib/page/gate-scan.ts';
import { takeSnapshot, takeSnapshotSliced } from '../../../lib/page/index.ts';
import { readPage } from '../../../lib/recognise/index.ts';
import { fixturePages } from '../../fixtures/generate.ts';
import { castLayoutNet, type LayoutNet } from './layout-readers.ts';

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');
const PAGES = fixturePages()
  .filter((_, at) => at % 12 === 0)
  .map(({ html }) => html);
/** One of every element that a reader might want to measure. */
const ODDS = `<!doctype html><title>Loan</title><body><h1 style="display:none">Loan</h1><div hidden>Borrow</div>
  <form><input name="amount" placeholder="Loan amount"><select><option>30 days</option></select><textarea></textarea>
  <label>Phone <input type="tel"></label><button>Apply</button></form><img alt="Instant loan" src="x.png">
  <svg><text>Loan</text></svg><canvas></canvas><a href="/apply">Apply</a><div role="slider"></div>
  <details><summary>More</summary>Repay</details><bdo dir="rtl">naol</bdo><table><tr><th>Rate</th></tr></table></body>`;

let net: LayoutNet;
beforeEach(() => {
  net = castLayoutNet(window);
});
afterEach(() => net.remove());

describe('no page is made to work out its layout', () => {
  it('by the gate', () => {
    for (const html of [...PAGES, ODDS, '<body><x-app></x-app></body>']) {
      const page = parse(html);
      const host = page.querySelector('x-app');
      if (host) host.attachShadow({ mode: 'open' }).innerHTML = '<p>Personal loan</p>';
      net.touched.length = 0;
      looksLending(page);
      expect(net.touched).toEqual([]);
    }
  });

  it('by the reading and all that is made of it', async () => {
    for (const html of [...PAGES, ODDS]) {
      const page = parse(html);
      net.touched.length = 0;
      const snapshot = takeSnapshot(page);
      readPage(snapshot);
      findBesides(snapshot, findContactsRequests(snapshot));
      await takeSnapshotSliced(page, async () => undefined);
      expect(net.touched).toEqual([]);
    }
  });
});

describe('the net', () => {
  it.each([
    ['a measure', (page: Document) => (page.querySelector('h1') as HTMLElement).offsetWidth, 'HTMLElement.offsetWidth'],
    ['a box', (page: Document) => page.querySelector('h1')?.getBoundingClientRect(), 'Element.getBoundingClientRect'],
    // biome-ignore lint/performance/useDomNodeTextContent: that it is asked for is what the net has to see.
    ['a text as drawn', (page: Document) => (page.body as HTMLElement).innerText, 'HTMLElement.innerText'],
    ['a style', (page: Document) => window.getComputedStyle(page.body), 'window.getComputedStyle'],
    ['a place', (page: Document) => page.body.scrollTop, 'Element.scrollTop'],
    ['visibility', (page: Document) => page.body.checkVisibility?.(), 'Element.checkVisibility'],
  ])('sees %s that is asked for', (_, ask, name) => {
    const page = parse(ODDS);
    net.touched.length = 0;
    ask(page);
    expect(net.touched).toContain(name);
  });
});
