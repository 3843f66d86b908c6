import { describe, expect, it } from 'vitest';
import { takeSnapshot } from '../../../lib/page/index.ts';

const parse = (html: string, type: DOMParserSupportedType = 'text/html') => new DOMParser().parseFromString(html, type);
const body = (html: string) => takeSnapshot(parse(`<!doctype html><html><body>${html}</body></html>`));
const labels = (html: string) => body(html).controls.map((control) => control.label);

describe('blocks', () => {
  it('keeps the text of each block with its tag, and inline text in one piece', () => {
    const { blocks } = body(
      '<h1>Borrow <b>today</b></h1><p>Up to\n  <i>500</i> euros</p><div>One<div>Two</div>Three</div>',
    );
    expect(blocks.map(({ tag, text }) => [tag, text])).toEqual([
      ['h1', 'Borrow today'],
      ['p', 'Up to 500 euros'],
      ['div', 'One'],
      ['div', 'Two'],
      ['div', 'Three'],
    ]);
  });

  it('tells navigation and footer from the page', () => {
    const { blocks } = body(
      '<nav><ul><li>Home</li></ul></nav><main><p>Middle</p></main><footer>End</footer><p>After</p>',
    );
    expect(blocks.map(({ text, zone }) => [text, zone])).toEqual([
      ['Home', 'nav'],
      ['Middle', undefined],
      ['End', 'footer'],
      ['After', undefined],
    ]);
  });

  it('marks what an attribute hides, and only that', () => {
    const { blocks } = body(
      '<p hidden>a1</p><div style="display: none"><p>b1</p></div><p style="opacity:0.5">c1</p><span style="font-size:0">d1</span><p>e1</p>',
    );
    expect(blocks.filter((block) => block.hidden).map((block) => block.text)).toEqual(['a1', 'b1', 'd1']);
  });

  it('reads alternative texts and names of things, but no styles or scripts', () => {
    const { blocks } = body(
      '<img alt="Fast cash"><div role="button" aria-label="Apply"></div><style>p{}</style><script>loan()</script><noscript>no</noscript>',
    );
    expect(blocks.map((block) => block.text).join('|')).toBe('Fast cash|Apply');
  });

  it('joins a word drawn letter by letter', () => {
    const letters = [...'loans'].map((letter) => `<span>${letter}</span>`).join('');
    const boxes = [...'loans'].map((letter) => `<div>${letter}</div>`).join('');
    expect(body(`<h1>${letters}</h1>`).blocks.map((block) => block.text)).toEqual(['loans']);
    expect(body(`<div>Before</div>${boxes}<div>After</div>`).blocks.map((block) => block.text)).toEqual([
      'Before',
      'loans',
      'After',
    ]);
  });

  it('reads the steps of a form that wait in templates, where they stand', () => {
    const snapshot = body(
      '<form><p>First</p><template x-if="step > 1"><label>ID number <input name="id"></label>' +
        '<template><p>Inner</p></template><p>After inner</p></template><template></template><p>Last</p></form>',
    );
    expect(snapshot.blocks.map((block) => block.text)).toEqual(['First', 'ID number', 'Inner', 'After inner', 'Last']);
    expect(snapshot.controls.map(({ label, form }) => [label, form])).toEqual([['ID number', 0]]);
  });

  it('reads open shadow roots', () => {
    const page = parse('<!doctype html><html><body><x-card></x-card><p>Light</p></body></html>');
    const root = page.querySelector('x-card')!.attachShadow({ mode: 'open' });
    root.innerHTML = '<label>Phone <input type="tel" name="phone"></label>';
    const snapshot = takeSnapshot(page);
    expect(snapshot.blocks.map((block) => block.text)).toContain('Phone');
    expect(snapshot.controls.map(({ type, label }) => [type, label])).toEqual([['tel', 'Phone']]);
  });
});

describe('what the user writes', () => {
  const texts = (html: string) => body(html).blocks.map(({ text }) => text);

  it.each(['', '="true"', '="plaintext-only"', '=" TRUE "'])('is no text of the page: contenteditable%s', (value) => {
    expect(
      texts(`<p>Page</p><div contenteditable${value}><p>I need a loan</p> <a href="/x">now</a></div><p>After</p>`),
    ).toEqual(['Page', 'After']);
    expect(texts(`<p>One <span contenteditable${value}>typed</span> two</p>`)).toEqual(['One', 'two']);
  });

  it('is no name of a button or a control', () => {
    const { actions, controls } = body(
      '<label>Note <span contenteditable>typed</span><input name="a"></label><button>Send <b contenteditable>typed</b></button>',
    );
    expect(actions.map(({ text }) => text)).toEqual(['Send']);
    expect(controls.map(({ label }) => label)).toEqual(['Note']);
  });

  it('is told from what the page keeps for itself', () => {
    expect(texts('<p contenteditable="false">Loan</p><p contenteditable="inherit">Cash</p>')).toEqual(['Loan', 'Cash']);
    const root = parse('<!doctype html><body><x-editor></x-editor></body>');
    const shadow = root.querySelector('x-editor')!.attachShadow({ mode: 'open' });
    shadow.innerHTML = '<p>Toolbar</p><div contenteditable>typed</div>';
    expect(takeSnapshot(root).blocks.map(({ text }) => text)).toEqual(['Toolbar']);
  });

  it('is a list with boxes to tick, but no region with a form', () => {
    expect(texts('<ul contenteditable><li><input type="checkbox"> Pay the rent</li></ul>')).toEqual([]);
    const form = '<p>Apply for a loan</p><input name="amount"><p contenteditable>typed</p>';
    expect(texts(`<div contenteditable>${form}</div>`)).toEqual(['Apply for a loan']);
  });

  it('is looked for in a thousand regions, and no page can buy more time with more of them', () => {
    expect(texts('<div contenteditable>typed</div>'.repeat(1002))).toEqual(['typed', 'typed']);
  });

  it('is a whole document in the mode of an editor', () => {
    const letter = parse('<!doctype html><body><p>Dear bank, I need a loan</p></body>');
    letter.designMode = 'on';
    expect(takeSnapshot(letter).blocks).toEqual([]);
    const form = parse('<!doctype html><body><p>Apply</p><select></select></body>');
    form.designMode = 'on';
    expect(takeSnapshot(form).blocks.map(({ text }) => text)).toEqual(['Apply']);
  });
});

describe('head', () => {
  it('takes title, language, metadata and schema.org types', () => {
    const snapshot = takeSnapshot(
      parse(
        `<!doctype html><html lang="es-MX"><head><title> Tu
        préstamo </title><meta name="description" content="Rápido"><meta property="og:type" content="article"><meta name="viewport" content="no">
        <script type="application/ld+json">{"@context":"x","@type": ["LoanOrCredit"]}</script></head><body itemscope itemtype="https://schema.org/Product"></body></html>`,
      ),
    );
    expect(snapshot.title).toBe('Tu préstamo');
    expect(snapshot.lang).toBe('es-mx');
    expect(snapshot.metas).toEqual({ description: 'Rápido', 'og:type': 'article' });
    expect(snapshot.schemaTypes).toEqual(['LoanOrCredit', 'Product']);
  });
});

describe('controls', () => {
  it.each([
    ['<label for="a">Salary</label><input id="a">', 'Salary'],
    ['<label>Salary <input></label>', 'Salary'],
    ['<input aria-label="Salary">', 'Salary'],
    ['<input placeholder="Salary">', 'Salary'],
    ['<input title="Salary">', 'Salary'],
    [
      '<div id="n">Salary</div><p>Other</p><label id="m" for="none">x</label><input aria-labelledby="m" placeholder="p">',
      'p',
    ],
    ['<table><tr><td>Salary</td><td><input></td></tr></table>', 'Salary'],
    ['<p>Salary</p><div><input></div>', 'Salary'],
    ['<input type="checkbox"> I agree', 'I agree'],
  ])('finds the label in %s', (html, label) => {
    expect(labels(html)[0]).toContain(label);
  });

  it('does not let one label name two controls', () => {
    expect(labels('<p>Mobile</p><input name="a"><input name="b">')).toEqual(['Mobile', '']);
    const doubled = '<p>Name</p><input id="name"><p>Father</p><input id="name"><label for="name">Mobile</label>';
    expect(labels(doubled)).toEqual(['Name', 'Father']);
  });

  it('splits names into words and groups controls by form', () => {
    const { controls, forms } = body(
      '<form action="/go" method="post"><input name="relationMobile1"></form><section><input name="bank_card-no"></section>',
    );
    expect(controls.map((control) => control.key)).toEqual(['relation mobile 1', 'bank card no']);
    expect(controls.map((control) => control.form)).toEqual([0, 1]);
    expect(forms.map(({ action, method }) => [action, method])).toEqual([
      ['/go', 'post'],
      ['', ''],
    ]);
  });

  it('keeps nothing that the user typed, and no hidden fields', () => {
    const page = parse(
      '<!doctype html><body><input name="who" value="Given"><textarea>Typed</textarea><input type="hidden" name="h"></body>',
    );
    page.querySelector('input')!.value = 'Secret';
    const snapshot = takeSnapshot(page);
    expect(JSON.stringify(snapshot)).not.toMatch(/Secret|Typed|Given/);
    expect(snapshot.controls.map(({ type, key }) => [type, key])).toEqual([
      ['text', 'who'],
      ['textarea', ''],
    ]);
  });

  it('takes options of lists, buttons by their value, links with their address', () => {
    const page = parse(
      '<!doctype html><body><select name="kin"><option>Father</option><optgroup><option>Mother</option></optgroup></select><input type="submit" value="Send"><button>Next</button><div class="btn-primary">Go</div><a href="/apply">Apply</a></body>',
    );
    const { controls, actions } = takeSnapshot(page);
    expect(controls[0]?.options).toEqual(['Father', 'Mother']);
    expect(actions.map(({ kind, text }) => [kind, text])).toEqual([
      ['button', 'Send'],
      ['button', 'Next'],
      ['button', 'Go'],
      ['link', 'Apply'],
    ]);
  });
});

describe('scripts', () => {
  it('quotes around calls for an address book and ignores the rest', () => {
    const { scriptHints } = body(
      '<script>let x = 1;</script><script>async function ask(){ return navigator.contacts.select(["tel"], { multiple: true }) }</script><button onclick="plus.contacts.getAddressBook()">Pick</button>',
    );
    expect(scriptHints.map((hint) => hint.text)).toEqual([
      expect.stringContaining('navigator.contacts.select'),
      expect.stringContaining('plus.contacts.getAddressBook'),
    ]);
  });
});

describe('odd documents', () => {
  it.each([
    ['an empty document', document.implementation.createHTMLDocument()],
    ['a document without body', parse('<html xmlns="http://www.w3.org/1999/xhtml"><head/></html>', 'application/xml')],
    ['SVG', parse('<svg xmlns="http://www.w3.org/2000/svg"><text>loan</text></svg>', 'image/svg+xml')],
    ['XML', parse('<feed><entry>loan</entry></feed>', 'application/xml')],
  ])('reads %s without complaint', (_, page) => {
    expect(() => takeSnapshot(page)).not.toThrow();
  });

  it('survives a document without any root', () => {
    const page = document.implementation.createHTMLDocument();
    page.documentElement.remove();
    expect(takeSnapshot(page).blocks).toEqual([]);
  });
});
