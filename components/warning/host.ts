import { render, type VNode } from 'preact';
import { unshadow } from '../../lib/page/index.ts';
import explanationCss from '../explanation/explanation.css?inline';
import { standOverPage } from '../over-page/index.ts';
import baseCss from '../theme/base.css?inline';
import tokensCss from '../theme/tokens.css?inline';
import warningCss from './warning.css?inline';

const CSS = [tokensCss, baseCss, explanationCss, warningCss].join('\n');
/** What drawing asks of the document. */
const NEEDED = [
  ...['createElement', 'createElementNS', 'createTextNode', 'documentElement'],
  ...['addEventListener', 'removeEventListener'],
];

/** A place in the page in which a warning is drawn. */
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

/** Opens a place for a warning over the page. `refused` is called when an answer did not count, since something lay over it. */
export function openWarningHost(
  theme: 'auto' | 'light' | 'dark',
  modal: boolean,
  refused: () => void = () => undefined,
): WarningHost {
  unshadow(document, NEEDED);
  const stand = standOverPage({ modal, css: CSS, theme });
  return {
    draw(content) {
      unshadow(document, NEEDED);
      render(content, stand.place);
      stand.show();
    },
    focus() {
      stand.show();
      (stand.place.firstElementChild as HTMLElement | null)?.focus();
    },
    veil(on) {
      stand.rest(on);
      stand.place.classList.toggle('veiled', on);
    },
    seen(action) {
      return (...args) => {
        if (stand.sure()) action(...args);
        else refused();
      };
    },
    destroy() {
      render(null, stand.place);
      stand.end();
    },
  };
}
