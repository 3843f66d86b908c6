import { browser } from 'wxt/browser';

const CALLS = 'calls:';
const RELAY = 'calls-relay:';
const MAX_HOSTS = 50;

/**
 * Has calls for contacts of the app around a page held from the start on the further pages of a host on which lending
 * was seen: they may call before they are read. Until the browser closes; at most 50 hosts, the oldest leave first.
 */
export async function registerHeldCalls(host: string): Promise<void> {
  const known = (await browser.scripting.getRegisteredContentScripts()).filter(({ id }) => id.startsWith(CALLS));
  if (known.some(({ id }) => id === CALLS + host)) return;
  const oldest = known.length >= MAX_HOSTS ? known[0]?.id.slice(CALLS.length) : undefined;
  if (oldest !== undefined) {
    await browser.scripting.unregisterContentScripts({ ids: [CALLS + oldest, RELAY + oldest] }).catch(() => undefined);
  }
  const first = {
    matches: [`*://${host}/*`],
    allFrames: true,
    runAt: 'document_start' as const,
    persistAcrossSessions: false,
  };
  await browser.scripting
    .registerContentScripts([
      // This one first: it has to listen when the other hands over its secrets.
      { ...first, id: RELAY + host, js: ['held-calls-relay.js'] },
      { ...first, id: CALLS + host, js: ['held-calls.js'], world: 'MAIN' as const },
    ])
    // Two frames of one page can ask for the same host at once; the second finds it done.
    .catch(() => undefined);
}
