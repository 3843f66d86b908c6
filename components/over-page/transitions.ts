const MATCHES = ':active-view-transition';
const isKnown = CSS.supports(`selector(${MATCHES})`);

interface Changing {
  activeViewTransition?: ViewTransition | null;
}

/** `host` and all that it stands in. A view transition of any of these can lie over it. */
function* around(host: Element): Generator<Element> {
  for (let element: Element | null = host; element; ) {
    yield element;
    const root: Node = element.getRootNode();
    element = element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
}

const changing = (host: Element): Element[] =>
  isKnown ? [...around(host)].filter((element) => element.matches(MATCHES)) : [];

/**
 * Whether an animated change of the view runs, of the document or of something in which `host` stands. Browsers draw it
 * over everything, the top layer too: pictures that the page styles as it likes, of what was there before.
 */
export function isViewChanging(host: Element): boolean {
  return changing(host).length > 0;
}

/** The document's own, whatever element of the page's is called the same. */
function current(): ViewTransition | null | undefined {
  return Object.getOwnPropertyDescriptor(Document.prototype, 'activeViewTransition')?.get?.call(document);
}

/** Ends it at once. The page hears of it as of any that is over. */
export function endViewChange(host: Element): void {
  for (const element of changing(host)) (element as Changing).activeViewTransition?.skipTransition();
  if (!isViewChanging(host)) return;
  // A new one ends the one before, where browsers do not tell which that is.
  const change = current() ?? Document.prototype.startViewTransition.call(document, () => undefined);
  for (const end of [change.ready, change.finished, change.updateCallbackDone]) end.catch(() => undefined);
  change.skipTransition();
}
