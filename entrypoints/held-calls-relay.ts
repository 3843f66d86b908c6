import type { Browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { showNoticeFromStart } from '../components/notice/from-start.ts';
import { takeFieldEvent } from '../lib/contacts/given/field-event.ts';
import { relayHeldCalls, type SeenCall, takeSecrets } from '../lib/contacts/held-calls/index.ts';
import { choiceOf } from '../lib/messages/call-answer.ts';
import { isolatedWorld } from '../lib/messages/isolated-world.ts';

/** The extension's half of `held-calls.ts` and `held-fields.ts`, without the inspector, which comes once the page is there. */
export default defineUnlistedScript(() => {
  const api = (globalThis as unknown as { chrome: typeof Browser }).chrome;
  // Taken now: a script of an extension that was updated or removed is given no more texts.
  const refused = api.i18n.getMessage('contactsRefused');
  const tell = ({ path: call, properties, multiple }: SeenCall, held: boolean) =>
    api.runtime.sendMessage({ type: 'contacts-call', properties, multiple, call, held });
  takeFieldEvent((type) => {
    isolatedWorld.fieldEvent = type;
  });
  takeSecrets((secrets) => {
    isolatedWorld.holdsCalls = true;
    relayHeldCalls(secrets, {
      ask: async (call) => choiceOf(await tell(call, true)),
      note: (call) => void tell(call, false).catch(() => undefined),
      explain: () => showNoticeFromStart(refused),
    });
  });
});
