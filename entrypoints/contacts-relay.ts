import type { Browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { showNotice } from '../components/notice/index.ts';
import { startContactsRelay } from '../lib/contacts/guard/index.ts';
import type { ContactsQuestion } from '../lib/explain/index.ts';
import { isolatedWorld } from '../lib/messages/isolated-world.ts';

/** The extension's half of the Contact Picker guard. Firefox has no Contact Picker, so this runs in Chrome alone. */
export default defineUnlistedScript(() => {
  isolatedWorld.relay = true;
  const api = (globalThis as unknown as { chrome: typeof Browser }).chrome;
  startContactsRelay({
    async ask({ properties, multiple }) {
      const question: ContactsQuestion = await api.runtime.sendMessage({ type: 'contacts-call', properties, multiple });
      return isolatedWorld.inspector?.askContacts(question) ?? Promise.reject(new Error('no inspector'));
    },
    explain: (reason) =>
      showNotice(api.i18n.getMessage(reason === 'withheld' ? 'contactsWithheld' : 'contactsRefused')),
  });
});
