import { type AssessmentEntry, ExportError, failure, type Result, type VisitRow } from '../database/index.ts';
import { countVisits } from './list.ts';
import type { VisitStore } from './store.ts';

/** Rows read at a time, with their histories: about a megabyte as a rule. */
const PAGE = 100;

/** `onProgress` hears rows written and rows in all; `signal` stops the export between two pages. */
export interface ExportOptions {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  /** Milliseconds since the epoch, written into the file's head. */
  now?: number;
}

/** A visit as exported: the row without what only the database needs, and its history, oldest first. */
export type ExportedVisit = Omit<VisitRow, 'rank' | 'recency' | 'entry' | 'print'> & { history: AssessmentEntry[] };

function exported({ rank: _, recency: _r, entry: _e, print: _p, ...row }: VisitRow, history: AssessmentEntry[]) {
  return { ...row, history } satisfies ExportedVisit;
}

async function page(store: VisitStore, after: string): Promise<Result<ExportedVisit[]>> {
  return store.database.run(['visits', 'assessments'], 'readonly', async (tx) => {
    const rows = await tx.objectStore('visits').getAll(IDBKeyRange.lowerBound(after, true), PAGE);
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return [];
    // Rows and histories are both in the order of their keys, so that one request gives the histories of all.
    const span = IDBKeyRange.bound([first.key, 0], [last.key, Number.POSITIVE_INFINITY]);
    const histories = Map.groupBy(await tx.objectStore('assessments').getAll(span), (entry) => entry.key);
    return rows.map((row) => exported(row, histories.get(row.key) ?? []));
  });
}

/**
 * All visits as exported rows, page by page in the order of their keys, each page from a transaction of its own: a
 * visit recorded meanwhile may or may not be in. Throws `ExportError`, with reason `cancelled` after the signal.
 */
export async function* exportPages(store: VisitStore, signal?: AbortSignal): AsyncGenerator<ExportedVisit[]> {
  let after = '';
  while (true) {
    if (signal?.aborted) throw new ExportError(failure('cancelled'));
    const result = await page(store, after);
    if (!result.ok) throw new ExportError(result);
    const last = result.value.at(-1);
    if (!last) return;
    yield result.value;
    after = last.key;
  }
}

/** The JSON file in pieces, so that it never stands in memory as a whole. Throws `ExportError`. */
export async function* exportChunks(store: VisitStore, options: ExportOptions = {}): AsyncGenerator<string> {
  const { signal, onProgress, now = Date.now() } = options;
  const total = onProgress ? await countVisits(store) : null;
  if (total && !total.ok) throw new ExportError(total);
  yield `{"format":"ringfence-visits","version":1,"exported":${JSON.stringify(new Date(now).toISOString())},"visits":[`;
  let done = 0;
  for await (const rows of exportPages(store, signal)) {
    const separator = done === 0 ? '\n' : ',\n';
    yield separator + rows.map((row) => JSON.stringify(row)).join(',\n');
    done += rows.length;
    onProgress?.(done, total?.value ?? done);
  }
  yield '\n]}\n';
}

/** The whole JSON file as a Blob, which browsers keep outside the page's memory where it is large. */
export async function exportJson(store: VisitStore, options: ExportOptions = {}): Promise<Result<Blob>> {
  const parts: Blob[] = [];
  try {
    for await (const chunk of exportChunks(store, options)) parts.push(new Blob([chunk]));
  } catch (error) {
    if (error instanceof ExportError) return error.failure;
    throw error;
  }
  return { ok: true, value: new Blob(parts, { type: 'application/json' }) };
}
