import type { Browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { showNotice } from '../components/notice/index.ts';
import { startContactsRelay } from '../lib/contacts/guard/index.ts';
import type { ContactsQuestion } from '../lib/explain/index.ts';
import { isolatedWorld } from '../lib/messages/isolated-world.ts';
import { looksLending } from '../lib/page/gate-scan.ts';
import { watchDocument } from '../lib/page/watch.ts';

interface GlobalApis {
  browser?: unknown;
  chrome?: unknown;
}

// The polyfill alone would be three times this script's budget; both browsers promise under one of these names.
const api = ((globalThis as GlobalApis).browser ?? (globalThis as GlobalApis).chrome) as typeof Browser;

export default defineUnlistedScript(() => {
  // A tab that was open at installation gets the gate a second time when it is restored.
  if (isolatedWorld.gate) return;
  isolatedWorld.gate = true;

  startContactsRelay({
    async ask({ properties, multiple }) {
      const question: ContactsQuestion = await api.runtime.sendMessage({ type: 'contacts-call', properties, multiple });
      return isolatedWorld.inspector?.askContacts(question) ?? Promise.reject(new Error('no inspector'));
    },
    explain: () => showNotice(api.i18n.getMessage('contactsRefused')),
  });

  const look = () => {
    if (isolatedWorld.inspector || !looksLending(document)) return;
    watch?.stop();
    api.runtime.sendMessage({ type: 'gate-suspects' });
  };
  let watch: ReturnType<typeof watchDocument> | undefined;
  const begin = () => {
    watch = watchDocument(document, look, look);
    look();
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
});
