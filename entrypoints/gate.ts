import type { UnlistedScriptDefinition } from 'wxt';
import type { Browser } from 'wxt/browser';
import { isolatedWorld } from '../lib/messages/isolated-world.ts';
import { looksLending } from '../lib/page/gate-scan.ts';
import { watchDocument } from '../lib/page/watch.ts';

interface GlobalApis {
  browser?: unknown;
  chrome?: unknown;
}

// The polyfill alone would be three times this script's budget; both browsers promise under one of these names.
const api = ((globalThis as GlobalApis).browser ?? (globalThis as GlobalApis).chrome) as typeof Browser;

// Written as the plain object that `defineUnlistedScript` would make of it, which saves the function.
const gate: UnlistedScriptDefinition = {
  main() {
    const look = () => {
      if (isolatedWorld.inspector || !looksLending(document)) return;
      watch.stop();
      api.runtime.sendMessage({ type: 'gate-suspects' });
    };
    const watch = watchDocument(document, look);
    look();
  },
};

export default gate;
