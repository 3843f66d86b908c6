import { type Change, observeChanges, type Result, success, type VisitRow } from '../database/index.ts';
import { listVisits, type PageEnd, type VisitPage } from './list.ts';
import type { VisitStore } from './store.ts';
import { VisitTable } from './table.ts';

/** Rows read at a time while loading: one page takes well under the 50 ms that a user would notice. */
const PAGE = 1000;

/** Rows read first: more than a screen shows, and so few that a long list is seen as soon as a short one. */
const FIRST = 100;

/** A table that follows the database. */
export interface LiveTable {
  table: VisitTable;
  /** Settles when every row is in, or with why they are not. */
  ready: Promise<Result<undefined>>;
  /** Reads what was recorded while the page could not listen (it was frozen, or the recorder was killed). */
  refresh: () => Promise<void>;
  /** Stops following. */
  close: () => void;
}

/** How far a live table is: rows in it, and whether all are. */
export interface LiveState {
  rows: number;
  complete: boolean;
}

async function readRows(store: VisitStore, keys: string[]): Promise<Result<(VisitRow | undefined)[]>> {
  return store.database.run(['visits'], 'readonly', (tx) => Promise.all(keys.map((key) => tx.store.get(key))));
}

/**
 * Calls back with the keys of visits that were recorded, changed or deleted, in this page or any other; null where it
 * may be all of them. Gives the function that ends it.
 */
export function observeVisits(callback: (keys: string[] | null) => void): () => void {
  return observeChanges((change: Change) => {
    if (change.store === 'visits') callback(change.keys);
  });
}

/**
 * Loads every visit into a table page by page, the newest first, and keeps it in step with the database. `onChange`
 * hears after every page and every change; the rows are in the table by then. `shown` is waited for between the newest
 * rows and the rest, so that reading on need not hold up what is to be seen.
 */
export function openTable(
  store: VisitStore,
  onChange: (state: LiveState) => void,
  shown: () => Promise<unknown> = () => Promise.resolve(),
): LiveTable {
  const table = new VisitTable();
  let complete = false;
  let closed = false;
  let pending: Set<string> | 'all' = new Set();
  // One reader at a time, so that an older answer never overwrites a newer one.
  let queue: Promise<unknown> = Promise.resolve();
  const tell = () => {
    if (!closed) onChange({ rows: table.size, complete });
  };

  async function loadSince(newest: number, limit = PAGE): Promise<Result<undefined>> {
    let after: PageEnd | null = null;
    do {
      const page: Result<VisitPage> = await listVisits(store, { limit, ...(after ? { after } : {}) });
      if (!page.ok) return page;
      if (closed) return success(undefined);
      table.upsert(page.value.rows);
      const { end } = page.value;
      after = end && end.lastVisit >= newest ? end : null;
    } while (after);
    tell();
    return success(undefined);
  }

  // The newest rows first, for they are what is looked at; the rest in the order of the store, which browsers read in
  // about two thirds of the time that the order of an index takes them.
  async function load(): Promise<Result<undefined>> {
    const first = await loadSince(Number.POSITIVE_INFINITY, FIRST);
    if (!first.ok) return first;
    await shown();
    let after = '';
    while (!closed) {
      const from = after;
      const page = await store.database.run(['visits'], 'readonly', (tx) =>
        tx.store.getAll(IDBKeyRange.lowerBound(from, true), PAGE),
      );
      if (!page.ok) return page;
      table.upsert(page.value);
      const last = page.value.at(-1);
      if (!last || page.value.length < PAGE) break;
      after = last.key;
      tell();
    }
    return success(undefined);
  }

  async function catchUp(): Promise<void> {
    const changed = pending;
    pending = new Set();
    if (changed === 'all') {
      table.clear();
      await load();
    } else if (changed.size > 0) {
      const keys = [...changed];
      const rows = await readRows(store, keys);
      if (!rows.ok) return;
      table.remove(keys.filter((_, index) => !rows.value[index]));
      table.upsert(rows.value.filter((row) => row !== undefined));
    } else return;
    tell();
  }

  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const next = queue.then(work);
    queue = next;
    return next;
  }

  const stop = observeVisits((keys) => {
    if (keys === null) pending = 'all';
    else if (pending !== 'all') for (const key of keys) pending.add(key);
    void enqueue(catchUp);
  });
  const ready = enqueue(async () => {
    const result = await load();
    complete = result.ok;
    tell();
    return result;
  });
  return {
    table,
    ready,
    refresh: () =>
      enqueue(async () => {
        await loadSince(table.newest);
      }),
    close: () => {
      closed = true;
      stop();
    },
  };
}
