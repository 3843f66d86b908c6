import { askGiven } from '../../components/warning/index.ts';
import { askInTurn, holdGiven } from '../../lib/contacts/given/index.ts';
import type { GivenQuestion } from '../../lib/explain/index.ts';
import { isolatedWorld } from '../../lib/messages/isolated-world.ts';
import { lines } from './lines.ts';
import { explainRefusal } from './refusal.ts';

/** What is told to the half that holds files and pasted lists. */
export interface HoldingGiven {
  /** The page is a lender's. */
  lends(): void;
  /** Fields that are opened out of sight are told of by events of this name. */
  hearOfFields(type: string): void;
}

/** Asks the user before this frame's page gets a file or a pasted list with people's data. */
export function startHoldingGiven(): HoldingGiven {
  let lends = false;
  const ask = askInTurn({
    question: async ({ way, people }) =>
      (await lines.tell({ type: 'contacts-given', way, people })) as GivenQuestion | null | undefined,
    ask: askGiven,
    explain: explainRefusal,
  });
  const { hearOfFields } = holdGiven(window, ask, () => lends);
  if (isolatedWorld.fieldEvent) hearOfFields(isolatedWorld.fieldEvent);
  return {
    lends() {
      lends = true;
    },
    hearOfFields,
  };
}
