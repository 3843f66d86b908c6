import type { PlatformMatch, PlatformStatus } from '../../assessment/index.ts';
import { normaliseHost, speaksFor } from '../host.ts';
import type { PlatformList } from '../list.ts';
import { RISKY } from '../status.ts';
import type { PlatformListing } from '../types.ts';
import { type ListState, type ListStore, type ListsState, OWN_LIST, type OwnEntry } from './store.ts';
import { openStored } from './stored-list.ts';

/** One list in use, for showing. */
export interface ListInUse {
  id: string;
  title: string;
  /** `bundled`: the packaged one; `updated`: a newer edition of it; `added`: somebody else's. */
  kind: 'bundled' | 'updated' | 'added';
  list: PlatformList;
  /** Where its publisher takes reports on entries (https or mailto), if its manifest says so. */
  contact: string | null;
  /** Past its expiry: still used, since old protection beats none, but said so. */
  expired: boolean;
}

/** Most names found in all lists together. */
const SEARCH_LIMIT = 50;

/** Look-up over all lists that are on, and the user's own entries. Has the methods of one list. */
export class PlatformLists {
  readonly inUse: readonly ListInUse[];
  /** Lists that are on and could not be opened, with the reason: shown, not hidden. */
  readonly broken: { id: string; reason: string }[];
  readonly #own: readonly OwnEntry[];

  constructor(
    inUse: readonly ListInUse[],
    own: readonly OwnEntry[] = [],
    broken: readonly { id: string; reason: string }[] = [],
  ) {
    this.inUse = inUse;
    this.broken = [...broken];
    this.#own = own;
  }

  /** Like `PlatformList.findByHost`. The user's own entries come first, then whoever has the newest decisive word. */
  async findByHost(text: string, home?: string | null): Promise<PlatformMatch | null> {
    return this.#ownMatch(text) ?? merged(await this.#each((list) => list.findByHost(text, home)));
  }

  /** Like `PlatformList.findByApp`. */
  async findByApp(app: string, title = '', home?: string | null): Promise<PlatformMatch | null> {
    return merged(await this.#each((list) => list.findByApp(app, title, home)));
  }

  /** Like `PlatformList.findByName`. */
  async findByName(text: string, jurisdiction: string): Promise<PlatformMatch | null> {
    return merged(await this.#each((list) => list.findByName(text, jurisdiction)));
  }

  /** Like `PlatformList.findByLicence`: the first list that knows the number. */
  findByLicence(number: string): Promise<PlatformListing | null> {
    return this.#first((list) => list.findByLicence(number));
  }

  /** Like `PlatformList.findByCompany`. */
  findByCompany(text: string): Promise<PlatformListing | null> {
    return this.#first((list) => list.findByCompany(text));
  }

  /**
   * Like `PlatformList.listedHosts`, over all lists: the user's own entries first and added lists last, so that these push
   * out nothing where only the first are taken.
   */
  async listedHosts(statuses: readonly PlatformStatus[] = RISKY): Promise<string[]> {
    const hosts = new Set(statuses.includes('reported') ? this.#own.map((one) => one.host) : []);
    for (const { id, list } of this.inUse)
      for (const host of (await this.#try(id, () => list.listedHosts(statuses))) ?? []) hosts.add(host);
    return [...hosts];
  }

  /** Like `PlatformList.search`, with the list in which each was found. */
  async search(query: string, limit = SEARCH_LIMIT): Promise<(PlatformListing & { list: string })[]> {
    const found: (PlatformListing & { list: string })[] = [];
    for (const { id, list } of this.inUse) {
      for (const one of (await this.#try(id, () => list.search(query, limit - found.length))) ?? [])
        found.push({ ...one, list: id });
      if (found.length >= limit) break;
    }
    return found;
  }

  async #first(find: (list: PlatformList) => Promise<PlatformListing | null>): Promise<PlatformListing | null> {
    for (const { id, list } of this.inUse) {
      const found = await this.#try(id, () => find(list));
      if (found) return found;
    }
    return null;
  }

  async #each(
    find: (list: PlatformList) => Promise<PlatformMatch | null>,
  ): Promise<{ match: PlatformMatch; title: string }[]> {
    const matches: { match: PlatformMatch; title: string }[] = [];
    for (const { id, list, title } of this.inUse) {
      const match = await this.#try(id, () => find(list));
      if (match) matches.push({ match, title });
    }
    return matches;
  }

  /** An added list whose stored parts are damaged or gone must not take the others with it. The packaged one rejects. */
  async #try<T>(id: string, ask: () => Promise<T>): Promise<T | null> {
    if (this.inUse.find((one) => one.id === id)?.kind === 'bundled') return ask();
    try {
      return await ask();
    } catch (error) {
      const reason = (error as Error).message;
      if (!this.broken.some((one) => one.id === id)) this.broken.push({ id, reason });
      return null;
    }
  }

  #ownMatch(text: string): PlatformMatch | null {
    const host = normaliseHost(text);
    const entry = host && this.#own.find((one) => speaksFor(one.host, host));
    if (!entry) return null;
    const evidence = {
      source: 'own-entry',
      url: '',
      date: new Date(entry.at).toISOString().slice(0, 10),
      says: entry.note,
      confidence: 'verified' as const,
    };
    return {
      id: `own:${entry.host}`,
      name: entry.host,
      jurisdiction: 'INTL',
      status: 'reported',
      match: 'domain',
      evidence: [evidence],
    };
  }
}

/** The match that decides, with the evidence of all lists: what says something before `unknown`, then the newest. */
function merged(matches: readonly { match: PlatformMatch; title: string }[]): PlatformMatch | null {
  const ranked = [...matches].sort((a, b) => {
    const silent = Number(a.match.status === 'unknown') - Number(b.match.status === 'unknown');
    const [x, y] = [decisiveDate(a.match), decisiveDate(b.match)];
    return silent || (x < y ? 1 : x > y ? -1 : 0);
  });
  const [first, ...others] = ranked;
  if (!first) return null;
  const known = new Set(first.match.evidence.map((one) => `${one.url} ${one.date} ${one.says}`));
  const more = others.flatMap(({ match, title }) =>
    match.evidence
      .filter((one) => !known.has(`${one.url} ${one.date} ${one.says}`))
      .map((one) => ({ ...one, source: `${one.source} (${title})` })),
  );
  return { ...first.match, evidence: [...first.match.evidence, ...more] };
}

function decisiveDate(match: PlatformMatch): string {
  return match.evidence.find((one) => one.status === match.status)?.date ?? match.evidence[0]?.date ?? '';
}

/**
 * Opens all lists that are on. `bundled` is the packaged list; a newer edition of it in the store stands in for it. A
 * list that can't be opened is left out and named in `broken`: the others go on. Never rejects because of the store.
 */
export async function openPlatformLists(
  bundled: PlatformList,
  store: ListStore,
  now: number = Date.now(),
): Promise<PlatformLists> {
  const about = { id: OWN_LIST, title: 'Ringfence', kind: 'bundled', contact: null, expired: false } as const;
  const packaged: ListInUse = { ...about, list: bundled };
  let state: ListsState | null;
  try {
    state = await store.readState();
  } catch (error) {
    return new PlatformLists([packaged], [], [{ id: 'store', reason: (error as Error).message }]);
  }
  const added: ListInUse[] = [];
  const broken: { id: string; reason: string }[] = [];
  let first = packaged;
  for (const list of state?.lists ?? []) {
    if (!list.enabled || !list.edition) continue;
    if (list.id === OWN_LIST && list.edition.version <= bundled.header.version) continue;
    try {
      const opened = await inUse(store, list, list.edition.expires, now);
      if (list.id === OWN_LIST) first = opened;
      else added.push(opened);
    } catch (error) {
      broken.push({ id: list.id, reason: (error as Error).message });
    }
  }
  return new PlatformLists([first, ...added], state?.own ?? [], broken);
}

async function inUse(store: ListStore, list: ListState, expires: string, now: number): Promise<ListInUse> {
  if (!list.edition) throw new Error('nothing is stored');
  const opened = await openStored(store, list.edition);
  const kind = list.id === OWN_LIST ? 'updated' : 'added';
  const contact = list.edition.contact ?? null;
  return {
    id: list.id,
    title: list.title,
    kind,
    list: opened,
    contact,
    expired: Date.parse(expires) + 86_400_000 <= now,
  };
}
