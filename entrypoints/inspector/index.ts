import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { askContacts } from '../../components/warning/index.tsx';
import { isolatedWorld } from '../../lib/messages/isolated-world.ts';
import { startHoldingGiven } from './given.ts';
import { startReader } from './reader.ts';
import { startWarnings } from './warnings.ts';

export default defineUnlistedScript(() => {
  // Gate, registration and background may each ask for the inspector in the same frame.
  if (isolatedWorld.inspector) {
    isolatedWorld.inspector.again();
    return;
  }
  const html = document.contentType === 'text/html' || document.contentType === 'application/xhtml+xml';
  if (!html || !document.documentElement) return;
  startHoldingGiven();
  if (self === top) startWarnings();
  isolatedWorld.inspector = { ...startReader(), askContacts };
});
