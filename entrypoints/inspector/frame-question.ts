import { askContacts } from '../../components/warning/index.ts';
import type { ContactsQuestion } from '../../lib/explain/index.ts';
import { lines } from './lines.ts';

/** Milliseconds, well within the thirty seconds after which browsers end a background that hears nothing. */
const REMIND = 20_000;

let stands = false;

/**
 * Asks the user in this top frame what a frame within it may have. One question at a time, whatever frames there are:
 * another one meanwhile is given no answer.
 */
export async function askForFrame(question: ContactsQuestion): Promise<'allow' | 'refuse' | null> {
  if (stands) return null;
  stands = true;
  const reminder = setInterval(() => void lines.tell({ type: 'question-stands' }), REMIND);
  try {
    return await askContacts(question);
  } finally {
    clearInterval(reminder);
    stands = false;
  }
}
