import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

type Source = Tree.ParentNode | Tree.ChildNode;

/**
 * The part of the DOM that the reader and the gate use, over a tree that parse5 makes as a browser would. Scripts do not
 * run and nothing is laid out, so a reading of it is a pure function of the page's text.
 */
class ParsedNode {
  readonly nodeType: number;
  readonly localName: string;
  readonly data: string;
  parentNode: ParsedNode | null = null;
  nextSibling: ParsedNode | null = null;
  firstChild: ParsedNode | null = null;
  readonly shadowRoot = null;
  /** What a template holds. */
  content: ParsedNode | null = null;
  private readonly attributes: Map<string, string> | null;

  constructor(source: Source) {
    const text = source.nodeName === '#text';
    const element = 'tagName' in source;
    this.nodeType = text ? 3 : element ? 1 : source.nodeName === '#document' ? 9 : 8;
    this.localName = element ? source.tagName.toLowerCase() : '';
    this.data = text ? (source as Tree.TextNode).value : '';
    this.attributes =
      element && source.attrs.length > 0 ? new Map(source.attrs.map(({ name, value }) => [name, value])) : null;
  }

  get parentElement(): ParsedNode | null {
    return this.parentNode?.nodeType === 1 ? this.parentNode : null;
  }

  get nodeValue(): string {
    return this.data;
  }

  get type(): string {
    if (this.localName === 'bdo') return '';
    return this.localName === 'input' ? (this.getAttribute('type')?.toLowerCase() ?? 'text') : this.localName;
  }

  get accept(): string {
    return this.getAttribute('accept') ?? '';
  }

  get placeholder(): string {
    return this.getAttribute('placeholder') ?? '';
  }

  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  get alt(): string {
    return this.getAttribute('alt') ?? '';
  }

  get ariaLabel(): string | null {
    return this.getAttribute('aria-label');
  }

  get textContent(): string {
    let text = this.data;
    for (let child = this.firstChild; child; child = child.nextSibling) text += child.textContent;
    return text;
  }

  getAttribute(name: string): string | null {
    return this.attributes?.get(name) ?? null;
  }

  hasAttributes(): boolean {
    return this.attributes !== null;
  }

  /** Elements by a list of simple selectors: `input`, `[alt]`, `*`, `input:not([type="checkbox"])`. Throws on others. */
  querySelectorAll(selector: string): ParsedNode[] {
    return [...this.select(selector)];
  }

  /** The first of them, or null. */
  querySelector(selector: string): ParsedNode | null {
    return this.select(selector).next().value ?? null;
  }

  private *select(selector: string): Generator<ParsedNode, undefined> {
    const tests = selector.split(',').map((part) => testOf(part.trim()));
    for (let node = next(this, this); node; node = next(node, this)) {
      const element = node;
      if (element.nodeType === 1 && tests.some((test) => test(element))) yield element;
    }
  }
}

function testOf(selector: string): (element: ParsedNode) => boolean {
  const found = /^(\w+|\*)?(?:\[([\w-]+)\])?(?::not\(\[([\w-]+)="([^"]*)"\]\))?$/.exec(selector);
  if (!found) throw new SyntaxError(`${selector}: a selector that is not read here`);
  const [, name = '*', has, hasNot, value] = found;
  return (element) =>
    (name === '*' || name === element.localName) &&
    (has === undefined || element.getAttribute(has) !== null) &&
    (hasNot === undefined || element.getAttribute(hasNot) !== value);
}

function next(node: ParsedNode, root: ParsedNode): ParsedNode | null {
  if (node.firstChild) return node.firstChild;
  let current: ParsedNode | null = node;
  while (current && current !== root) {
    if (current.nextSibling) return current.nextSibling;
    current = current.parentNode;
  }
  return null;
}

function build(source: Source): ParsedNode {
  const root = new ParsedNode(source);
  const stack: [Source, ParsedNode][] = [[source, root]];
  for (let item = stack.pop(); item; item = stack.pop()) {
    const [from, to] = item;
    if ('content' in from) {
      to.content = new ParsedNode(from.content);
      stack.push([from.content, to.content]);
    }
    if (!('childNodes' in from)) continue;
    let before: ParsedNode | null = null;
    for (const child of from.childNodes) {
      const node = new ParsedNode(child);
      node.parentNode = to;
      if (before) before.nextSibling = node;
      else to.firstChild = node;
      before = node;
      stack.push([child, node]);
    }
  }
  return root;
}

/** A document for `takeSnapshot` and `looksLending`, from HTML text and the address it stands for. */
export function parseDocument(html: string, url: string): Document {
  const root = build(parse(html));
  let documentElement = root.firstChild;
  while (documentElement && documentElement.nodeType !== 1) documentElement = documentElement.nextSibling;
  const body = documentElement?.querySelector('body') ?? null;
  const document = {
    nodeType: 9,
    URL: url,
    location: { href: url },
    documentElement,
    body,
    title: (documentElement?.querySelector('title')?.textContent ?? '').replace(/\s+/g, ' ').trim(),
    querySelector: (selector: string) => (selector === 'body' ? body : root.querySelector(selector)),
    querySelectorAll: (selector: string) => root.querySelectorAll(selector),
    // `what` is the browser's mask of node types: 1 for elements, 4 for texts. Past the last node it stays there.
    createTreeWalker: (from: ParsedNode, what: number) => {
      let node = from === (document as unknown) ? root : from;
      const start = node;
      return {
        nextNode: () => {
          for (let at = next(node, start); at; at = next(at, start)) {
            if (!(what & (1 << (at.nodeType - 1)))) continue;
            node = at;
            return at;
          }
          return null;
        },
      };
    },
  };
  return document as unknown as Document;
}
