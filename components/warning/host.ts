import { render, type VNode } from 'preact';
import { unshadow } from '../../lib/page/index.ts';
import explanationCss from '../explanation/explanation.css?inline';
import baseCss from '../theme/base.css?inline';
import tokensCss from '../theme/tokens.css?inline';
import { keepInSight, type Sight } from './sight.ts';
import warningCss from './warning.css?inline';

const XHTML = 'http://www.w3.org/1999/xhtml';
const CSS = [tokensCss, baseCss, explanationCss, warningCss].join('\n');
// A page that fights the warning wins after this many rounds: the toolbar badge still tells, and the tab does not hang.
const MAX_FIGHTS = 5;
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
  /** Takes everything down, without a trace. */
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

/**
 * Opens a closed shadow root over the page, in the top layer and without pointer events of its own. The page's layout
 * and scrolling stay as they are. Put back when the page removes or alters it, at most five times.
 */
export function openWarningHost(theme: 'auto' | 'light' | 'dark', modal: boolean): WarningHost {
  unshadow(document, NEEDED);
  const host = document.createElementNS(XHTML, 'div') as HTMLElement;
  host.dataset.theme = theme;
  const root = host.attachShadow({ mode: 'closed' });
  addStyle(root);
  const place = document.createElementNS(XHTML, 'div') as HTMLElement;
  root.append(place);

  let fights = 0;
  let sight: Sight | null = null;
  /** `anew`: also where it is open already, but may lie below something else. */
  const raise = (anew = false) => {
    if (!host.isConnected) document.documentElement.append(host);
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
  const observer = new MutationObserver(() => {
    const altered =
      ['style', 'hidden', 'inert'].some((name) => host.hasAttribute(name)) ||
      !host.isConnected ||
      (!modal && host.popover !== 'manual');
    if (!altered) return;
    fights += 1;
    if (fights > MAX_FIGHTS) {
      observer.disconnect();
      return;
    }
    for (const name of ['style', 'hidden', 'inert']) host.removeAttribute(name);
    // The page may have put another root in the place of the one that was watched.
    observer.observe(document.documentElement, { childList: true });
    raise();
  });
  document.documentElement.append(host);
  observer.observe(document, { childList: true });
  observer.observe(document.documentElement, { childList: true });
  observer.observe(host, { attributes: true, attributeFilter: ['style', 'hidden', 'class', 'inert', 'popover'] });

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
    veil(on) {
      sight?.rest(on);
      place.classList.toggle('veiled', on);
    },
    seen(action) {
      return (...args) => {
        if (sight?.sure()) action(...args);
      };
    },
    destroy() {
      observer.disconnect();
      sight?.stop();
      render(null, place);
      host.remove();
    },
  };
}
