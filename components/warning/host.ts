import { render, type VNode } from 'preact';
import { unshadow } from '../../lib/page/index.ts';
import explanationCss from '../explanation/explanation.css?inline';
import baseCss from '../theme/base.css?inline';
import tokensCss from '../theme/tokens.css?inline';
import { patience } from './patience.ts';
import { keepInSight, type Sight } from './sight.ts';
import { blockingDialog, ourHosts } from './top-layer.ts';
import warningCss from './warning.css?inline';

const XHTML = 'http://www.w3.org/1999/xhtml';
const CSS = [tokensCss, baseCss, explanationCss, warningCss].join('\n');
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
/** What drawing asks of the document. */
const NEEDED = [
  ...['createElement', 'createElementNS', 'createTextNode', 'documentElement'],
  ...['addEventListener', 'removeEventListener'],
];

/** A place in the page that is ours alone. */
export interface WarningHost {
  draw(content: VNode): void;
  /** Takes everything out of sight for a picture of the page, and back. Nothing is taken down meanwhile. */
  veil(on: boolean): void;
  /** `action` for those clicks alone whose user can be taken to have seen what they clicked on. */
  seen<A extends unknown[]>(action: (...args: A) => void): (...args: A) => void;
  /** Moves the keyboard's focus to what is drawn. */
  focus(): void;
  /** Takes everything down. */
  destroy(): void;
}

function addStyle(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
    if (root.adoptedStyleSheets.length > 0) return;
  } catch (error) {
    // Firefox has refused constructed sheets from content scripts; a style element serves, if the page's policy lets it.
    console.debug('Ringfence: constructed style sheets are not available', error);
  }
  const style = document.createElementNS(XHTML, 'style');
  style.textContent = CSS;
  root.append(style);
}

/** Where a host goes that the page keeps removing: a tree over its body that no script of the page can look into. */
let refuge: ShadowRoot | null = null;

const bodyOf = Object.getOwnPropertyDescriptor(Document.prototype, 'body')?.get;

function openRefuge(): ParentNode {
  if (refuge?.host.isConnected) return refuge;
  const body: unknown = bodyOf?.call(document);
  if (!(body instanceof HTMLElement)) return document.documentElement;
  try {
    refuge = body.attachShadow({ mode: 'closed' });
    // Everything of the page's is shown as before.
    refuge.append(document.createElementNS(XHTML, 'slot'));
    return refuge;
  } catch (error) {
    console.debug('Ringfence: the body of this page has a tree of its own', error);
    return body;
  }
}

/**
 * Opens a closed shadow root over the page, in the top layer and without pointer events of its own. The page's layout
 * and scrolling stay as they are. Put back when the page removes or alters it: after five times where the page cannot
 * reach it, and ever more seldom. What is not modal stands inside of a modal dialog of the page's, for the browser takes
 * no clicks anywhere else. `refused` is called when the user's answer did not count, since something lay over it.
 */
export function openWarningHost(
  theme: 'auto' | 'light' | 'dark',
  modal: boolean,
  refused: () => void = () => undefined,
): WarningHost {
  unshadow(document, NEEDED);
  const host = document.createElementNS(XHTML, 'div') as HTMLElement;
  ourHosts.add(host);
  host.dataset.theme = theme;
  const root = host.attachShadow({ mode: 'closed' });
  addStyle(root);
  const place = document.createElementNS(XHTML, 'div') as HTMLElement;
  root.append(place);
  // A page's dialog in which it stands must not take clicks and keys on it for its own.
  for (const name of USED) host.addEventListener(name, (event) => event.stopPropagation());

  let fights = 0;
  let sight: Sight | null = null;
  let parent: ParentNode = document.documentElement;
  /** Puts it where it can be used and watches over it there. */
  const settle = () => {
    const base = fights > MAX_FIGHTS ? openRefuge() : document.documentElement;
    parent = (modal ? null : blockingDialog()) ?? base;
    if (host.parentNode !== parent) parent.append(host);
    observer.disconnect();
    observer.observe(document, { childList: true });
    observer.observe(document.documentElement, { childList: true });
    observer.observe(host, { attributes: true, attributeFilter: [...FORBIDDEN, 'class', 'popover'] });
    if (parent !== document.documentElement) observer.observe(parent, { childList: true });
    // It goes out of sight with a dialog that is closed.
    if (parent !== base) observer.observe(parent, { attributes: true, attributeFilter: ['open'] });
  };
  /** `anew`: also where it is open already, but may lie below something else. */
  const raise = (anew = false) => {
    settle();
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
    draw(content) {
      unshadow(document, NEEDED);
      render(content, place);
      raise();
      sight ??= keepInSight(
        host,
        () => place.firstElementChild,
        () => raise(true),
      );
    },
    focus() {
      raise();
      (place.firstElementChild as HTMLElement | null)?.focus();
    },
    veil(on) {
      sight?.rest(on);
      place.classList.toggle('veiled', on);
    },
    seen(action) {
      return (...args) => {
        if (sight?.sure()) action(...args);
        else refused();
      };
    },
    destroy() {
      observer.disconnect();
      mending.end();
      lifting.end();
      sight?.stop();
      render(null, place);
      host.remove();
    },
  };
}
