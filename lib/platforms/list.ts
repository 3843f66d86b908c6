import type { PlatformMatch, PlatformMatchKind, PlatformStatus } from '../assessment/index.ts';
import { plainNumber } from './claims.ts';
import { foldTight, foldWords, longWords } from './fold.ts';
import {
  BLOCK_RECORDS,
  FORMAT_VERSION,
  type ListHeader,
  RECORDS_HEADER,
  RECORDS_MAGIC,
  readHeader,
  veil,
} from './format.ts';
import { speaksFor } from './host.ts';
import { inflate } from './inflate.ts';
import { type HostHits, KeyIndex } from './key-index.ts';
import { nameCandidates } from './names.ts';
import { appKey, companyKey, licenceKey, nameKey, wholeRecord } from './record.ts';
import { RISKY, settle, shownEvidence } from './status.ts';
import type { PlatformListing, PlatformRecord } from './types.ts';

/** Gives a stretch of the records file. */
export type ReadRecords = (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>;

/** Longest text in which names are searched, in UTF-16 code units: the rest of a page says no more about who it is. */
const NAME_TEXT = 4000;

/** Blocks kept decoded. */
const CACHED_BLOCKS = 4;

/** How many platforms a list holds, by what can be said of them on one day. */
export interface ListStats {
  version: number;
  /** ISO day of the edition. */
  date: string;
  records: number;
  domains: number;
  apps: number;
  byJurisdiction: Record<string, Partial<Record<PlatformStatus, number>>>;
}

let lastDay = { number: -1, text: '' };

/** Today's ISO day; worked out once a day, since every look-up asks for it. */
function today(): string {
  const number = Math.floor(Date.now() / 86_400_000);
  if (number !== lastDay.number) lastDay = { number, text: new Date(number * 86_400_000).toISOString().slice(0, 10) };
  return lastDay.text;
}

/** An answer that was found, good for one day and one home jurisdiction. */
interface Answer {
  day: string;
  home: string | null | undefined;
  match: Promise<PlatformMatch | null>;
}

const NOTHING: Promise<null> = Promise.resolve(null);

/** Answers on listed hosts that are kept: a page and its frames ask for the same one again and again. */
const KEPT_ANSWERS = 32;

/**
 * An opened list. Opening looks at the index where it lies; a record is read, decoded and compared with the key only
 * where the index has a hit, so that a collision of hashes can never accuse.
 */
export class PlatformList {
  readonly header: ListHeader;
  readonly #index: KeyIndex;
  readonly #read: ReadRecords;
  readonly #day: () => string;
  readonly #blocks = new Map<number, Promise<PlatformRecord[]>>();
  readonly #answers = new Map<string, Answer>();

  /** `day` gives the ISO day on which statuses are judged. Throws with the reason where the index is damaged. */
  constructor(index: ArrayBuffer, read: ReadRecords, day: () => string = today) {
    this.#index = new KeyIndex(index);
    this.header = this.#index.header;
    this.#read = read;
    this.#day = day;
  }

  /** ISO day of the edition. */
  get date(): string {
    return new Date(this.header.day * 86_400_000).toISOString().slice(0, 10);
  }

  /**
   * The platform whose domain a host is or lies under, or null. Takes what a URL's host may look like: port, trailing
   * dot, Unicode, address. Where several records claim the host, the most exact domain wins, then the jurisdiction
   * `home`, then the newest evidence. Rejects where the records are damaged.
   */
  findByHost(text: string, home?: string | null): Promise<PlatformMatch | null> {
    if (this.#answers.size > 0) {
      const known = this.#answers.get(text);
      if (known && known.home === home && known.day === this.#day()) return known.match;
    }
    const host = this.#index.hostHits(text);
    if (host === null) return NOTHING;
    const answer: Answer = { day: this.#day(), home, match: this.#matchOf(host, home) };
    this.#answers.set(text, answer);
    // A failed reading must not stay: the next look-up tries again.
    answer.match.catch(() => this.#answers.delete(text));
    if (this.#answers.size > KEPT_ANSWERS) this.#answers.delete(this.#answers.keys().next().value ?? '');
    return answer.match;
  }

  async #matchOf({ name, isIp, hits }: HostHits, home?: string | null): Promise<PlatformMatch | null> {
    for (let at = hits.length - 1; at >= 0; at--) {
      const { start, refs } = hits[at]!;
      const listed = start === 0 ? name : name.slice(start);
      const found = (await this.#records(refs)).filter((record) => record.domains.includes(listed));
      if (found.length > 0 && speaksFor(listed, { name, isIp })) return this.#best(found, 'domain', home);
    }
    return null;
  }

  /** Whether `findByHost` might find the host: no record is read, and one answer in millions is yes by mistake. */
  mayHoldHost(text: string): boolean {
    return this.#index.hostHits(text) !== null;
  }

  /**
   * The platform of an app: an Android package name or the digits of an App Store id. An app whose id has nothing in
   * common with the listed name is believed only where `title`, the store page's, agrees with it.
   */
  async findByApp(app: string, title = '', home?: string | null): Promise<PlatformMatch | null> {
    const refs = this.#index.refsOfKey(appKey(app));
    if (refs === null) return null;
    const found = (await this.#records(refs)).filter((record) => {
      if (!record.android.includes(app) && !record.ios.includes(app)) return false;
      return !record.packageUnmatched.includes(app) || titleAgrees(title, record);
    });
    return found.length > 0 ? this.#best(found, 'app', home) : null;
  }

  /**
   * The platform whose name stands in a text (title, footer), or null: a hint, never more. Only names of the
   * jurisdiction given are looked for, and only those distinctive enough.
   */
  async findByName(text: string, jurisdiction: string): Promise<PlatformMatch | null> {
    for (const candidate of nameCandidates(text.slice(0, NAME_TEXT))) {
      const refs = this.#index.refsOfKey(nameKey(jurisdiction, candidate));
      if (refs === null) continue;
      const found = (await this.#records(refs)).filter(
        (one) => one.jurisdiction === jurisdiction && one.matchNames.includes(candidate),
      );
      if (found.length > 0) return this.#best(found, 'name', jurisdiction);
    }
    return null;
  }

  /**
   * The record to which the register gives a licence number, or null. Many spellings of one number are the same.
   */
  async findByLicence(number: string): Promise<PlatformListing | null> {
    const plain = plainNumber(number);
    const refs = this.#index.refsOfKey(licenceKey(number));
    if (refs === null) return null;
    const found = (await this.#records(refs)).find((record) =>
      record.licences.some((one) => plainNumber(one.number) === plain),
    );
    return found ? this.#listing(found) : null;
  }

  /** The record of a licensed company whose name stands in a text (a footer), or null. */
  async findByCompany(text: string): Promise<PlatformListing | null> {
    for (const candidate of nameCandidates(text.slice(0, NAME_TEXT))) {
      const refs = this.#index.refsOfKey(companyKey(candidate));
      if (refs === null) continue;
      const found = (await this.#records(refs)).find((record) =>
        record.licences.some((one) => foldWords(one.holder) === candidate),
      );
      if (found) return this.#listing(found);
    }
    return null;
  }

  /** Hosts of all platforms that have one of the statuses today, sorted, for registering scripts that watch them. */
  async listedHosts(statuses: readonly PlatformStatus[] = RISKY): Promise<string[]> {
    const hosts = new Set<string>();
    for await (const record of this.records()) {
      if (record.domains.length === 0 || !statuses.includes(this.#settle(record).status)) continue;
      for (const domain of record.domains) hosts.add(domain);
    }
    return [...hosts].sort();
  }

  /** Counts over the whole list. */
  async stats(): Promise<ListStats> {
    const counts = new Map<string, Map<PlatformStatus, number>>();
    let records = 0;
    let domains = 0;
    let apps = 0;
    for await (const record of this.records()) {
      records++;
      domains += record.domains.length;
      apps += record.android.length + record.ios.length;
      const { status } = this.#settle(record);
      const row = counts.get(record.jurisdiction) ?? new Map<PlatformStatus, number>();
      counts.set(record.jurisdiction, row.set(status, (row.get(status) ?? 0) + 1));
    }
    // From entries: a jurisdiction called __proto__ is a key like any other.
    const byJurisdiction = Object.fromEntries([...counts].map(([code, row]) => [code, Object.fromEntries(row)]));
    return { version: this.header.version, date: this.date, records, domains, apps, byJurisdiction };
  }

  /** Platforms whose name, alias, domain, app or developer holds the query, at most `limit`, in list order. */
  async search(query: string, limit = 50): Promise<PlatformListing[]> {
    const tight = foldTight(query);
    const found: PlatformListing[] = [];
    if (tight.length < 2) return found;
    for await (const record of this.records()) {
      const texts = [
        record.name,
        ...record.aliases,
        ...record.domains,
        ...record.android,
        ...record.ios,
        ...record.developers,
      ];
      if (!texts.some((text) => foldTight(text).includes(tight))) continue;
      found.push(this.#listing(record));
      if (found.length === limit) break;
    }
    return found;
  }

  /** The record with an id, or null. Reads the whole list: for the dashboard's page of one record. */
  async recordById(id: string): Promise<PlatformListing | null> {
    for await (const record of this.records()) {
      if (record.id === id) return this.#listing(record);
    }
    return null;
  }

  /** All records in list order. */
  async *records(): AsyncGenerator<PlatformRecord> {
    for (let block = 0; block < this.header.blocks; block++) yield* await this.#decode(block);
  }

  #listing(record: PlatformRecord): PlatformListing {
    return { record, status: this.#settle(record).status, evidence: shownEvidence(record.evidence) };
  }

  #settle(record: PlatformRecord) {
    return settle(record, this.#day());
  }

  #best(records: readonly PlatformRecord[], match: PlatformMatchKind, home?: string | null): PlatformMatch {
    const ranked = records.map((record) => ({ record, settled: this.#settle(record) }));
    ranked.sort((x, y) => {
      const atHome = Number(y.record.jurisdiction === home) - Number(x.record.jurisdiction === home);
      const dateX = x.settled.decisive?.date ?? '';
      const dateY = y.settled.decisive?.date ?? '';
      return atHome || (dateX < dateY ? 1 : dateX > dateY ? -1 : 0);
    });
    const { record, settled } = ranked[0]!;
    return {
      id: record.id,
      name: record.name,
      jurisdiction: record.jurisdiction,
      status: settled.status,
      match,
      evidence: shownEvidence(record.evidence),
      ...(settled.was ? { was: settled.was } : {}),
    };
  }

  async #records(refs: readonly number[]): Promise<PlatformRecord[]> {
    const found: PlatformRecord[] = [];
    for (const ref of refs) {
      const record = (await this.#decode(Math.floor(ref / BLOCK_RECORDS)))[ref % BLOCK_RECORDS];
      if (record) found.push(record);
    }
    return found;
  }

  #decode(block: number): Promise<PlatformRecord[]> {
    const cached = this.#blocks.get(block);
    if (cached) return cached;
    const decoded = this.#readBlock(block);
    this.#blocks.set(block, decoded);
    // A failed reading must not stay: the next look-up tries again.
    decoded.catch(() => this.#blocks.delete(block));
    for (const old of this.#blocks.keys()) {
      if (this.#blocks.size <= CACHED_BLOCKS) break;
      this.#blocks.delete(old);
    }
    return decoded;
  }

  async #readBlock(block: number): Promise<PlatformRecord[]> {
    const { blockStart } = this.#index;
    const from = blockStart[block];
    const to = blockStart[block + 1];
    if (from === undefined || to === undefined || to < from) throw new Error(`list records: no block ${block}`);
    const bytes = (await this.#read(from, to)).slice();
    if (bytes.length !== to - from) throw new Error(`list records: block ${block} is truncated`);
    veil(bytes, this.header.build, block);
    const stored: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await inflate(bytes)));
    if (!Array.isArray(stored)) throw new Error(`list records: block ${block} holds no records`);
    return stored.map(wholeRecord);
  }
}

function titleAgrees(title: string, record: PlatformRecord): boolean {
  const tight = foldTight(title);
  if (tight === '') return false;
  return [record.name, ...record.aliases].some((name) => {
    const whole = foldTight(name);
    if (whole.length >= 4 && tight.includes(whole)) return true;
    const words = longWords(name);
    return words.length >= 2 && words.every((word) => tight.includes(word));
  });
}

/** Reads from a records file that is wholly in memory. Throws where it is not the records file of the index. */
export function memoryRecords(bytes: ArrayBuffer, build: number): ReadRecords {
  if (bytes.byteLength < RECORDS_HEADER) throw new Error('list records: shorter than the header');
  const words = new Uint32Array(bytes, 0, RECORDS_HEADER / 4);
  if (words[0] !== RECORDS_MAGIC || words[1] !== FORMAT_VERSION)
    throw new Error('list records: not a records file of this format');
  if (words[2] !== build) throw new Error('list records: index and records are of different editions');
  return async (from, to) => new Uint8Array(bytes, from, Math.min(to, bytes.byteLength) - from);
}

/**
 * Opens the packaged list. `fetchBytes` gets a path inside the package (`lists/platforms.idx`); the records are
 * fetched with the first hit only. Rejects with the reason where the index is damaged or can't be fetched.
 */
export async function openPlatformList(
  fetchBytes: (path: string) => Promise<ArrayBuffer>,
  options: { path?: string; day?: () => string } = {},
): Promise<PlatformList> {
  const path = options.path ?? 'lists/platforms';
  const index = await fetchBytes(`${path}.idx`);
  const { build } = readHeader(index);
  let records: Promise<ReadRecords> | null = null;
  const read: ReadRecords = async (from, to) => {
    records ??= fetchBytes(`${path}.rec`).then((bytes) => memoryRecords(bytes, build));
    // A failed fetch must not stay: the next look-up tries again.
    records.catch(() => {
      records = null;
    });
    return (await records)(from, to);
  };
  return new PlatformList(index, read, options.day);
}
