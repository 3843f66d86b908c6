import { browser } from 'wxt/browser';
import { showNotice } from '../../components/notice/index.ts';

// Taken at the start: a script of an extension that was updated or removed is given no more texts.
const text = browser.i18n.getMessage('contactsRefused');

/** Says that the page was refused people's data since nobody could be asked. */
export const explainRefusal = (): void => showNotice(text);
