import type { PageKind, PlatformStatus, Severity } from '../assessment/index.ts';
import {
  type AssessmentEntry,
  Refusal,
  type Relation,
  type Result,
  success,
  type VisitRow,
} from '../database/index.ts';
import { historyOf, severityRank } from './record.ts';
import type { VisitStore } from './store.ts';

/** Which rows `listVisits` reads straight from the database: all, or those with one value of one field. */
export type PageFilter =
  | { severity: Severity }
  | { status: PlatformStatus }
  | { jurisdiction: string }
  | { kind: PageKind };

/** Where a page of rows ended: hand it back to read on. */
export interface PageEnd {
  lastVisit: number;
  key: string;
}

/** `limit` rows (default 100) matching `filter`, newest first, after the row where the page before ended. */
export interface PageOptions {
  limit?: number;
  filter?: PageFilter;
  after?: PageEnd;
}

/** One page of rows, newest visit first; `end` is null after the last row. */
export interface VisitPage {
  rows: VisitRow[];
  end: PageEnd | null;
}

type IndexName = 'recency' | 'severity' | 'status' | 'jurisdiction' | 'kind';

function indexOf(filter: PageFilter | undefined): { name: IndexName; key: (recency: number) => IDBValidKey } {
  if (!filter) return { name: 'recency', key: (recency) => recency };
  if ('severity' in filter) {
    return { name: 'severity', key: (recency) => [severityRank(filter.severity), recency] };
  }
  const [name, value] = Object.entries(filter)[0] as ['status' | 'jurisdiction' | 'kind', string];
  return { name, key: (recency) => [value, recency] };
}

/**
 * One page of visits straight from the database, newest first: as fast with a hundred thousand rows as with a hundred.
 * For searching and other orders see `Projection`.
 */
export async function listVisits(store: VisitStore, options: PageOptions = {}): Promise<Result<VisitPage>> {
  const { limit = 100, filter, after } = options;
  return store.database.run(['visits'], 'readonly', async (tx) => {
    const { name, key } = indexOf(filter);
    const index = tx.objectStore('visits').index(name);
    const start = key(after ? -after.lastVisit : Number.NEGATIVE_INFINITY);
    // Rows of one millisecond share an index key, so the page before may have ended amid them.
    const tied = after ? await index.getAllKeys(IDBKeyRange.only(start)) : [];
    const skip = after ? tied.filter((primary) => primary <= after.key).length : 0;
    const range = IDBKeyRange.bound(start, key(Number.POSITIVE_INFINITY));
    const found = (await index.getAll(range, skip + limit + 1)).slice(skip);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return { rows, end: last && found.length > limit ? { lastVisit: last.lastVisit, key: last.key } : null };
  });
}

/** A visit with its history, newest entry first. */
export interface VisitDetail {
  row: VisitRow;
  history: AssessmentEntry[];
}

/** One visit with its history, or `not-found`. */
export async function getVisit(store: VisitStore, key: string): Promise<Result<VisitDetail>> {
  return store.database.run(['visits', 'assessments'], 'readonly', async (tx) => {
    const [row, entries] = await Promise.all([
      tx.objectStore('visits').get(key),
      tx.objectStore('assessments').getAll(historyOf(key)),
    ]);
    if (!row) throw new Refusal('not-found');
    return { row, history: entries.reverse() };
  });
}

/** How many visits are kept. Slow beside `listVisits`: browsers count one by one. */
export async function countVisits(store: VisitStore): Promise<Result<number>> {
  return store.database.run(['visits'], 'readonly', (tx) => tx.objectStore('visits').count());
}

const SCAN = 1000;

/**
 * The visits that the user has to do with in one of these ways, in the order of their keys. Looks at every visit, page
 * by page, so that neither the page nor a recording has to wait.
 */
export async function listRelated(store: VisitStore, relations: readonly Relation[]): Promise<Result<VisitRow[]>> {
  const found: VisitRow[] = [];
  let after = '';
  while (true) {
    const from = after;
    const page: Result<VisitRow[]> = await store.database.run(['visits'], 'readonly', (tx) =>
      tx.store.getAll(IDBKeyRange.lowerBound(from, true), SCAN),
    );
    if (!page.ok) return page;
    found.push(...page.value.filter((row) => relations.includes(row.relation)));
    const last = page.value.at(-1);
    if (!last || page.value.length < SCAN) return success(found);
    after = last.key;
  }
}
