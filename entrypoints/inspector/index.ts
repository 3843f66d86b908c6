import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { showNotice } from '../../components/notice/index.ts';
import { askContacts, openPageWarning } from '../../components/warning/index.ts';
import { openCodeWatch, openReader, openScriptFiles } from '../../lib/frame-reader/index.ts';
import type { FrameQuestion, InspectorMessage } from '../../lib/messages/index.ts';
import { isolatedWorld } from '../../lib/messages/isolated-world.ts';
import { isPage } from '../../lib/page/index.ts';
import { askForFrame } from './frame-question.ts';
import { startHoldingGiven } from './given.ts';
import { startHoldingCalls } from './held-calls.ts';
import { lines } from './lines.ts';

/** Takes what the background says to the page of a tab; only the extension itself can. */
function takeWarnings(mark: () => string): void {
  const take = openPageWarning(lines.tell, mark, () => location.replace('about:blank'));
  browser.runtime.onMessage.addListener((input: unknown, sender) => {
    if (sender.id !== browser.runtime.id || sender.tab) return undefined;
    const message = input as InspectorMessage | FrameQuestion;
    return message.type === 'ask-contacts' ? askForFrame(message.question) : take(message);
  });
}

export default defineUnlistedScript(() => {
  // Gate, registration and background may each ask for the inspector in the same frame.
  if (isolatedWorld.inspector) {
    isolatedWorld.inspector.again();
    return;
  }
  if (!isPage(document) || !document.documentElement) return;
  const start = () => {
    if (isolatedWorld.inspector) return;
    const files = openScriptFiles({ inPagesName: import.meta.env.FIREFOX });
    const reader = openReader(lines, {
      codeOutOfReach: () => codes.outOfReach(),
      fileRequests: files.requests,
      onLending() {
        given.lends();
        startHoldingCalls(given.hearOfFields);
        void files.read(reader.again);
        codes.look(reader.again);
      },
    });
    const codes = openCodeWatch(lines.tell, reader.mark);
    const given = startHoldingGiven();
    if (self === top) takeWarnings(reader.mark);
    reader.start();
    // What was read before waits for no rest: the page may be another now that it is whole.
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', reader.again, { once: true });
    isolatedWorld.inspector = { again: reader.again, askContacts, showNotice };
  };
  // A page that the browser draws ahead of the user's click is nobody's yet.
  const { prerendering } = document as Document & { prerendering?: boolean };
  if (prerendering === true) document.addEventListener('prerenderingchange', start, { once: true });
  else start();
});
