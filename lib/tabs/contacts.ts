import { type ContactsQuestion, contactsQuestion, type GivenQuestion, givenQuestion } from '../explain/index.ts';
import type { PageMessage } from '../messages/index.ts';
import { framesWith, withCall } from './frames.ts';
import type { Outside } from './outside.ts';
import { reassess } from './reassess.ts';
import type { Source } from './source.ts';

/** The host that asks. A frame without an address of its own is of the site that made it. */
const hostOf = ({ url, origin, tabUrl }: Pick<Source, 'url' | 'origin' | 'tabUrl'>): string =>
  new URL(url).hostname || new URL(origin ?? tabUrl).hostname;

/**
 * Takes a call for contacts into the assessment, and gives the question that the user is asked; null where the call could
 * not be held.
 */
export async function askForCall(
  source: Source,
  message: Extract<PageMessage, { type: 'contacts-call' }>,
  outside: Outside,
): Promise<ContactsQuestion | null> {
  const { tabId, frameId, url, tabUrl, incognito } = source;
  const { session, browser, translator } = outside;
  await browser.inspect(tabId, { frameId });
  const visit = () => session.tabs.readVisit(new URL(tabUrl).origin, incognito);
  const before = await session.tabs.readFrames(tabId);
  const state = before ?? (await framesWith(null, frameId, '', visit));
  await reassess(source, withCall(state, frameId, url, message), outside);
  if (message.held === false) return null;
  const { properties, multiple } = message;
  const kind = (await session.tabs.readAssessment(tabId))?.kind ?? 'none';
  return contactsQuestion(
    { host: hostOf(source), properties, multiple, kind },
    await translator(['common', 'warning']),
  );
}

/**
 * The user's answer to a question of a frame within the page, given in the page's top frame; null where it cannot be put
 * there. In a frame of another site the page around it could lay something over the question.
 */
export async function askInTop(
  tabId: number,
  question: ContactsQuestion,
  { browser }: Outside,
): Promise<'allow' | 'refuse' | null> {
  try {
    await browser.inspect(tabId, { frameId: 0 });
    const answer = await browser.tell(tabId, { type: 'ask-contacts', question });
    return answer === 'allow' || answer === 'refuse' ? answer : null;
  } catch {
    // A top page in which there can be no script of ours: nobody is asked, and the call is refused.
    return null;
  }
}

/**
 * The question about people's data that the user gave a page, or null where the page may simply have it. A page that
 * nobody has judged, since its reading failed or is under way, may not.
 */
export async function askForGiven(
  source: Source,
  { way, people }: Extract<PageMessage, { type: 'contacts-given' }>,
  { session, sources, translator }: Outside,
): Promise<GivenQuestion | null> {
  const { tabId, tabUrl } = source;
  const assessment = await session.tabs.readAssessment(tabId);
  if (assessment?.kind === 'none' && assessment.contacts.length === 0) return null;
  if ((await sources.trusted(assessment?.host ?? new URL(tabUrl).hostname)).size > 0) return null;
  return givenQuestion(
    { host: hostOf(source), way, people, kind: assessment?.kind ?? 'none' },
    await translator(['common', 'warning', 'reach']),
  );
}
