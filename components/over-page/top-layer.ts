import { isolatedWorld } from '../../lib/messages/isolated-world.ts';
import { shadowOf } from '../../lib/page/index.ts';

/** What the browser draws over everything else, the last opened on top. */
export const TOP_LAYER = ':modal, :popover-open, :fullscreen';

type Scope = Document | ShadowRoot;

/** What is drawn by us, each in a closed root of its own. The page's dialogs are not looked for in there. */
isolatedWorld.hosts ??= new WeakSet();
export const ourHosts = isolatedWorld.hosts;

// Not by the document's own names, which an image of that name can stand before.
const find = (scope: Scope, selector: string): Element[] =>
  scope instanceof Document
    ? [...Document.prototype.querySelectorAll.call(scope, selector)]
    : [...scope.querySelectorAll(selector)];

const at = (scope: Scope, x: number, y: number): Element | null =>
  scope instanceof Document ? Document.prototype.elementFromPoint.call(scope, x, y) : scope.elementFromPoint(x, y);

/** The innermost element of the page that a click at a point would reach, whatever trees it lies in. */
function innermost(x: number, y: number): Element | null {
  let hit = at(document, x, y);
  for (;;) {
    const root: ShadowRoot | null = hit && !ourHosts.has(hit) ? shadowOf(hit) : null;
    const inner = root && at(root, x, y);
    if (!inner || inner === hit) return hit;
    hit = inner;
  }
}

/** Places at which a box is asked for: its middle and close to its corners, inside of rounded ones. */
function* pointsOf({ left, right, top, bottom }: DOMRect): Generator<[number, number]> {
  const inset = 14;
  yield [(left + right) / 2, (top + bottom) / 2];
  for (const x of [left + inset, right - inset]) for (const y of [top + inset, bottom - inset]) yield [x, y];
}

const isInView = ([x, y]: [number, number]): boolean => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;

/** Whether clicks all over `face`, which is ours, would reach it: nothing lies there that takes them, and it is not inert. */
export function takesClicks(face: Element): boolean {
  // Its own tree knows it by itself, wherever the host stands.
  const tree = face.getRootNode();
  if (!(tree instanceof ShadowRoot) || !tree.host.isConnected) return false;
  return pointsOf(face.getBoundingClientRect()).every(
    (point) => !isInView(point) || face.contains(tree.elementFromPoint(...point)),
  );
}

/**
 * The dialog of the page's that keeps everything outside of it from being used, or null. It is the one that a click
 * reaches, on its backdrop too, whatever other modal dialogs lie below it.
 */
export function blockingDialog(): Element | null {
  for (const point of pointsOf(new DOMRect(0, 0, innerWidth, innerHeight))) {
    for (let element = innermost(...point); element; ) {
      const dialog: Element | null = element.closest('dialog:modal');
      if (dialog) return dialog;
      const root: Node = element.getRootNode();
      element = root instanceof ShadowRoot ? root.host : null;
    }
  }
  return find(document, 'dialog:modal').at(-1) ?? null;
}

/** Looks through every tree of a document for what lies in the top layer, a little at a time or all at once. */
export class TopLayer {
  readonly #host: Element;
  /** Roots that were met; those that have left the document are dropped as they are looked at. */
  #roots = new Set<ShadowRoot>();
  #walk: Iterator<void> | null = null;

  constructor(host: Element) {
    this.#host = host;
  }

  *#steps(): Generator<void> {
    for (const scope of [document, ...this.#roots] as Scope[]) yield* this.#inScope(scope);
  }

  *#inScope(scope: Scope): Generator<void> {
    const all = find(scope, '*');
    for (const [index, element] of all.entries()) {
      if (index % 500 === 499) yield;
      const root = ourHosts.has(element) ? null : shadowOf(element);
      if (!root || this.#roots.has(root)) continue;
      this.#roots.add(root);
      yield* this.#inScope(root);
    }
  }

  /** Looks at some five hundred more elements for roots that are not known yet. */
  step(): void {
    this.#walk ??= this.#steps();
    if (this.#walk.next().done) this.#walk = null;
  }

  /** Looks through every tree; gives whether one was met for the first time that has something to lay over the page. */
  search(): boolean {
    const before = new Set(this.#roots);
    for (const _ of this.#steps());
    return [...this.#roots].some((root) => !before.has(root) && root.querySelector('[popover]') !== null);
  }

  /** What of the page's lies in the top layer of the trees known so far, but for what the host stands in. */
  others(): Element[] {
    this.#roots = new Set([...this.#roots].filter(({ host }) => host.isConnected));
    return [document, ...this.#roots].flatMap((scope) =>
      find(scope, TOP_LAYER).filter((element) => !ourHosts.has(element) && !contains(element, this.#host)),
    );
  }
}

/** Whether a node lies in an element, or in a shadow root within it. */
function contains(element: Element, inner: Node): boolean {
  for (let node: Node | null = inner; node; ) {
    if (element.contains(node)) return true;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return false;
}
