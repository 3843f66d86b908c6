import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { askContacts } from '../../components/warning/index.tsx';
import { isolatedWorld } from '../../lib/messages/isolated-world.ts';
import { isPage } from '../../lib/page/index.ts';
import { startHoldingGiven } from './given.ts';
import { startHoldingCalls } from './held-calls.ts';
import { codeOutOfReach, lookForCodes } from './pictures.ts';
import { startReader } from './reader.ts';
import { fileRequests, readScriptFiles } from './script-files.ts';
import { startWarnings } from './warnings.ts';

export default defineUnlistedScript(() => {
  // Gate, registration and background may each ask for the inspector in the same frame.
  if (isolatedWorld.inspector) {
    isolatedWorld.inspector.again();
    return;
  }
  if (!isPage(document) || !document.documentElement) return;
  const start = () => {
    if (isolatedWorld.inspector) return;
    startHoldingGiven();
    if (self === top) startWarnings();
    const reader = startReader({
      codeOutOfReach,
      fileRequests,
      onLending() {
        startHoldingCalls();
        void readScriptFiles(() => reader.again());
        lookForCodes(() => reader.again());
      },
    });
    isolatedWorld.inspector = { ...reader, askContacts };
  };
  // A page that the browser draws ahead of the user's click is nobody's yet.
  const { prerendering } = document as Document & { prerendering?: boolean };
  if (prerendering === true) document.addEventListener('prerenderingchange', start, { once: true });
  else start();
});
