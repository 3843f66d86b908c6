import type { Browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { showNotice } from '../components/notice/index.ts';
import { isolatedWorld } from '../lib/messages/isolated-world.ts';

declare const chrome: typeof Browser;

/**
 * Explains a refusal in a page that the guard was not registered for. Gives whether this is such a page: a page that only
 * says so is not told by what happens next that Ringfence is here.
 */
export default defineUnlistedScript((): boolean => {
  const unguarded = 'ContactsManager' in window && !isolatedWorld.relay;
  if (unguarded) showNotice(chrome.i18n.getMessage('contactsRefused'));
  return unguarded;
});
