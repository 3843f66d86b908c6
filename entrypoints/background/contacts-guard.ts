import { type Browser, browser } from 'wxt/browser';
import { GUARD_SCRIPTS } from '../../lib/contacts/guard/index.ts';
import { parseGuardMessage } from '../../lib/messages/index.ts';

async function register(): Promise<void> {
  const known = await browser.scripting.getRegisteredContentScripts({ ids: GUARD_SCRIPTS.map(({ id }) => id) });
  const missing = GUARD_SCRIPTS.filter(({ id }) => known.every((script) => script.id !== id));
  if (missing.length > 0) await browser.scripting.registerContentScripts(missing);
}

let turn: Promise<void> = Promise.resolve();

/**
 * Has the browser run the Contact Picker guard in every page from now on, also after it was closed. Rejects where the browser refuses; until a later call succeeds, the
 * picker is refused in every page (`refusal.ts`).
 */
function registerInTurn(): Promise<void> {
  turn = turn.then(register, register);
  return turn;
}

/**
 * Registers the guard on Android, the one system for which Chromium has a Contact Picker. To be called whenever the worker
 * starts: an update takes the registration away, and a worker can be killed before it gets there. The worker itself cannot
 * see the picker, which is there in windows alone.
 */
export async function guardAndroid(): Promise<void> {
  // Firefox has no Contact Picker, on Android either.
  if (import.meta.env.FIREFOX) return;
  const { os } = await browser.runtime.getPlatformInfo();
  if (os === 'android') await registerInTurn();
}

/** Explains a refusal in the tab's page and registers the guard, if the page is one in which the picker was refused. */
async function afterRefusal(tabId: number, documentId: string | undefined): Promise<void> {
  // The tab may show another page by now.
  const target = documentId === undefined ? { tabId } : { tabId, documentIds: [documentId] };
  const [frame] = await browser.scripting.executeScript({ target, files: ['/contacts-notice.js'] });
  if (frame?.result === true) await registerInTurn();
}

/**
 * Acts on a message about the guard, of a page of ours that sees a picker or of a top page in which it was refused. Gives
 * null where the message is another.
 */
export function hearOfGuard(
  input: unknown,
  { id, url, tab, frameId, documentId }: Browser.runtime.MessageSender,
  own: { id: string; pages: string },
): Promise<void> | null {
  const message = id === own.id ? parseGuardMessage(input) : null;
  if (message?.type === 'contacts-picker' && url?.startsWith(own.pages)) return registerInTurn();
  if (message?.type === 'contacts-refused' && tab?.id !== undefined && frameId === 0)
    return afterRefusal(tab.id, documentId);
  return null;
}
