import type { Browser } from 'wxt/browser';
import { isolatedWorld } from '../../lib/messages/isolated-world.ts';
import { looksLending, shadowRoots } from '../../lib/page/gate-scan.ts';
import { watchDocument } from '../../lib/page/watch.ts';

// Firefox has it under this name too. The polyfill alone would be three times this script's budget.
declare const chrome: typeof Browser;

/** Milliseconds after which a page is looked at though its parser is still at work: a server can hold its end back. */
const PATIENCE = 12_000;

const look = () => {
  // The first half of a page may look like another.
  if (document.readyState === 'loading' && performance.now() < PATIENCE) watch.nudge();
  else if (!isolatedWorld.inspector && looksLending(document)) {
    watch.stop();
    chrome.runtime.sendMessage({ type: 'gate-suspects' });
  }
};
const watch = watchDocument(document, look, () => shadowRoots);
look();
