import { afterEach, describe, expect, it, vi } from 'vitest';
import { takeSnapshot, takeSnapshotSliced } from '../../../lib/page/index.ts';
import { readPage } from '../../../lib/recognise/index.ts';

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');

afterEach(() => vi.restoreAllMocks());

describe('a page that fights the reader', () => {
  it('is read in spite of getters that throw on the prototypes', () => {
    const page = parse('<!doctype html><body><h1>Loan</h1><form><input name="amount"></form></body>');
    const trap = () => {
      throw new Error('a trap of the page');
    };
    for (const name of ['firstChild', 'nextSibling', 'parentNode', 'nodeType'] as const) {
      vi.spyOn(Node.prototype, name, 'get').mockImplementation(trap);
    }
    for (const name of ['localName', 'shadowRoot'] as const)
      vi.spyOn(Element.prototype, name, 'get').mockImplementation(trap);
    for (const name of ['getAttribute', 'hasAttributes'] as const)
      vi.spyOn(Element.prototype, name).mockImplementation(trap);
    const snapshot = takeSnapshot(page);
    expect(snapshot.blocks.map((block) => block.text)).toEqual(['Loan']);
    expect(snapshot.controls.map((control) => control.key)).toEqual(['amount']);
  });

  it('is read in spite of fields named like properties of the form', () => {
    const names = ['firstChild', 'nextSibling', 'parentNode', 'getAttribute', 'localName', 'nodeType', 'attributes'];
    const page = parse(
      `<!doctype html><body><form action="/x">${names.map((name) => `<input name="${name}">`).join('')}</form><p>After</p></body>`,
    );
    const { controls, blocks, forms } = takeSnapshot(page);
    expect(controls).toHaveLength(names.length);
    expect(forms[0]?.action).toBe('/x');
    expect(blocks.map((block) => block.text)).toContain('After');
  });

  it('never asks for style or layout', () => {
    const asked: string[] = [];
    const spy = (owner: object, name: string) => {
      const known = Object.getOwnPropertyDescriptor(owner, name);
      if (!known?.configurable) return;
      Object.defineProperty(owner, name, {
        configurable: true,
        get() {
          asked.push(name);
          return known.get ? known.get.call(this) : known.value;
        },
      });
      undo.push(() => Object.defineProperty(owner, name, known));
    };
    const undo: (() => void)[] = [];
    const element = [
      'innerText',
      'offsetHeight',
      'offsetWidth',
      'clientHeight',
      'clientWidth',
      'scrollHeight',
      'scrollTop',
    ];
    for (const name of [...element, 'getBoundingClientRect', 'getClientRects', 'checkVisibility']) {
      for (const owner of [HTMLElement.prototype, Element.prototype]) spy(owner, name);
    }
    spy(window, 'getComputedStyle');
    readPage(
      takeSnapshot(parse('<!doctype html><body><h1>Loan</h1><p style="display:none">x</p><form><input></form></body>')),
    );
    for (const restore of undo) restore();
    expect(asked).toEqual([]);
  });
});

describe('a page that changes while it is read', () => {
  it('does not make the reader lose its way', async () => {
    const page = parse(
      '<!doctype html><body><div id="a"><p>One</p><p>Two</p></div><div id="b"><p>Three</p></div></body>',
    );
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      clock += 1000;
      return clock;
    });
    const filler = page.createElement('div');
    filler.append(...Array.from({ length: 2000 }, () => page.createElement('b')));
    page.querySelector('#a')?.append(filler);
    const snapshot = await takeSnapshotSliced(page, async () => page.querySelector('#a')?.remove());
    expect(snapshot?.blocks.map((block) => block.text)).toEqual(expect.arrayContaining(['One', 'Two']));
  });
});
