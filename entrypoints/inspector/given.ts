import { askGiven } from '../../components/warning/index.ts';
import { askInTurn, holdGiven } from '../../lib/contacts/given/index.ts';
import type { GivenQuestion } from '../../lib/explain/index.ts';
import { lines } from './lines.ts';
import { explainRefusal } from './refusal.ts';

/**
 * Asks the user before this frame's page gets a file or a pasted list with people's data. Gives a function that says that
 * the page is a lender's.
 */
export function startHoldingGiven(): () => void {
  let lends = false;
  const ask = askInTurn({
    question: async ({ way, people }) =>
      (await lines.tell({ type: 'contacts-given', way, people })) as GivenQuestion | null | undefined,
    ask: askGiven,
    explain: explainRefusal,
  });
  holdGiven(window, ask, () => lends);
  return () => {
    lends = true;
  };
}
