import type { Browser } from 'wxt/browser';
import { isolatedWorld } from '../../lib/messages/isolated-world.ts';
import { looksLending, shadowRoots } from '../../lib/page/gate-scan.ts';
import { watchDocument } from '../../lib/page/watch.ts';

// Firefox has it under this name too. The polyfill alone would be three times this script's budget.
declare const chrome: typeof Browser;

const look = () => {
  if (isolatedWorld.inspector || !looksLending(document)) return;
  watch.stop();
  chrome.runtime.sendMessage({ type: 'gate-suspects' });
};
const watch = watchDocument(document, look, () => shadowRoots);
look();
