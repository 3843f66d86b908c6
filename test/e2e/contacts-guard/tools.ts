/** What an attack has at hand in the page. */
export interface Tools {
  /** Attributes that give a frame a document of the same site to load. */
  readonly child: { src: string };
  readonly srcdoc: { srcdoc: string };
  /** An element with attributes, not in the document. */
  make<K extends keyof HTMLElementTagNameMap>(tag: K, attributes?: Record<string, string>): HTMLElementTagNameMap[K];
  /** The same, appended to the body by itself. */
  add<K extends keyof HTMLElementTagNameMap>(tag: K, attributes?: Record<string, string>): HTMLElementTagNameMap[K];
  /** A div in the body. */
  place(): HTMLDivElement;
  /** Resolves with the next load event of an element. */
  loaded(element: Element): Promise<unknown>;
  /** Resolves when `ready` gives true; asks in every task, as often as the browser lets it. */
  until(ready: () => boolean): Promise<void>;
  /** `select` of the ContactsManager of a window. */
  selectOf(window: unknown): unknown;
  /** `select` of the page's frame of an index; of the last one without an index. */
  selectAt(index?: number): unknown;
  /** A script that leaves what the expression gives in `taken` of the top window. */
  leave(expression: string): string;
  /** What such a script has left. */
  taken(): unknown;
}

/** Makes the tools. Runs in the page, so it refers to nothing outside of itself. */
export function makeTools(): Tools {
  const make: Tools['make'] = (tag, attributes = {}) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const add: Tools['add'] = (tag, attributes) => {
    const element = make(tag, attributes);
    document.body.append(element);
    return element;
  };
  const selectOf: Tools['selectOf'] = (window) =>
    (window as { ContactsManager: { prototype: { select: unknown } } }).ContactsManager.prototype.select;
  return {
    child: { src: '/child' },
    srcdoc: { srcdoc: '<p>child</p>' },
    make,
    add,
    place: () => add('div'),
    loaded: (element) => new Promise((resolve) => element.addEventListener('load', resolve, { once: true })),
    until: (ready) =>
      new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => (ready() ? resolve() : channel.port2.postMessage(null));
        channel.port2.postMessage(null);
      }),
    selectOf,
    selectAt: (index = window.length - 1) => selectOf(window[index]),
    leave: (expression) => `<script>top.taken = ${expression}</script>`,
    taken: () => (window as { taken?: unknown }).taken,
  };
}
