import type { AskGiven, Given, GivenAnswer } from './hold-given.ts';

/** Milliseconds after which a background that says nothing counts as dead. */
const PATIENCE = 20_000;

export interface AskInTurn<Question> {
  /**
   * Asks the background whether there is anything to ask: gives the question, null where the page may simply have it, and
   * nothing where the background is gone. A rejection counts as nothing.
   */
  question(given: Given): Promise<Question | null | undefined>;
  /** Puts the question to the user. */
  ask(question: Question, given: Given): Promise<GivenAnswer>;
  /** Called after a refusal that the user did not choose. */
  explain(): void;
}

/**
 * Puts what is held to the user, one list at a time: a second file waits until the first is answered. Where the question
 * cannot be had or shown the page gets nothing, and the user is told.
 */
export function askInTurn<Question>({ question, ask, explain }: AskInTurn<Question>): AskGiven {
  const put = async (given: Given): Promise<GivenAnswer> => {
    const { promise: late, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(resolve, PATIENCE);
    try {
      const found = await Promise.race([question(given), late]);
      if (found === null) return { is: 'all' };
      if (found !== undefined) return await ask(found, given);
    } catch (error) {
      console.debug('Ringfence: the question could not be put', error);
    } finally {
      clearTimeout(timer);
    }
    explain();
    return { is: 'none' };
  };
  let turn: Promise<unknown> = Promise.resolve();
  return (given) => {
    const answer = turn.then(() => put(given));
    turn = answer;
    return answer;
  };
}
