import hostCss from './host.css?inline';
import { patience } from './patience.ts';
import { keepInSight, type Sight } from './sight.ts';
import { blockingDialog, ourHosts } from './top-layer.ts';

const XHTML = 'http://www.w3.org/1999/xhtml';
/** How often it is put back where the page can see it. */
const MAX_FIGHTS = 5;
const FORBIDDEN = ['style', 'hidden', 'inert', 'aria-hidden'];
/** What the user does on it, which is not to be taken for something done on the page. */
const USED = [
  ...['click', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'touchstart', 'touchend'],
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'copy', 'cut', 'paste'],
];
/** How often it is raised at once for a dialog of the page's that opens or closes around it. */
const QUICK_RAISES = 20;
/** A place in the page that is ours alone, over all that is the page's. */
export interface Stand {
  /** The element to draw in; the first in it is what the user reads. */
  readonly place: HTMLElement;
  /** Shows what was drawn, and keeps it in sight from then on. */
  show(): void;
  /** Whether the user can be taken to have seen what they click on. */
  sure(): boolean;
  /** Takes no notice of being out of sight, for a picture of the page. */
  rest(on: boolean): void;
  /** Takes everything down. */
  end(): void;
}

/** An element of HTML, also in a page that is XML and whatever its own elements are called. */
export function element<Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] {
  return Document.prototype.createElementNS.call(document, XHTML, name) as HTMLElementTagNameMap[Name];
}

/** The styles with names of their own for their variables: the page could set or register those that it knows. */
function withOwnNames(css: string): string {
  const own = crypto.getRandomValues(new Uint32Array(2)).join('');
  return css.replaceAll(/--(?=[a-z])/g, `--rf-${own}-`);
}

function addStyle(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    if (root.adoptedStyleSheets.length > 0) return;
  } catch (error) {
    // Firefox has refused constructed sheets from content scripts; a style element serves, if the page's policy lets it.
    console.debug('Ringfence: constructed style sheets are not available', error);
  }
  const style = element('style');
  style.textContent = css;
  root.append(style);
}

/** Where a host goes that the page keeps removing: a tree over its body that no script of the page can look into. */
let refuge: ShadowRoot | null = null;

// Not by the document's own names, which an image of that name can stand before.
const get = (name: 'body' | 'documentElement'): unknown =>
  Object.getOwnPropertyDescriptor(Document.prototype, name)?.get?.call(document);
const rootElement = () => get('documentElement') as HTMLElement;

function openRefuge(): ParentNode {
  if (refuge?.host.isConnected) return refuge;
  const body = get('body');
  if (!(body instanceof HTMLElement)) return rootElement();
  try {
    refuge = body.attachShadow({ mode: 'closed' });
    // Everything of the page's is shown as before.
    refuge.append(element('slot'));
    return refuge;
  } catch (error) {
    console.debug('Ringfence: the body of this page has a tree of its own', error);
    return body;
  }
}

/**
 * Opens a closed shadow root over the page, in the top layer and without pointer events of its own. The page's layout
 * and scrolling stay as they are. Put back when the page removes or alters it: after five times where the page cannot
 * reach it, and ever more seldom. What is not `modal` (a dialog of ours within it) stands inside of a modal dialog of the
 * page's, for the browser takes no clicks anywhere else. `css` styles what is drawn.
 */
export function standOverPage({ modal, css, theme }: { modal: boolean; css: string; theme?: string }): Stand {
  const host = element('div');
  ourHosts.add(host);
  if (theme) host.dataset.theme = theme;
  const root = host.attachShadow({ mode: 'closed' });
  addStyle(root, withOwnNames(`${hostCss}\n${css}`));
  const place = element('div');
  place.className = 'rf-theme';
  if (theme) place.dataset.theme = theme;
  root.append(place);
  // A page's dialog in which it stands must not take clicks and keys on it for its own.
  for (const name of USED) host.addEventListener(name, (event) => event.stopPropagation());

  let zoomed = 1;
  /** Takes back what the page's zoom does to it; gives whether it had to. */
  const level = () => {
    const now = host.currentCSSZoom ?? 1;
    if (now === zoomed) return false;
    zoomed = now;
    place.style.zoom = String(1 / now);
    return true;
  };
  let fights = 0;
  let sight: Sight | null = null;
  let parent: ParentNode = rootElement();
  /** Puts it where it can be used and watches over it there. */
  const settle = () => {
    const base = fights > MAX_FIGHTS ? openRefuge() : rootElement();
    parent = (modal ? null : blockingDialog()) ?? base;
    if (host.parentNode !== parent) parent.append(host);
    observer.disconnect();
    observer.observe(document, { childList: true });
    observer.observe(rootElement(), { childList: true });
    observer.observe(host, { attributes: true, attributeFilter: [...FORBIDDEN, 'class', 'popover'] });
    if (parent !== rootElement()) observer.observe(parent, { childList: true });
    // It goes out of sight with a dialog that is closed.
    if (parent !== base) observer.observe(parent, { attributes: true, attributeFilter: ['open'] });
  };
  /** `anew`: also where it is open already, but may lie below something else. */
  const raise = (anew = false) => {
    settle();
    level();
    if (anew) place.classList.add('still');
    if (modal) {
      const dialog = root.querySelector('dialog');
      if (dialog && (anew || !dialog.matches(':modal'))) {
        dialog.close();
        dialog.showModal();
      }
      return;
    }
    host.setAttribute('popover', 'manual');
    if (anew && host.matches(':popover-open')) host.hidePopover();
    if (!host.matches(':popover-open')) host.showPopover();
  };
  const mending = patience(MAX_FIGHTS + 1, () => {
    for (const name of FORBIDDEN) host.removeAttribute(name);
    raise();
  });
  const lifting = patience(QUICK_RAISES, () => raise(true));
  const observer = new MutationObserver((records) => {
    const altered =
      FORBIDDEN.some((name) => host.hasAttribute(name)) ||
      !host.isConnected ||
      host.parentNode !== parent ||
      (!modal && host.popover !== 'manual');
    if (altered) {
      fights += 1;
      mending.again();
    } else if (records.some(({ attributeName }) => attributeName === 'open')) lifting.again();
  });
  settle();

  return {
    place,
    show() {
      raise();
      sight ??= keepInSight(
        host,
        () => place.firstElementChild,
        () => raise(true),
        level,
      );
    },
    sure: () => sight?.sure() ?? false,
    rest: (on) => sight?.rest(on),
    end() {
      observer.disconnect();
      mending.end();
      lifting.end();
      sight?.stop();
      host.remove();
    },
  };
}
