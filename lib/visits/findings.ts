import { type AssessmentEntry, type Result, success } from '../database/index.ts';
import { historyOf, severityRank } from './record.ts';
import type { VisitStore } from './store.ts';

/** Entries read at a time: about a megabyte, which is taken in well under the 50 ms that a user would notice. */
const PAGE = 200;

/**
 * The gravest finding of each platform in each period, by the platform's key: one byte a period, 0 where it was not
 * seen, else 1 for `none` to 4 for `danger`.
 */
export type Findings = Map<string, Uint8Array>;

/** `keys` reads these platforms anew instead of all; `onPage` hears after every page; `signal` stops between two. */
export interface FindingsOptions {
  keys?: readonly string[];
  onPage?: () => void;
  signal?: AbortSignal;
}

/** The period (index into its ascending starts, milliseconds since the epoch) that a moment lies in; -1 before the first. */
export function periodOf(starts: readonly number[], at: number): number {
  return starts.findLastIndex((start) => start <= at);
}

// An entry says that the same was found when it began and when it was seen last; of the time between it says nothing.
function mark(findings: Findings, starts: readonly number[], { key, since, assessment }: AssessmentEntry): void {
  let periods = findings.get(key);
  if (!periods) {
    periods = new Uint8Array(starts.length);
    findings.set(key, periods);
  }
  for (const at of [since, assessment.at]) {
    const period = periodOf(starts, at);
    if (period >= 0) periods[period] = Math.max(periods[period] ?? 0, severityRank(assessment.severity) + 1);
  }
}

/**
 * Reads from the timelines of the platforms what was found in each period, into `findings`. `starts` are the first
 * milliseconds of the periods, ascending; the last one has no end. Every page comes from a transaction of its own, so
 * that recording need not wait.
 */
export async function readFindings(
  store: VisitStore,
  starts: readonly number[],
  findings: Findings,
  { keys, onPage, signal }: FindingsOptions = {},
): Promise<Result<undefined>> {
  if (keys) {
    const read = await store.database.run(['assessments'], 'readonly', (tx) =>
      Promise.all(keys.map((key) => tx.store.getAll(historyOf(key)))),
    );
    if (!read.ok) return read;
    for (const key of keys) findings.delete(key);
    for (const entry of read.value.flat()) mark(findings, starts, entry);
    onPage?.();
    return success(undefined);
  }
  let after: [string, number] = ['', 0];
  while (!signal?.aborted) {
    const from = after;
    const page: Result<AssessmentEntry[]> = await store.database.run(['assessments'], 'readonly', (tx) =>
      tx.store.getAll(IDBKeyRange.lowerBound(from, true), PAGE),
    );
    if (!page.ok) return page;
    for (const entry of page.value) mark(findings, starts, entry);
    const last = page.value.at(-1);
    if (!last || page.value.length < PAGE) break;
    after = [last.key, last.n];
    onPage?.();
  }
  return success(undefined);
}
