import { browser } from 'wxt/browser';
import { fetchPackagedBytes } from '../package/index.ts';
import {
  IndexedDbStore,
  ListUpdater,
  OWN_SOURCE,
  openPlatformList,
  openPlatformLists,
  type PlatformList,
  type PlatformLists,
} from '../platforms/index.ts';
import { readSettings } from '../settings/index.ts';

const CHANGED = 'lists-changed';
const LOCK = 'ringfence-lists';

/** The lists' own day is checked at most this often in the life of a worker: the check itself reads the database. */
const LOOK_INTERVAL = 10 * 60_000;

const store = new IndexedDbStore();
let bundled: Promise<PlatformList> | undefined;
let lists: Promise<PlatformLists> | undefined;
let updater: Promise<ListUpdater> | undefined;
let lookedAt = 0;

/** The list that came with the package, opened once. Rejects where the package is damaged. */
export function bundledList(): Promise<PlatformList> {
  bundled ??= openPlatformList(fetchPackagedBytes);
  bundled.catch(() => {
    bundled = undefined;
  });
  return bundled;
}

/**
 * All lists that are on, opened once and anew after `forgetLists`. Where the browser keeps no database, the packaged one
 * alone.
 */
export function platformLists(): Promise<PlatformLists> {
  lists ??= bundledList().then((list) => openPlatformLists(list, store));
  lists.catch(() => {
    lists = undefined;
  });
  return lists;
}

/** Has the lists opened anew at the next look-up. */
export function forgetLists(): void {
  lists = undefined;
}

/** What adds, updates, switches and removes lists, one at a time over all windows of the extension. */
export function listUpdater(): Promise<ListUpdater> {
  updater ??= bundledList().then(
    ({ header }) =>
      new ListUpdater({
        store,
        fetch: (url, init) => fetch(url, init),
        now: () => Date.now(),
        own: { ...OWN_SOURCE, version: header.version },
        exclusive: (work) => navigator.locks.request(LOCK, () => work()) as ReturnType<typeof work>,
      }),
  );
  updater.catch(() => {
    updater = undefined;
  });
  return updater;
}

/** Tells every part of the extension that lists changed. */
export async function noteListsChanged(): Promise<void> {
  forgetLists();
  await browser.storage.local.set({ [CHANGED]: `${Date.now()} ${Math.random()}` });
}

/** Calls back whenever lists changed, here or in another window; gives the function that stops it. */
export function observeLists(callback: () => void): () => void {
  const listener = (changes: Record<string, unknown>, area: string) => {
    if (area !== 'local' || !(CHANGED in changes)) return;
    forgetLists();
    callback();
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}

/**
 * Looks for new editions where the user turned updates on and a list's day is over: no request otherwise. Gives how many
 * lists changed. Rejects where the database can't be used.
 */
export async function updateDueLists(now: number = Date.now()): Promise<number> {
  const { listUpdates } = await readSettings();
  if (!listUpdates || Math.abs(now - lookedAt) < LOOK_INTERVAL) return 0;
  lookedAt = now;
  const lists = await listUpdater();
  // The choice of the settings holds, an organisation's policy included.
  if (!(await lists.state()).updates) await lists.setUpdates(true);
  let changed = 0;
  for (const id of await lists.due()) if ((await lists.update(id)).outcome === 'updated') changed++;
  if (changed > 0) await noteListsChanged();
  return changed;
}
