import { browser } from 'wxt/browser';
import { platformLists } from '../../lib/lists/index.ts';

const LISTED = 'listed';
const VISIT = 'visit:';
// Match patterns beyond this number cost more at every navigation than the gate costs on the page.
const MAX_LISTED = 5000;
const MAX_VISITS = 50;

const inspector = { js: ['inspector.js'], allFrames: true, runAt: 'document_end' as const };

const isRegistered = async () => (await browser.scripting.getRegisteredContentScripts({ ids: [LISTED] })).length > 0;

async function writeListedHosts(): Promise<void> {
  const hosts = await (await platformLists()).listedHosts();
  const matches = hosts.slice(0, MAX_LISTED).map((host) => `*://*.${host}/*`);
  const known = await isRegistered();
  if (matches.length === 0) {
    if (known) await browser.scripting.unregisterContentScripts({ ids: [LISTED] });
    return;
  }
  const script = { ...inspector, id: LISTED, matches };
  // Changed in one step where there is one already: a worker killed in between would leave the listed hosts unwatched.
  if (known) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

let turn: Promise<void> = Promise.resolve();

function inTurn(task: () => Promise<void>): Promise<void> {
  turn = turn.then(task, task);
  return turn;
}

/**
 * Has the inspector read every page of listed risky hosts, whatever its text says. Registered with the browser, so that
 * it works while the worker sleeps. Called at installation, update and browser start, and when lists changed.
 */
export function registerListedHosts(): Promise<void> {
  return inTurn(writeListedHosts);
}

/** Makes up for a registration that a killed worker did not get to. Called whenever the worker starts. */
export function ensureListedHosts(): Promise<void> {
  return inTurn(async () => {
    if (!(await isRegistered())) await writeListedHosts();
  });
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
