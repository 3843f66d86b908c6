import { askGiven } from '../../components/warning/index.ts';
import { type Given, type GivenAnswer, holdGiven } from '../../lib/contacts/given/index.ts';
import type { GivenQuestion } from '../../lib/explain/index.ts';
import { lines } from './lines.ts';

/** One question at a time: a second file waits until the first is answered. */
let turn: Promise<unknown> = Promise.resolve();

async function ask(given: Given): Promise<GivenAnswer> {
  const { way, people } = given;
  const question = (await lines.tell({ type: 'contacts-given', way, people })) as GivenQuestion | null | undefined;
  return question ? askGiven(question, given) : { is: 'all' };
}

/** Asks the user before this frame's page gets a file or a pasted list with people's data. */
export function startHoldingGiven(): void {
  holdGiven(window, (given) => {
    const answer = turn.then(() => ask(given));
    turn = answer.catch(() => undefined);
    return answer;
  });
}
