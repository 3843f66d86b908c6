import { isolatedWorld } from './isolated-world.ts';
import type { CallAnswer } from './to-page.ts';

/** The user's choice on a call for contacts of this frame, by what the background says to it. Rejects without a choice. */
export async function choiceOf(answer: CallAnswer): Promise<'allow' | 'refuse'> {
  if (answer === 'allow' || answer === 'refuse') return answer;
  const { inspector } = isolatedWorld;
  if (!answer || !inspector) throw new Error('no question');
  return inspector.askContacts(answer);
}
