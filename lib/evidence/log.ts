import {
  type AttachmentRow,
  announce,
  type ChainRow,
  type Channel,
  type Contacted,
  type Database,
  type EventRow,
  failure,
  getMeta,
  Refusal,
  type Result,
  success,
  type Threat,
} from '../database/index.ts';
import { sha256 } from './canonical.ts';
import { type ChainCheck, entryHash, NO_HASH, verifyChain } from './chain.ts';
import { isZone, offsetAt } from './zone.ts';

/** Whatever holds the open database, such as a `VisitStore`. */
export interface EvidenceStore {
  database: Database;
}

/** The largest attachment in bytes (64 MiB: browsers hash a file as a whole), and how many an entry may have. */
export const FILE_LIMIT = 64 * 1024 * 1024;
export const FILES_LIMIT = 20;

/** The longest text of what was said, and of a number or account, in UTF-16 code units. */
export const SAID_LIMIT = 20_000;
export const PARTY_LIMIT = 300;

export const CHANNELS: readonly Channel[] = [
  'call',
  'sms',
  'chat',
  'email',
  'social',
  'visit',
  'letter',
  'page',
  'other',
];
export const CONTACTED: readonly Contacted[] = ['me', 'contact', 'stranger'];
export const THREATS: readonly Threat[] = [
  'arrest',
  'violence',
  'shaming',
  'told-contacts',
  'tell-contacts',
  'fake-legal',
  'impersonation',
  'sexual',
  'job',
  'insult',
  'other',
];

/** A file to keep with an entry. */
export interface Attachment {
  name: string;
  blob: Blob;
}

/** An entry as the user writes it. The moment is `at` in `zone`; the offset is worked out from both. */
export interface EventDraft {
  /** Milliseconds since the epoch. */
  at: number;
  zone: string;
  channel: Channel;
  party: string;
  contacted: Contacted;
  said: string;
  threats: Threat[];
  visit?: string | null;
  url?: string | null;
  corrects?: number | null;
}

/** `private` marks a capture in a private window; `now` is the clock in milliseconds since the epoch. */
export interface AppendOptions {
  private?: boolean;
  now?: number;
}

/** What the browser answered when asked to keep the data even where room gets short. */
export type Persistence = 'granted' | 'denied' | 'unavailable';

/** An entry that was kept; `persistence` is set with the first one of the log. */
export interface Appended {
  entry: EventRow;
  persistence?: Persistence;
}

const FIRST_DAY = Date.UTC(1970, 0, 1);
const MINUTE = 60_000;

/** How far ahead of the clock an entry's time may lie, in milliseconds: clocks differ, and the form has no seconds. */
const AHEAD = 5 * MINUTE;

function fault(draft: EventDraft, now: number): string | null {
  if (!Number.isSafeInteger(draft.at) || draft.at < FIRST_DAY || draft.at > now + AHEAD) return 'at';
  if (!isZone(draft.zone)) return 'zone';
  if (!CHANNELS.includes(draft.channel)) return 'channel';
  if (!CONTACTED.includes(draft.contacted)) return 'contacted';
  if (draft.party.length > PARTY_LIMIT) return 'party';
  if (draft.said.length > SAID_LIMIT) return 'said';
  if (draft.threats.some((threat) => !THREATS.includes(threat))) return 'threats';
  if (draft.url && (draft.url.length > 2000 || !/^https?:\/\//.test(draft.url))) return 'url';
  return null;
}

// An entry can never be taken away again, so that one pressed for by mistake must not become one. A missed call leaves a
// number and nothing else.
function isBlank({ party, said, threats }: EventDraft, files: readonly Attachment[]): boolean {
  return party.trim() === '' && said.trim() === '' && threats.length === 0 && files.length === 0;
}

function fileFault(files: readonly Attachment[]): Result<undefined> {
  if (files.length > FILES_LIMIT) return failure('too-large', `${files.length} files, at most ${FILES_LIMIT}`);
  for (const { name, blob } of files) {
    if (blob.size === 0) return failure('empty', name);
    if (blob.size > FILE_LIMIT) return failure('too-large', name);
  }
  return success(undefined);
}

/** Asks the browser to keep the extension's data even where the device runs short of room. Never rejects. */
export async function requestPersistence(): Promise<Persistence> {
  if (typeof navigator === 'undefined' || !navigator.storage?.persist) return 'unavailable';
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist()) ? 'granted' : 'denied';
  } catch {
    return 'unavailable';
  }
}

async function readEnd(store: EvidenceStore): Promise<Result<ChainRow>> {
  return store.database.run(
    ['meta'],
    'readonly',
    async (tx) => (await getMeta(tx, 'chain')) ?? { id: 'chain', count: 0, hash: NO_HASH },
  );
}

interface Prepared {
  entry: EventRow;
  blobs: Map<string, Blob>;
}

async function prepare(draft: EventDraft, files: AttachmentRow[], end: ChainRow, now: number): Promise<EventRow> {
  const rest: Omit<EventRow, 'hash'> = {
    n: end.count + 1,
    at: draft.at,
    zone: draft.zone,
    offset: offsetAt(draft.at, draft.zone),
    recorded: now,
    channel: draft.channel,
    party: draft.party.toWellFormed(),
    contacted: draft.contacted,
    said: draft.said.toWellFormed(),
    threats: THREATS.filter((threat) => draft.threats.includes(threat)),
    visit: draft.visit ?? null,
    url: draft.url ?? null,
    corrects: draft.corrects ?? null,
    files,
    previous: end.hash,
  };
  return { ...rest, hash: await entryHash(rest) };
}

async function write(store: EvidenceStore, { entry, blobs }: Prepared): Promise<Result<boolean>> {
  return store.database.run(['events', 'files', 'meta'], 'readwrite', async (tx) => {
    const end = await getMeta(tx, 'chain');
    if ((end?.count ?? 0) !== entry.n - 1 || (end?.hash ?? NO_HASH) !== entry.previous) return false;
    if (entry.corrects !== null && (await tx.objectStore('events').getKey(entry.corrects)) === undefined) {
      throw new Refusal('not-found', 'corrects');
    }
    await Promise.all([
      tx.objectStore('events').add(entry),
      ...[...blobs].map(([hash, blob]) => tx.objectStore('files').put({ sha256: hash, blob })),
      tx.objectStore('meta').put({ id: 'chain', count: entry.n, hash: entry.hash }),
    ]);
    return true;
  });
}

/**
 * Adds an entry with its files to the log, in one transaction. `invalid` names the part in `detail` (`blank`
 * where nothing is said at all), `empty` and `too-large` the file. Where two pages add at once, both entries are kept, one chained to the other. With the first
 * entry the browser is asked to keep the data for good. A clock that went back is kept as it was: `verifyChain` tells.
 */
export async function appendEvent(
  store: EvidenceStore,
  draft: EventDraft,
  files: readonly Attachment[] = [],
  options: AppendOptions = {},
): Promise<Result<Appended>> {
  if (options.private) return failure('private');
  const now = options.now ?? Date.now();
  const wrong = fault(draft, now);
  if (wrong) return failure('invalid', wrong);
  if (isBlank(draft, files)) return failure('invalid', 'blank');
  const wrongFile = fileFault(files);
  if (!wrongFile.ok) return wrongFile;
  const rows: AttachmentRow[] = [];
  const blobs = new Map<string, Blob>();
  for (const { name, blob } of files) {
    let hash: string;
    try {
      hash = await sha256(await blob.arrayBuffer());
    } catch {
      return failure('invalid', name);
    }
    const type = /^[\w.+-]+\/[\w.+-]+$/.test(blob.type) ? blob.type : 'application/octet-stream';
    rows.push({ name: name.toWellFormed().slice(0, 200), type, size: blob.size, sha256: hash });
    blobs.set(hash, blob);
  }
  // Hashing cannot wait inside a transaction, so the end is compared again before writing.
  while (true) {
    const end = await readEnd(store);
    if (!end.ok) return end;
    const entry = await prepare(draft, rows, end.value, now);
    const written = await write(store, { entry, blobs });
    if (!written.ok) return written;
    if (!written.value) continue;
    announce({ store: 'events', keys: [String(entry.n)] });
    return success(entry.n === 1 ? { entry, persistence: await requestPersistence() } : { entry });
  }
}

/** All entries in the order in which they were written. */
export async function listEvents(store: EvidenceStore): Promise<Result<EventRow[]>> {
  return store.database.run(['events'], 'readonly', (tx) => tx.store.getAll());
}

/**
 * Orders entries by what happened last, to the minute, and within one by what was written last: the form asks for no
 * seconds, so that they would put a picture before the call that came after it.
 */
export function newestFirst(a: EventRow, b: EventRow): number {
  return Math.floor(b.at / MINUTE) - Math.floor(a.at / MINUTE) || b.n - a.n;
}

/**
 * The `limit` entries that come first by `newestFirst`, and how many entries there are: as fast with ten thousand as with
 * a hundred, for what is seen first.
 */
export async function newestEvents(
  store: EvidenceStore,
  limit: number,
): Promise<Result<{ entries: EventRow[]; total: number }>> {
  return store.database.run(['events', 'meta'], 'readonly', async (tx) => {
    const entries: EventRow[] = [];
    let cursor = await tx.objectStore('events').index('at').openCursor(null, 'prev');
    // The last minute is read to its end: which of its entries come first is not in their times.
    for (let minute = Number.NEGATIVE_INFINITY; cursor; cursor = await cursor.continue()) {
      if (entries.length >= limit && Math.floor(cursor.value.at / MINUTE) !== minute) break;
      entries.push(cursor.value);
      minute = Math.floor(cursor.value.at / MINUTE);
    }
    const read = entries.length;
    entries.sort(newestFirst).splice(limit);
    const end = await getMeta(tx, 'chain');
    return { entries, total: Math.max(end?.count ?? 0, read) };
  });
}

/** The content of an attachment by its hash, or `not-found`. */
export async function readFile(store: EvidenceStore, hash: string): Promise<Result<Blob>> {
  return store.database.run(['files'], 'readonly', async (tx) => {
    const row = await tx.store.get(hash);
    if (!row) throw new Refusal('not-found');
    return row.blob;
  });
}

/** What checking the kept log found, with the attachments whose content is missing or not what was kept. */
export interface LogCheck extends ChainCheck {
  files: { n: number; name: string; what: 'missing' | 'altered' }[];
}

/** Checks the whole log, every attachment included, against the end that was kept with it. */
export async function verifyLog(store: EvidenceStore): Promise<Result<LogCheck>> {
  const read = await store.database.run(['events', 'meta'], 'readonly', async (tx) => ({
    entries: await tx.objectStore('events').getAll(),
    end: (await getMeta(tx, 'chain')) ?? { count: 0, hash: NO_HASH },
  }));
  if (!read.ok) return read;
  const check = await verifyChain(read.value.entries, read.value.end);
  const files: LogCheck['files'] = [];
  for (const { n, files: attached } of read.value.entries) {
    for (const { name, sha256: hash } of attached) {
      const blob = await readFile(store, hash);
      if (!blob.ok && blob.reason !== 'not-found') return blob;
      if (!blob.ok) files.push({ n, name, what: 'missing' });
      else if ((await sha256(await blob.value.arrayBuffer())) !== hash) files.push({ n, name, what: 'altered' });
    }
  }
  return success({ ...check, intact: check.intact && files.length === 0, files });
}
