import { isOfTheWarning, parseExtensionMessage, parsePageMessage } from '../messages/index.ts';
import { type Sender, sourceOf } from './source.ts';
import type { Tabs } from './tabs.ts';

/** What marks a message as sent by this extension, and by a page of its own. */
export interface Own {
  id: string;
  /** How the addresses of its own pages begin. */
  pages: string;
}

/** Who sent a message, as far as its handling depends on it. */
export interface MessageSender extends Sender {
  id?: string | undefined;
  documentLifecycle?: string | undefined;
}

/**
 * Gives a message to the conversation, and its sender's answer, or undefined where nobody waits for one. What fits no
 * schema, was sent by another, or is a choice of the user's out of an inner frame, is counted and dropped.
 */
export function receive(input: unknown, sender: MessageSender, own: Own, tabs: Tabs): Promise<unknown> | undefined {
  const isOurs = sender.id === own.id;
  const asked = isOurs && sender.url?.startsWith(own.pages) ? parseExtensionMessage(input) : null;
  if (asked) return tabs.handleExtensionMessage(asked);
  const source = isOurs ? sourceOf(sender) : null;
  const message = source && parsePageMessage(input);
  // A frame in which a site got hold of our script is no place for the user's choices about the page around it.
  if (!source || !message || (isOfTheWarning(message) && source.frameId !== 0)) {
    void tabs.countDropped();
    return undefined;
  }
  if (sender.documentLifecycle === 'prerender') {
    // It is not the page that the tab shows.
    const { documentId } = sender;
    return message.type === 'gate-suspects' && documentId ? tabs.inspectAhead(source.tabId, documentId) : undefined;
  }
  return tabs.handlePageMessage(source, message);
}
