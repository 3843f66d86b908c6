import type { Browser } from 'wxt/browser';
import { REFUSED } from '../../lib/contacts/guard/pipe-events.ts';

declare const chrome: typeof Browser;

// A page can send this event too, but not show this world a picker that the platform lacks. Where there is one, the background looks for itself whether there is anything behind it.
if ('ContactsManager' in window)
  document.addEventListener(REFUSED, () => chrome.runtime.sendMessage({ type: 'contacts-refused' }), { once: true });
