import { browser } from 'wxt/browser';
import { heldCalls, holdCalls } from '../../lib/contacts/held-calls/index.ts';

/**
 * Has calls for contacts of the app around a page held in one frame, whose other half knows the same secrets. Only for
 * lenders' pages. Gives whether the frame was still there.
 */
export async function holdCallsIn(
  { tabId, frameId, documentId }: { tabId: number; frameId: number; documentId?: string },
  secrets: string[],
): Promise<boolean> {
  const target = documentId ? { tabId, documentIds: [documentId] } : { tabId, frameIds: [frameId] };
  return browser.scripting
    .executeScript({ target, world: 'MAIN', injectImmediately: true, func: holdCalls, args: [heldCalls(), secrets] })
    .then(
      () => true,
      () => false,
    );
}
