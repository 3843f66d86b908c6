const everyWindow = {
  matches: ['http://*/*', 'https://*/*'],
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start' as const,
};

/**
 * The guard as the browser is to run it, until the extension is updated: for `scripting.registerContentScripts`. The
 * relay goes first, since it has to listen when the guard hands over its pipe; Chrome runs what it read from the disk at
 * its start in the order of the ids.
 */
export const GUARD_SCRIPTS = [
  { ...everyWindow, id: 'contacts-1-relay', js: ['contacts-relay.js'] },
  { ...everyWindow, id: 'contacts-2-guard', js: ['contacts-guard.js'], world: 'MAIN' as const },
];
