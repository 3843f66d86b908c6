import type { Browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { showNoticeFromStart } from '../components/notice/from-start.ts';
import { startContactsRelay } from '../lib/contacts/guard/index.ts';
import { choiceOf } from '../lib/messages/call-answer.ts';
import { isolatedWorld } from '../lib/messages/isolated-world.ts';

/** The extension's half of the Contact Picker guard. Firefox has no Contact Picker, so this runs in Chrome alone. */
export default defineUnlistedScript(() => {
  isolatedWorld.relay = true;
  const api = (globalThis as unknown as { chrome: typeof Browser }).chrome;
  const texts = { withheld: '', unanswered: '' };
  const takeTexts = () => {
    texts.withheld ||= api.i18n.getMessage('contactsWithheld');
    texts.unanswered ||= api.i18n.getMessage('contactsRefused');
  };
  // Ahead of need, since a script of an extension that was updated or removed is given none; not at once, since the first text holds the page up.
  requestIdleCallback(takeTexts);
  startContactsRelay({
    async ask({ properties, multiple }) {
      return choiceOf(await api.runtime.sendMessage({ type: 'contacts-call', properties, multiple }));
    },
    explain: (reason) => {
      if (texts[reason] === '') takeTexts();
      showNoticeFromStart(texts[reason]);
    },
  });
});
