import { browser } from 'wxt/browser';
import { showNotice } from '../../components/notice/index.ts';
import { askContacts } from '../../components/warning/index.ts';
import { makeSecrets, relayHeldCalls, type SeenCall } from '../../lib/contacts/held-calls/index.ts';
import type { ContactsQuestion } from '../../lib/explain/index.ts';
import { isolatedWorld } from '../../lib/messages/isolated-world.ts';
import { lines } from './lines.ts';

let started = false;

const told = ({ path: call, properties, multiple }: SeenCall, held: boolean) =>
  lines.tell({ type: 'contacts-call', properties, multiple, call, held });

async function ask(call: SeenCall): Promise<'allow' | 'refuse'> {
  const question = (await told(call, true)) as ContactsQuestion | null | undefined;
  return question ? askContacts(question) : Promise.reject(new Error('no question'));
}

/** Has calls for contacts of the app around this frame's page held, from now on; does nothing the second time. */
export function startHoldingCalls(): void {
  if (started || isolatedWorld.holdsCalls) return;
  started = true;
  const secrets = makeSecrets();
  relayHeldCalls(secrets, {
    ask,
    note: (call) => void told(call, false),
    explain: () => showNotice(browser.i18n.getMessage('contactsRefused')),
  });
  void lines.tell({ type: 'hold-calls', secrets });
}
