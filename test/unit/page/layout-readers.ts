/**
 * Everything in a browser's DOM that makes it work out style or layout when it is asked for, by the interface that has
 * it: the list "What forces layout / reflow" (github.com/paulirish, read 2026-11-24), `computedStyleMap`,
 * `checkVisibility`, text as it is rendered, and anything that moves focus, selection or the scroll position.
 */
const READERS: Readonly<Record<string, string>> = {
  Element:
    'clientLeft clientTop clientWidth clientHeight scrollLeft scrollTop scrollWidth scrollHeight scrollLeftMax scrollTopMax ' +
    'currentCSSZoom computedRole computedName getBoundingClientRect getClientRects getBoxQuads checkVisibility ' +
    'computedStyleMap scroll scrollBy scrollTo scrollIntoView scrollIntoViewIfNeeded requestFullscreen',
  HTMLElement: 'offsetLeft offsetTop offsetWidth offsetHeight offsetParent innerText outerText focus',
  HTMLInputElement: 'select setSelectionRange setRangeText selectionStart selectionEnd width height',
  HTMLTextAreaElement: 'select setSelectionRange setRangeText selectionStart selectionEnd',
  HTMLImageElement: 'width height x y',
  HTMLCanvasElement: 'getContext',
  SVGGraphicsElement: 'getBBox getCTM getScreenCTM',
  SVGTextContentElement:
    'getCharNumAtPosition getComputedTextLength getEndPositionOfChar getExtentOfChar getNumberOfChars ' +
    'getRotationOfChar getStartPositionOfChar getSubStringLength selectSubString',
  Document:
    'scrollingElement elementFromPoint elementsFromPoint caretPositionFromPoint caretRangeFromPoint execCommand ' +
    'getSelection hasFocus getAnimations',
  ShadowRoot: 'elementFromPoint elementsFromPoint getSelection getAnimations',
  Range: 'getBoundingClientRect getClientRects',
  Selection: 'modify toString',
  MouseEvent: 'layerX layerY offsetX offsetY',
};

const OF_WINDOW =
  'getComputedStyle getSelection matchMedia scroll scrollBy scrollTo scrollX scrollY pageXOffset pageYOffset innerWidth ' +
  'innerHeight visualViewport getDefaultComputedStyle';

/** A net over all of them: the names of those that are touched, and what takes the net away again. */
export interface LayoutNet {
  touched: string[];
  remove(): void;
}

/** Puts the net over a window. What this window does not have is put there, so that asking for it is seen too. */
export function castLayoutNet(view: Window & typeof globalThis): LayoutNet {
  const touched: string[] = [];
  const undo: (() => void)[] = [];
  const watch = (owner: object, shown: string, name: string) => {
    const known = Object.getOwnPropertyDescriptor(owner, name);
    if (known?.configurable === false) throw new Error(`${shown}.${name} cannot be watched`);
    Object.defineProperty(owner, name, {
      configurable: true,
      get() {
        touched.push(`${shown}.${name}`);
        return known?.get ? known.get.call(this) : known?.value;
      },
      set() {
        touched.push(`${shown}.${name} =`);
      },
    });
    undo.push(() => {
      Reflect.deleteProperty(owner, name);
      if (known) Object.defineProperty(owner, name, known);
    });
  };
  for (const [shown, names] of Object.entries(READERS)) {
    const { prototype } = (view as unknown as Record<string, { prototype: object } | undefined>)[shown] ?? {};
    for (const name of prototype ? names.split(' ') : []) watch(prototype as object, shown, name);
  }
  for (const name of OF_WINDOW.split(' ')) watch(view, 'window', name);
  return {
    touched,
    remove: () => {
      for (const back of undo.reverse()) back();
    },
  };
}
