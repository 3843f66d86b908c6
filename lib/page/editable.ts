import { natives } from './natives.ts';

/** What a form asks with; a box to tick stands in lists that people write, too. */
const ASKING = 'input:not([type="checkbox"]),select,textarea';
/** Regions of one page that are looked through for controls: enough for any editor, few for a page that has many. */
const MOST = 1000;

/**
 * Tells what the user writes: an editor of a mail, a note or a chat. Its words are the user's own and say nothing of the
 * page. A region with the controls of a form in it is none, whatever the page calls it: a page must not keep its form from
 * being read by one attribute.
 */
export class EditorFinder {
  private left = MOST;

  /** `value` is that of `contenteditable`, null where there is none. */
  isEditor(element: Element, value: string | null): boolean {
    if (value === null) return false;
    const state = value.trim().toLowerCase();
    if (state !== '' && state !== 'true' && state !== 'plaintext-only') return false;
    this.left -= 1;
    return this.left >= 0 && natives.find(element, ASKING) === null;
  }
}

/** `contenteditable` of a document as a whole: pages of editors switch its mode instead. */
export function modeOf(document: Document): string | null {
  return document.designMode === 'on' ? '' : null;
}
