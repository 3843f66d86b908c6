/**
 * The few DOM operations that the reader uses, taken from the prototypes when this module loads. A page can put
 * `<input name="firstChild">` into a form, or replace a getter on the prototype later; what was taken here still reads
 * the tree. Where there is no `Node` (a parsed document in Node.js) plain property access does the same.
 */
export interface Natives {
  firstChild(node: Node): Node | null;
  nextSibling(node: Node): Node | null;
  parentNode(node: Node): Node | null;
  nodeType(node: Node): number;
  localName(element: Element): string;
  data(node: CharacterData, limit: number): string;
  attribute(element: Element, name: string): string | null;
  hasAttributes(element: Element): boolean;
  shadowRoot(element: Element): ShadowRoot | null;
  /** What a `template` holds. */
  content(element: Element): Node | null;
  documentElement(document: Document): Element | null;
  /** The first element inside one that fits a selector. */
  find(element: Element, selector: string): Element | null;
}

const PLAIN: Natives = {
  firstChild: (node) => node.firstChild,
  nextSibling: (node) => node.nextSibling,
  parentNode: (node) => node.parentNode,
  nodeType: (node) => node.nodeType,
  localName: (element) => element.localName,
  data: (node, limit) => node.data.slice(0, limit),
  attribute: (element, name) => element.getAttribute(name),
  hasAttributes: (element) => element.hasAttributes(),
  shadowRoot: (element) => element.shadowRoot ?? null,
  content: (element) => (element as HTMLTemplateElement).content ?? null,
  documentElement: (document) => document.documentElement,
  find: (element, selector) => element.querySelector(selector),
};

function getter<Value>(name: string, ...owners: (object | undefined)[]): ((self: object) => Value) | null {
  for (const owner of owners) {
    const get = owner && Object.getOwnPropertyDescriptor(owner, name)?.get;
    if (get) {
      const apply = Function.prototype.call.bind(get) as (self: object) => Value;
      return apply;
    }
  }
  return null;
}

function capture(): Natives {
  if (typeof Node === 'undefined' || typeof Element === 'undefined') return PLAIN;
  const node = Node.prototype;
  const element = Element.prototype;
  const characters = CharacterData.prototype;
  const substring = Function.prototype.call.bind(characters.substringData) as (
    self: CharacterData,
    from: number,
    count: number,
  ) => string;
  const length = getter<number>('length', characters);
  const data = getter<string>('data', characters);
  return {
    firstChild: getter<Node | null>('firstChild', node) ?? PLAIN.firstChild,
    nextSibling: getter<Node | null>('nextSibling', node) ?? PLAIN.nextSibling,
    parentNode: getter<Node | null>('parentNode', node) ?? PLAIN.parentNode,
    nodeType: getter<number>('nodeType', node) ?? PLAIN.nodeType,
    localName: getter<string>('localName', element) ?? PLAIN.localName,
    data:
      length && data ? (text, limit) => (length(text) > limit ? substring(text, 0, limit) : data(text)) : PLAIN.data,
    attribute: Function.prototype.call.bind(element.getAttribute) as Natives['attribute'],
    hasAttributes: Function.prototype.call.bind(element.hasAttributes) as Natives['hasAttributes'],
    shadowRoot: getter<ShadowRoot | null>('shadowRoot', element) ?? PLAIN.shadowRoot,
    content:
      getter<Node | null>(
        'content',
        typeof HTMLTemplateElement === 'undefined' ? undefined : HTMLTemplateElement.prototype,
      ) ?? PLAIN.content,
    documentElement: getter<Element | null>('documentElement', Document.prototype) ?? PLAIN.documentElement,
    find: Function.prototype.call.bind(element.querySelector) as Natives['find'],
  };
}

/** The captured operations of this realm. */
export const natives: Natives = capture();

/** Whether a document is a page, whatever its elements are called: an image named `contentType` stands before the type. */
export function isPage(document: Document): boolean {
  const type = getter<string>('contentType', Document.prototype)?.(document) ?? document.contentType;
  return type === 'text/html' || type === 'application/xhtml+xml';
}

/**
 * Makes sure that operations of a document can be reached by their names: an image or form that is named like one stands
 * before it, in the world of content scripts too. Takes the name from such an element; no honest page has one.
 */
export function unshadow(document: Document, operations: readonly string[]): void {
  const find = Function.prototype.call.bind(Document.prototype.querySelectorAll) as (
    self: Document,
    selector: string,
  ) => NodeListOf<Element>;
  for (const name of operations) {
    const known = name === 'documentElement' ? natives.documentElement(document) : null;
    const found = (document as unknown as Record<string, unknown>)[name];
    if (known ? found === known : typeof found === 'function') continue;
    for (const element of find(document, `[name="${name}"],[id="${name}"]`)) {
      for (const attribute of ['name', 'id']) {
        if (natives.attribute(element, attribute) === name) Element.prototype.removeAttribute.call(element, attribute);
      }
    }
  }
}
