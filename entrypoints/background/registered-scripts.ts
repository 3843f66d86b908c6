import { browser } from 'wxt/browser';
import { platformLists } from '../../lib/lists/index.ts';

const LISTED = 'listed';
const VISIT = 'visit:';
// Match patterns beyond this number cost more at every navigation than the gate costs on the page.
const MAX_LISTED = 5000;
const MAX_VISITS = 50;

const inspector = { js: ['inspector.js'], allFrames: true, runAt: 'document_end' as const };

/**
 * Has the inspector read every page of listed risky hosts, whatever its text says. Registered with the browser, so that
 * it works while the worker sleeps. Called at installation, update and browser start, and when
 * lists changed.
 */
export async function registerListedHosts(): Promise<void> {
  const hosts = await (await platformLists()).listedHosts();
  await browser.scripting.unregisterContentScripts({ ids: [LISTED] }).catch(() => undefined);
  if (hosts.length === 0) return;
  const matches = hosts.slice(0, MAX_LISTED).map((host) => `*://*.${host}/*`);
  await browser.scripting.registerContentScripts([{ ...inspector, id: LISTED, matches }]);
}

/**
 * Has the inspector read the further pages of a host on which lending was seen: many application steps never say "loan".
 * Until the browser closes; at most 50 hosts, the oldest leave first.
 */
export async function registerVisitedHost(host: string): Promise<void> {
  const id = VISIT + host;
  const visits = (await browser.scripting.getRegisteredContentScripts()).filter((item) => item.id.startsWith(VISIT));
  if (visits.some((item) => item.id === id)) return;
  if (visits.length >= MAX_VISITS && visits[0]) {
    await browser.scripting.unregisterContentScripts({ ids: [visits[0].id] });
  }
  await browser.scripting
    .registerContentScripts([{ ...inspector, id, matches: [`*://${host}/*`], persistAcrossSessions: false }])
    // Two frames of one page can ask for the same host at once; the second finds it done.
    .catch(() => undefined);
}
