import {
  type AssessmentEntry,
  announce,
  getMeta,
  Refusal,
  type Result,
  type Transaction,
  type TrashRow,
  type VisitRow,
} from '../database/index.ts';
import { historyOf } from './record.ts';
import type { VisitStore } from './store.ts';

/** How long a deleted visit can be brought back, in milliseconds: one day. */
export const UNDO_TIME = 24 * 60 * 60_000;

const DAY = 24 * 60 * 60_000;
const BATCH = 500;

/** One deletion that can still be undone. */
export interface Deleted {
  id: string;
  name: string;
  deleted: number;
  expires: number;
}

/**
 * Deletes a visit and its history, and gives the id with which `undoDelete` brings it back within a day, also after a
 * reload. `not-found` where it is gone already. `now` is in milliseconds since the epoch.
 */
export async function deleteVisit(store: VisitStore, key: string, now = Date.now()): Promise<Result<Deleted>> {
  const result = await store.database.run(['visits', 'assessments', 'trash'], 'readwrite', async (tx) => {
    const [visit, entries] = await Promise.all([
      tx.objectStore('visits').get(key),
      tx.objectStore('assessments').getAll(historyOf(key)),
    ]);
    if (!visit) throw new Refusal('not-found');
    const row: TrashRow = { id: crypto.randomUUID(), deleted: now, expires: now + UNDO_TIME, visit, entries };
    await Promise.all([
      tx.objectStore('trash').put(row),
      tx.objectStore('visits').delete(key),
      tx.objectStore('assessments').delete(historyOf(key)),
    ]);
    return { id: row.id, name: visit.name, deleted: now, expires: row.expires };
  });
  if (result.ok) tell(['visits', 'trash'], [key]);
  return result;
}

/**
 * Brings a deleted visit back. Where the platform was visited again meanwhile, the newer row gets back what the user
 * had written and the older dates. Gives the key; `not-found` after the day.
 */
export async function undoDelete(store: VisitStore, id: string, now = Date.now()): Promise<Result<string>> {
  const result = await store.database.run(['visits', 'assessments', 'trash'], 'readwrite', async (tx) => {
    const row = await tx.objectStore('trash').get(id);
    if (!row || row.expires <= now) throw new Refusal('not-found');
    const { key } = row.visit;
    const [visits, assessments] = [tx.objectStore('visits'), tx.objectStore('assessments')];
    const [since, entries] = await Promise.all([visits.get(key), assessments.getAll(historyOf(key))]);
    await assessments.delete(historyOf(key));
    const all = renumber([...row.entries, ...entries]);
    const back = since ? restore(row.visit, since, all.length) : { ...row.visit, entry: all.length };
    await Promise.all([
      ...all.map((entry) => assessments.put(entry)),
      visits.put(back),
      tx.objectStore('trash').delete(id),
    ]);
    return key;
  });
  if (result.ok) tell(['visits', 'trash'], [result.value]);
  return result;
}

function renumber(entries: AssessmentEntry[]): AssessmentEntry[] {
  return entries.map((entry, index) => ({ ...entry, n: index + 1 }));
}

function restore(old: VisitRow, row: VisitRow, entry: number): VisitRow {
  const untouched = row.relation === 'looked' && row.notes === '' && row.tags.length === 0 && !row.amount && !row.due;
  const { relation, notes, tags, amount, due } = untouched ? old : row;
  const firstVisit = Math.min(old.firstVisit, row.firstVisit);
  return { ...row, relation, notes, tags, amount, due, firstVisit, count: old.count + row.count, entry };
}

/** The deletions that can still be undone, newest first. */
export async function listDeleted(store: VisitStore, now = Date.now()): Promise<Result<Deleted[]>> {
  return store.database.run(['trash'], 'readonly', async (tx) => {
    const rows = await tx.objectStore('trash').index('expires').getAll(IDBKeyRange.lowerBound(now, true));
    return rows.reverse().map(({ id, visit, deleted, expires }) => ({ id, name: visit.name, deleted, expires }));
  });
}

/** Ends the undo time of every deletion at once; nothing of them is kept. */
export async function emptyTrash(store: VisitStore): Promise<Result<void>> {
  const result = await store.database.run(['trash'], 'readwrite', (tx) => tx.objectStore('trash').clear());
  if (result.ok) tell(['trash'], null);
  return result;
}

/**
 * Erases a platform with its history and its deleted copies, without undo. With `never` it is not recorded again
 * until `allowRecording`.
 */
export async function forgetSite(
  store: VisitStore,
  key: string,
  options: { never?: boolean } = {},
): Promise<Result<undefined>> {
  const result = await store.database.run(['visits', 'assessments', 'trash', 'meta'], 'readwrite', async (tx) => {
    await Promise.all([tx.objectStore('visits').delete(key), tx.objectStore('assessments').delete(historyOf(key))]);
    const trash = tx.objectStore('trash');
    for (const row of await trash.getAll()) if (row.visit.key === key) await trash.delete(row.id);
    if (!options.never) return undefined;
    const meta = tx.objectStore('meta');
    const never = (await getMeta(tx, 'policy'))?.never ?? [];
    await meta.put({ id: 'policy', never: [...new Set([...never, key])] });
    return undefined;
  });
  if (result.ok) tell(options.never ? ['visits', 'trash', 'policy'] : ['visits', 'trash'], [key]);
  return result;
}

/** Keys of the platforms that are never recorded. */
export async function listNever(store: VisitStore): Promise<Result<string[]>> {
  return store.database.run(['meta'], 'readonly', async (tx) => (await getMeta(tx, 'policy'))?.never ?? []);
}

/** Lets a platform be recorded again. */
export async function allowRecording(store: VisitStore, key: string): Promise<Result<undefined>> {
  const result = await store.database.run(['meta'], 'readwrite', async (tx) => {
    const never = (await getMeta(tx, 'policy'))?.never ?? [];
    await tx.store.put({ id: 'policy', never: never.filter((entry) => entry !== key) });
    return undefined;
  });
  if (result.ok) tell(['policy'], null);
  return result;
}

function isPlain(row: VisitRow): boolean {
  return row.relation === 'looked' && row.notes === '' && row.tags.length === 0 && !row.amount && !row.due;
}

type PurgeTransaction = Transaction<['visits', 'assessments'], 'readwrite'>;

interface PurgePoint {
  recency: number;
  key: string;
}

async function purgeBatch(
  tx: PurgeTransaction,
  oldest: number,
  from: PurgePoint | null,
): Promise<{ keys: string[]; end: PurgePoint | null }> {
  const range = from ? IDBKeyRange.lowerBound(from.recency) : IDBKeyRange.lowerBound(oldest, true);
  let cursor = await tx.objectStore('visits').index('recency').openCursor(range);
  if (from && cursor?.key === from.recency && cursor.primaryKey < from.key) {
    cursor = await cursor.continuePrimaryKey(from.recency, from.key);
  }
  const keys: string[] = [];
  for (let seen = 0; cursor && seen < BATCH; seen++) {
    const { key } = cursor.value;
    if (isPlain(cursor.value)) {
      keys.push(key);
      await Promise.all([tx.objectStore('visits').delete(key), tx.objectStore('assessments').delete(historyOf(key))]);
    }
    cursor = await cursor.continue();
  }
  return { keys, end: cursor ? { recency: cursor.value.recency, key: cursor.value.key } : null };
}

/**
 * Deletes visits last made more than `days` ago (0 keeps all) and deletions whose undo time is over; gives how many visits went. Rows with
 * a relation, note, tag, amount or date of the user's own are kept whatever their age: they are no mere traces. Works
 * in short transactions, so that recording need not wait.
 */
export async function purgeExpired(store: VisitStore, days: number, now = Date.now()): Promise<Result<number>> {
  const trash = await store.database.run(['trash'], 'readwrite', async (tx) => {
    const keys = await tx.store.index('expires').getAllKeys(IDBKeyRange.upperBound(now));
    await Promise.all(keys.map((key) => tx.store.delete(key)));
    return keys.length;
  });
  if (!trash.ok) return trash;
  if (days <= 0) return { ok: true, value: 0 };
  let count = 0;
  let from: PurgePoint | null = null;
  do {
    const start: PurgePoint | null = from;
    const batch: Result<{ keys: string[]; end: PurgePoint | null }> = await store.database.run(
      ['visits', 'assessments'],
      'readwrite',
      (tx) => purgeBatch(tx, -(now - days * DAY), start),
    );
    if (!batch.ok) return batch;
    count += batch.value.keys.length;
    from = batch.value.end;
    if (batch.value.keys.length > 0) announce({ store: 'visits', keys: batch.value.keys });
  } while (from);
  return { ok: true, value: count };
}

function tell(stores: ('visits' | 'trash' | 'policy')[], keys: string[] | null): void {
  for (const store of stores) announce({ store, keys: store === 'visits' ? keys : null });
}
