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

/** Something that is opened when first asked for, then kept; anew where the last try failed, or after `forget`. */
interface Kept<T> {
  (): Promise<T>;
  forget(): void;
}

function keep<T>(open: () => Promise<T>): Kept<T> {
  let kept: Promise<T> | undefined;
  const ask = () => {
    if (kept) return kept;
    const opening = open();
    kept = opening;
    opening.catch(() => {
      if (kept === opening) kept = undefined;
    });
    return opening;
  };
  return Object.assign(ask, {
    forget: () => {
      kept = undefined;
    },
  });
}

/** The list that came with the package, opened once. Rejects where the package is damaged. */
export const bundledList = keep<PlatformList>(() => openPlatformList(fetchPackagedBytes));

/** What the package says of its own list, read once. Rejects where the package is damaged. */
export const packagedSource = keep<PackagedSource>(() => openOwnSource(fetchPackagedBytes));

/**
 * All lists that are on, opened once and anew whenever they changed. Where the browser keeps no database, the packaged one
 * alone.
 */
export const platformLists = keep<PlatformLists>(async () => openPlatformLists(await bundledList(), store));

/** The brands whose imitation is looked for, opened once. Rejects where the package is damaged. */
export const protectedBrands = keep<Lookalikes>(() => openLookalikes(fetchPackagedBytes));

/** What adds, updates, switches and removes lists, one at a time over all windows of the extension. */
export const listUpdater = keep<ListUpdater>(async () => {
  const [{ header }, { url, keys }] = await Promise.all([bundledList(), packagedSource()]);
  return new ListUpdater({
    store,
    fetch: (address, init) => fetch(address, init),
    now: () => Date.now(),
    own: { url, keys, version: header.version },
    exclusive: (work) => navigator.locks.request(LOCK, () => work()) as ReturnType<typeof work>,
  });
});

/** Tells every part of the extension that lists changed. */
export async function noteListsChanged(): Promise<void> {
  platformLists.forget();
  await browser.storage.local.set({ [CHANGED]: `${Date.now()} ${Math.random()}` });
}

/** Calls back whenever lists changed, here or in another window; gives the function that stops it. */
export function observeLists(callback: () => void): () => void {
  const listener = (changes: Record<string, unknown>, area: string) => {
    if (area !== 'local' || !(CHANGED in changes)) return;
    platformLists.forget();
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
export async function scheduleUpdates(): Promise<void> {
  const now = Date.now();
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
