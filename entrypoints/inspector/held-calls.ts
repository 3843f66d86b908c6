import { fieldEvent, makeSecrets, relayHeldCalls, type SeenCall } from '../../lib/contacts/held-calls/index.ts';
import { choiceOf } from '../../lib/messages/call-answer.ts';
import type { CallAnswer } from '../../lib/messages/index.ts';
import { isolatedWorld } from '../../lib/messages/isolated-world.ts';
import { lines } from './lines.ts';
import { explainRefusal } from './refusal.ts';

let secrets: string[] | null = null;
let holds = false;

const told = ({ path: call, properties, multiple }: SeenCall, held: boolean) =>
  lines.tell({ type: 'contacts-call', properties, multiple, call, held });

/**
 * Has calls for contacts of the app around this frame's page held, from now on; does nothing once they are. To be called
 * again where the page is still a lender's: the background may have died before it came to it. `hearOfFields` is given the
 * name of the event that tells of file fields from then on.
 */
export function startHoldingCalls(hearOfFields: (type: string) => void): void {
  if (holds || isolatedWorld.holdsCalls) return;
  holds = true;
  if (!secrets) {
    secrets = makeSecrets();
    hearOfFields(fieldEvent(secrets));
    relayHeldCalls(secrets, {
      ask: async (call) => choiceOf((await told(call, true)) as CallAnswer),
      note: (call) => void told(call, false),
      explain: explainRefusal,
    });
  }
  void lines.tell({ type: 'hold-calls', secrets, began: performance.timeOrigin }).then((done) => {
    holds = done === true;
  });
}
