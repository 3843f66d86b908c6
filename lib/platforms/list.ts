import type { PlatformMatch, PlatformMatchKind, PlatformStatus } from '../assessment/index.ts';
import { plainNumber } from './claims.ts';
import { foldTight, foldWords, longWords } from './fold.ts';
import {
  BLOCK_RECORDS,
  FORMAT_VERSION,
  type IndexArrays,
  indexArrays,
  type ListHeader,
  RECORDS_HEADER,
  RECORDS_MAGIC,
  readHeader,
  veil,
} from './format.ts';
import { feed, finish, hashKey, startLanes } from './hash.ts';
import { type Host, normaliseHost, speaksFor } from './host.ts';
import { inflate } from './inflate.ts';
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

const today = () => new Date().toISOString().slice(0, 10);

/**
 * An opened list. Opening looks at the index where it lies; a record is read, decoded and compared with the key only
 * where the index has a hit, so that a collision of hashes can never accuse.
 */
export class PlatformList {
  readonly header: ListHeader;
  readonly #arrays: IndexArrays;
  readonly #read: ReadRecords;
  readonly #day: () => string;
  readonly #mask: number;
  readonly #blocks = new Map<number, Promise<PlatformRecord[]>>();

  /** `day` gives the ISO day on which statuses are judged. Throws with the reason where the index is damaged. */
  constructor(index: ArrayBuffer, read: ReadRecords, day: () => string = today) {
    this.header = readHeader(index);
    this.#arrays = indexArrays(index, this.header);
    this.#read = read;
    this.#day = day;
    this.#mask = this.header.buckets - 1;
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
  async findByHost(text: string, home?: string | null): Promise<PlatformMatch | null> {
    const host = normaliseHost(text);
    if (!host) return null;
    const hits = this.#hostHits(host);
    if (hits === null) return null;
    for (let at = hits.length - 1; at >= 0; at--) {
      const { start, refs } = hits[at]!;
      const listed = start === 0 ? host.name : host.name.slice(start);
      const found = (await this.#records(refs)).filter((record) => record.domains.includes(listed));
      if (found.length > 0 && speaksFor(listed, host)) return this.#best(found, 'domain', home);
    }
    return null;
  }

  /** Whether `findByHost` might find the host: no record is read, and one answer in millions is yes by mistake. */
  mayHoldHost(text: string): boolean {
    const host = normaliseHost(text);
    return host !== null && this.#hostHits(host) !== null;
  }

  /**
   * The platform of an app: an Android package name or the digits of an App Store id. An app whose id has nothing in
   * common with the listed name is believed only where `title`, the store page's, agrees with it.
   */
  async findByApp(app: string, title = '', home?: string | null): Promise<PlatformMatch | null> {
    const { a, b } = hashKey(appKey(app));
    const refs = this.#refs(a, b);
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
      const { a, b } = hashKey(nameKey(jurisdiction, candidate));
      const refs = this.#refs(a, b);
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
    const { a, b } = hashKey(licenceKey(number));
    const refs = this.#refs(a, b);
    if (refs === null) return null;
    const found = (await this.#records(refs)).find((record) =>
      record.licences.some((one) => plainNumber(one.number) === plain),
    );
    return found ? this.#listing(found) : null;
  }

  /** The record of a licensed company whose name stands in a text (a footer), or null. */
  async findByCompany(text: string): Promise<PlatformListing | null> {
    for (const candidate of nameCandidates(text.slice(0, NAME_TEXT))) {
      const { a, b } = hashKey(companyKey(candidate));
      const refs = this.#refs(a, b);
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

  /** Hits of a host and its parents, shortest first; null (the usual answer, without garbage) where there is none. */
  #hostHits(host: Host): { start: number; refs: number[] }[] | null {
    let hits: { start: number; refs: number[] }[] | null = null;
    const { name } = host;
    const lanes = startLanes();
    for (let at = name.length - 1; at >= 0; at--) {
      feed(lanes, name.charCodeAt(at));
      const boundary = at === 0 || (!host.isIp && name.charCodeAt(at - 1) === 46);
      if (!boundary) continue;
      const refs = this.#refs(finish(lanes.a), finish(lanes.b));
      if (refs === null) continue;
      hits ??= [];
      hits.push({ start: at, refs });
    }
    return hits;
  }

  /** Numbers of the records whose key has this hash, or null. */
  #refs(a: number, b: number): number[] | null {
    const { bucketStart, printLow, printHigh, refLow, refHigh } = this.#arrays;
    const bucket = a & this.#mask;
    const low = b & 0xffff;
    const high = (b >>> 16) & 0xff;
    let refs: number[] | null = null;
    for (let at = bucketStart[bucket]!, end = bucketStart[bucket + 1]!; at < end; at++) {
      if (printLow[at] !== low || printHigh[at] !== high) continue;
      refs ??= [];
      refs.push(refLow[at]! | ((refHigh[at] ?? 0) << 16));
    }
    return refs;
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
    const { blockStart } = this.#arrays;
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
