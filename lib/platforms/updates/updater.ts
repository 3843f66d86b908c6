import { normaliseHost, refuseListed } from '../host.ts';
import { containerManifest, containerParts } from './container.ts';
import { checkAddress, download, downloadPart, type FetchLike } from './download.ts';
import { fetchEdition, type GetPart } from './fetch-edition.ts';
import {
  checkEdition,
  keyFingerprint,
  ListRefusal,
  MANIFEST_LIMIT,
  type ManifestPayload,
  readEnvelope,
  readPayload,
  verifyManifest,
} from './manifest.ts';
import type { OwnSource } from './own-source.ts';
import { collectGarbage, emptyState, type ListState, type ListStore, type ListsState, OWN_LIST } from './store.ts';

/** What an update did. */
export type UpdateResult =
  | { outcome: 'updated'; version: number }
  | { outcome: 'current'; version: number }
  | { outcome: 'refused'; reason: string; detail: string };

/** What a list that is being added says of itself, to be shown before it is accepted. */
export interface ListOffer {
  id: string;
  title: string;
  version: number;
  date: string;
  expires: string;
  records: number;
  /** Keys that signed it, each with its fingerprint for people. */
  keys: { key: string; fingerprint: string }[];
}

/** What the updater needs from its surroundings. */
export interface UpdaterParts {
  store: ListStore;
  fetch: FetchLike;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Our own list: where it is looked for, the keys that may sign it, and the version in the package. */
  own: OwnSource;
  /** 0 to 1: spreads the retries of many users. */
  random?: () => number;
  /** Runs one piece of work at a time over all windows of the extension (Web Locks); by default over this updater. */
  exclusive?: <T>(work: () => Promise<T>) => Promise<T>;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FIRST_RETRY = 15 * MINUTE;

const NEW_LIST = { enabled: true, edition: null, checkedAt: null, notBefore: 0, failures: 0, problem: null } as const;

/** Most lists that a user can add, and most own entries. */
const MAX_LISTS = 20;
const MAX_OWN = 10_000;

/** Whether a time was set by a clock that was ahead, and is set right since: it must not put off looks for years. */
const isFarAhead = (time: number, now: number) => time > now + 2 * DAY;

/**
 * Keeps the lists of a user: adds, updates, switches and removes them. Every method leaves the state either as it was or
 * wholly changed, wherever it is stopped. Refusals are results, not exceptions; only a failing store rejects.
 */
export class ListUpdater {
  readonly #parts: UpdaterParts;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(parts: UpdaterParts) {
    this.#parts = parts;
  }

  /** The state as stored; an empty one where nothing is. */
  async state(): Promise<ListsState> {
    return (await this.#parts.store.readState()) ?? emptyState();
  }

  /**
   * Turns updates on or off. Off is how it starts: until then nothing is ever requested. Where they are on, our own list
   * follows the package: a newer one may bring an address, another address, or other keys. Writes only what changes.
   */
  async setUpdates(on: boolean): Promise<void> {
    const now = await this.state();
    if (JSON.stringify(this.#withUpdates(now, on)) === JSON.stringify(now)) return;
    await this.#parts.store.changeState((state) => {
      Object.assign(state, this.#withUpdates(state, on));
    });
  }

  #withUpdates(state: ListsState, on: boolean): ListsState {
    const { url, keys, version } = this.#parts.own;
    const held = state.lists.find((list) => list.id === OWN_LIST);
    if (!on || (!held && url === null)) return { ...state, updates: on };
    // The edition held may have named newer keys than an older package knows; a newer package knows better.
    const stale = !held || version > (held.edition?.version ?? 0);
    const own: ListState = {
      ...(held ?? { ...NEW_LIST, id: OWN_LIST, title: 'Ringfence' }),
      url,
      keys: stale ? [...keys] : held.keys,
    };
    return {
      ...state,
      updates: on,
      lists: held ? state.lists.map((list) => (list === held ? own : list)) : [...state.lists, own],
    };
  }

  /** Turns one list on or off. */
  async setEnabled(id: string, enabled: boolean): Promise<void> {
    await this.#parts.store.changeState((state) => {
      for (const list of state.lists) if (list.id === id) list.enabled = enabled;
    });
  }

  /** Removes a list and what it stored. */
  async remove(id: string): Promise<void> {
    await this.#exclusive(async () => {
      await this.#parts.store.changeState((state) => {
        state.lists = state.lists.filter((list) => list.id !== id);
      });
      await collectGarbage(this.#parts.store, await this.state());
    });
  }

  /** Marks a host as one to be warned of. Gives why it can't be, or null. */
  async addOwn(host: string, note: string): Promise<string | null> {
    const name = normaliseHost(host)?.name;
    if (!name) return 'not a host name';
    const refused = refuseListed(name);
    if (refused) return refused;
    let full = false;
    await this.#parts.store.changeState((state) => {
      full = state.own.length >= MAX_OWN;
      const others = state.own.filter((one) => one.host !== name);
      if (!full) state.own = [...others, { host: name, note: note.slice(0, 500), at: this.#parts.now() }];
    });
    return full ? 'too many entries' : null;
  }

  /** Takes a host off the user's own entries. */
  async removeOwn(host: string): Promise<void> {
    await this.#parts.store.changeState((state) => {
      state.own = state.own.filter((one) => one.host !== host);
    });
  }

  /** Reads the manifest at an address and says what it offers. Asked for by the user; nothing is stored. */
  async offerFrom(address: string): Promise<ListOffer | { reason: string; detail: string }> {
    return this.#refusable(async () => offer(await download(this.#parts.fetch, checkAddress(address), MANIFEST_LIMIT)));
  }

  /** The same for a list in a file. */
  async offerFile(file: Uint8Array<ArrayBuffer>): Promise<ListOffer | { reason: string; detail: string }> {
    return this.#refusable(() => offer(containerManifest(file)));
  }

  /**
   * Adds a list that the user accepted, with the keys whose fingerprints were shown, and fetches it. `source` is the
   * address of its manifest or the file. A list of the same id is replaced only if one of its keys signed this one.
   */
  async accept(source: string | Uint8Array<ArrayBuffer>, keys: readonly string[]): Promise<UpdateResult> {
    return this.#refusable(async () => {
      const url = typeof source === 'string' ? checkAddress(source) : null;
      const manifest =
        typeof source === 'string'
          ? await download(this.#parts.fetch, checkAddress(source), MANIFEST_LIMIT)
          : containerManifest(source);
      const payload = await verifyManifest(manifest, keys);
      const state = await this.state();
      const held = state.lists.find((list) => list.id === payload.list);
      // Another list must not pass for ours, whatever it calls itself.
      if (payload.list === OWN_LIST) await verifyManifest(manifest, held?.keys ?? this.#parts.own.keys);
      if (!held && state.lists.length >= MAX_LISTS)
        throw new ListRefusal('storage', `at most ${MAX_LISTS} lists can be kept`);
      if (held) await verifyManifest(manifest, held.keys);
      const get = typeof source === 'string' ? this.#getFrom(checkAddress(source)) : containerParts(source, payload);
      const list: ListState = held ?? { ...NEW_LIST, id: payload.list, url, title: payload.title, keys: [...keys] };
      return this.#take({ ...list, url: url ?? list.url }, payload, get, true);
    });
  }

  /** Ids of the lists that may be looked for now: updates on, list on, a day since the last look, retries spread out. */
  async due(): Promise<string[]> {
    const state = await this.state();
    if (!state.updates) return [];
    const now = this.#parts.now();
    return state.lists
      .filter((list) => list.enabled && list.url && (list.notBefore <= now || isFarAhead(list.notBefore, now)))
      .map((list) => list.id);
  }

  /** When the next list may be looked for (milliseconds since the epoch), or null where none ever is. */
  async nextLook(): Promise<number | null> {
    const { updates, lists } = await this.state();
    const now = this.#parts.now();
    const times = lists
      .filter((list) => updates && list.enabled && list.url)
      .map(({ notBefore }) => (isFarAhead(notBefore, now) ? now : notBefore));
    return times.length > 0 ? Math.min(...times) : null;
  }

  /** Looks for a new edition of one list. At most one look a day: see `due`. */
  async update(id: string): Promise<UpdateResult> {
    const list = (await this.state()).lists.find((one) => one.id === id);
    if (!list?.url) return { outcome: 'refused', reason: 'address', detail: `${id} has no address to look at` };
    const { url } = list;
    // Before anything is asked for: a worker killed on the way, or a full disk, must not ask again at each waking.
    await this.#parts.store.changeState((state) => {
      for (const one of state.lists) if (one.id === id) one.notBefore = this.#parts.now() + FIRST_RETRY;
    });
    const look = async () => {
      const payload = await verifyManifest(
        await download(this.#parts.fetch, checkAddress(url), MANIFEST_LIMIT),
        list.keys,
      );
      return this.#take(list, payload, this.#getFrom(url), false);
    };
    try {
      const result = await this.#refusable(look);
      if (result.outcome === 'refused') await this.#noteFailure(id, result);
      return result;
    } catch (error) {
      const refused = { outcome: 'refused', reason: 'storage', detail: (error as Error).message } as const;
      // A full disk is a refusal as long as that can be noted; else the caller hears what was wrong first.
      await this.#noteFailure(id, refused).catch(() => Promise.reject(error));
      return refused;
    }
  }

  /** Fetches, checks and switches to an edition; the old one stays until the state that names the new one is written. */
  #take(list: ListState, payload: ManifestPayload, get: GetPart, enable: boolean): Promise<UpdateResult> {
    const { store, now } = this.#parts;
    return this.#exclusive(async () => {
      if (payload.list !== list.id)
        throw new ListRefusal('other-list', `this is the list ${payload.list}, not ${list.id}`);
      const held = this.#held(list);
      const found = checkEdition(payload, held, now());
      const edition = found === 'same' ? list.edition : await fetchEdition(store, payload, list.edition, get);
      const checked = { checkedAt: now(), notBefore: now() + DAY, failures: 0, problem: null };
      await store.changeState((state) => {
        const at = state.lists.findIndex((one) => one.id === list.id);
        const current = state.lists[at];
        // The user may have removed the list meanwhile, or another window taken a newer edition.
        if (!current && !enable) throw new ListRefusal('storage', 'the list was removed meanwhile');
        if (edition && current?.edition && current.edition.version > edition.version)
          throw new ListRefusal('older', 'a newer edition was taken meanwhile');
        // Whoever signed this edition says who may sign the next one: that is how keys are changed.
        const next: ListState = {
          ...list,
          ...checked,
          title: payload.title,
          keys: payload.keys,
          edition,
          enabled: enable || (current?.enabled ?? true),
        };
        if (current) state.lists[at] = next;
        else state.lists.push(next);
      });
      await collectGarbage(store, await this.state());
      return { outcome: found === 'same' ? 'current' : 'updated', version: payload.version };
    });
  }

  /** What an edition must not fall behind: the one stored, and for our own list the packaged one. */
  #held(list: ListState): { list: string; version: number } | null {
    const versions = [list.edition?.version, list.id === OWN_LIST ? this.#parts.own.version : undefined].filter(
      (one) => one !== undefined,
    );
    return versions.length > 0 ? { list: list.id, version: Math.max(...versions) } : null;
  }

  /** Parts that are being fetched belong to no list yet: nothing may tidy up meanwhile. */
  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    if (this.#parts.exclusive) return this.#parts.exclusive(work);
    const result = this.#queue.then(work);
    // The queue goes on whatever became of the work; its caller hears of it.
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #getFrom(manifestUrl: string): GetPart {
    return (path, part) => downloadPart(this.#parts.fetch, new URL(path, manifestUrl).href, part);
  }

  async #noteFailure(id: string, { reason, detail }: { reason: string; detail: string }): Promise<void> {
    const { now, random = Math.random } = this.#parts;
    await this.#parts.store.changeState((state) => {
      for (const list of state.lists) {
        if (list.id !== id) continue;
        list.failures++;
        const wait = Math.min(DAY, FIRST_RETRY * 2 ** (list.failures - 1));
        list.notBefore = now() + wait / 2 + (wait / 2) * random();
        list.problem = { reason, detail, at: now() };
      }
    });
  }

  async #refusable<T>(work: () => Promise<T>): Promise<T | { outcome: 'refused'; reason: string; detail: string }> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ListRefusal) return { outcome: 'refused', reason: error.reason, detail: error.message };
      throw error;
    }
  }
}

async function offer(manifest: Uint8Array<ArrayBuffer>): Promise<ListOffer> {
  const { envelope, payloadBytes } = readEnvelope(manifest);
  const signers = envelope.signatures.map((one) => one.key);
  await verifyManifest(manifest, signers);
  const { list: id, title, version, date, expires, records } = readPayload(payloadBytes);
  const keys = await Promise.all(signers.map(async (key) => ({ key, fingerprint: await keyFingerprint(key) })));
  return { id, title, version, date, expires, records, keys };
}
