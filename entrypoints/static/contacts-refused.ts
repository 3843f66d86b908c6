import type { Browser } from 'wxt/browser';
import { REFUSED } from '../../lib/contacts/guard/pipe-events.ts';

declare const chrome: typeof Browser;

// A page can send this event too. So the background looks for itself whether there is anything behind it.
document.addEventListener(REFUSED, () => chrome.runtime.sendMessage({ type: 'contacts-refused' }), { once: true });
