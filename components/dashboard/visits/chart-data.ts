import type { Severity } from '../../../lib/assessment/index.ts';
import {
  type Findings,
  type ListStatus,
  listStatus,
  periodOf,
  severityRank,
  type VisitTable,
} from '../../../lib/visits/index.ts';
import { SEVERITIES } from './words.ts';

/** Months that the picture over time goes back. */
export const MONTHS = 12;

/** One month: its first millisecond on this device, and how many platforms were seen in it, by their gravest finding. */
export interface MonthCount {
  start: number;
  counts: Record<Severity, number>;
}

/** What the pictures show of the given rows. */
export interface ChartData {
  months: MonthCount[];
  /** Platforms seen in any of the months, and those of them whose finding was `danger` at least once. */
  seen: number;
  danger: number;
  /** Platforms seen before the first month only. */
  earlier: number;
  /** Most first. */
  statuses: { status: ListStatus; count: number }[];
  total: number;
}

/** The first milliseconds of the last twelve months on this device, this month's last. `now` in milliseconds. */
export function monthStarts(now: number): number[] {
  const today = new Date(now);
  return Array.from({ length: MONTHS }, (_, index) =>
    new Date(today.getFullYear(), today.getMonth() - (MONTHS - 1 - index), 1).getTime(),
  );
}

const BY_RANK = [...SEVERITIES].sort((a, b) => severityRank(a) - severityRank(b));

/** Counts the rows of the given slots: by month and gravest finding in it, as the timelines tell, and by status. */
export function chartData(
  table: VisitTable,
  slots: Uint32Array,
  findings: Findings,
  starts: readonly number[],
): ChartData {
  const months: MonthCount[] = starts.map((start) => ({ start, counts: { none: 0, info: 0, caution: 0, danger: 0 } }));
  const statuses = new Map<ListStatus, number>();
  let [seen, danger, earlier] = [0, 0, 0];
  for (const slot of slots) {
    const row = table.at(slot);
    if (!row) continue;
    const status = listStatus(row);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    let marks = findings.get(row.key);
    if (!marks) {
      // A row that came from a table has no timeline; its last visit is all that is known.
      marks = new Uint8Array(starts.length);
      marks[periodOf(starts, row.lastVisit)] = row.rank + 1;
    }
    let gravest = 0;
    for (const [index, mark] of marks.entries()) {
      const severity = BY_RANK[mark - 1];
      const month = months[index];
      if (!severity || !month) continue;
      month.counts[severity]++;
      gravest = Math.max(gravest, mark);
    }
    if (gravest === 0) earlier++;
    else seen++;
    if (BY_RANK[gravest - 1] === 'danger') danger++;
  }
  return {
    months,
    seen,
    danger,
    earlier,
    statuses: [...statuses].map(([status, count]) => ({ status, count })).sort((a, b) => b.count - a.count),
    total: slots.length,
  };
}
