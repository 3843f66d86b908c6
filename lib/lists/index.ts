import { browser } from 'wxt/browser';
import { fetchPackagedBytes } from '../package/index.ts';
import {
  IndexedDbStore,
  ListUpdater,
  type Lookalikes,
  openLookalikes,
  openOwnSource,
  openPlatformList,
  openPlatformLists,
  type PackagedSource,
  type PlatformList,
  type PlatformLists,
} from '../platforms/index.ts';
import { readSettings } from '../settings/index.ts';

const CHANGED = 'lists-changed';
const LOCK = 'ringfence-lists';

const MINUTE = 60_000;

const store = new IndexedDbStore();
let bundled: Promise<PlatformList> | undefined;
let source: Promise<PackagedSource> | undefined;
let lists: Promise<PlatformLists> | undefined;
let updater: Promise<ListUpdater> | undefined;
let lookalikes: Promise<Lookalikes> | undefined;

/** The list that came with the package, opened once. Rejects where the package is damaged. */
export function bundledList(): Promise<PlatformList> {
  bundled ??= openPlatformList(fetchPackagedBytes);
  bundled.catch(() => {
    bundled = undefined;
  });
  return bundled;
}

/** What the package says of its own list, read once. Rejects where the package is damaged. */
export function packagedSource(): Promise<PackagedSource> {
  source ??= openOwnSource(fetchPackagedBytes);
  source.catch(() => {
    source = undefined;
  });
  return source;
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

/** The brands whose imitation is looked for, opened once. Rejects where the package is damaged. */
export function protectedBrands(): Promise<Lookalikes> {
  lookalikes ??= openLookalikes(fetchPackagedBytes);
  lookalikes.catch(() => {
    lookalikes = undefined;
  });
  return lookalikes;
}

/** Has the lists opened anew at the next look-up. */
export function forgetLists(): void {
  lists = undefined;
}

/** What adds, updates, switches and removes lists, one at a time over all windows of the extension. */
export function listUpdater(): Promise<ListUpdater> {
  updater ??= Promise.all([bundledList(), packagedSource()]).then(
    ([{ header }, { url, keys }]) =>
      new ListUpdater({
        store,
        fetch: (url, init) => fetch(url, init),
        now: () => Date.now(),
        own: { url, keys, version: header.version },
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

/** Name of the alarm at which lists are looked for. */
export const LISTS_ALARM = 'lists';

/** Spreads the first look after updates were turned on, so that it tells nothing of what the user does just then. */
const FIRST_LOOK_SPREAD = 30 * MINUTE;

/**
 * Has the browser wake the background for the next look, or not at all while updates are off. Looks have a time of their
 * own, and none that a visit to a lender sets: the server of a list would learn of the visit by it. Rejects where the
 * database can't be used.
 */
export async function scheduleUpdates(now: number = Date.now()): Promise<void> {
  const { listUpdates } = await readSettings();
  const lists = listUpdates ? await listUpdater() : null;
  // The choice of the settings holds, an organisation's policy included.
  await lists?.setUpdates(true);
  const next = (await lists?.nextLook()) ?? null;
  if (next === null) {
    await browser.alarms.clear(LISTS_ALARM);
    return;
  }
  const latest = Math.max(next, now + MINUTE + FIRST_LOOK_SPREAD);
  const set = await browser.alarms.get(LISTS_ALARM);
  // A fitting one stays: each waking of the background would put it off else.
  if (set && set.scheduledTime >= next && set.scheduledTime <= latest) return;
  const soon = now + MINUTE + Math.floor(Math.random() * FIRST_LOOK_SPREAD);
  await browser.alarms.create(LISTS_ALARM, { when: Math.max(next, soon) });
}

/**
 * Looks for new editions where the user turned updates on and a list's day is over: no request otherwise. Gives how many
 * lists changed. Rejects where the database can't be used.
 */
export async function updateDueLists(): Promise<number> {
  const { listUpdates } = await readSettings();
  if (!listUpdates) return 0;
  const lists = await listUpdater();
  await lists.setUpdates(true);
  let changed = 0;
  for (const id of await lists.due()) if ((await lists.update(id)).outcome === 'updated') changed++;
  if (changed > 0) await noteListsChanged();
  return changed;
}
