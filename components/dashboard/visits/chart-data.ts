import type { PlatformStatus, Severity } from '../../../lib/assessment/index.ts';
import type { VisitTable } from '../../../lib/visits/index.ts';

/** Months that the picture over time goes back. */
export const MONTHS = 12;

/** One month: its first millisecond on this device, and how many platforms were last visited in it, by finding. */
export interface MonthCount {
  start: number;
  counts: Record<Severity, number>;
}

/** What the pictures show of the given rows. */
export interface ChartData {
  months: MonthCount[];
  /** Rows last visited before the first month. */
  earlier: number;
  /** Most first. */
  statuses: { status: PlatformStatus; count: number }[];
  total: number;
}

/** Counts the rows of the given slots: by month of the last visit and finding, and by status. `now` in milliseconds. */
export function chartData(table: VisitTable, slots: Uint32Array, now: number): ChartData {
  const today = new Date(now);
  const months: MonthCount[] = Array.from({ length: MONTHS }, (_, index) => ({
    start: new Date(today.getFullYear(), today.getMonth() - (MONTHS - 1 - index), 1).getTime(),
    counts: { none: 0, info: 0, caution: 0, danger: 0 },
  }));
  const statuses = new Map<PlatformStatus, number>();
  let earlier = 0;
  for (const slot of slots) {
    const row = table.at(slot);
    if (!row) continue;
    statuses.set(row.status, (statuses.get(row.status) ?? 0) + 1);
    const month = months.findLast(({ start }) => start <= row.lastVisit);
    if (month) month.counts[row.severity]++;
    else earlier++;
  }
  return {
    months,
    earlier,
    statuses: [...statuses].map(([status, count]) => ({ status, count })).sort((a, b) => b.count - a.count),
    total: slots.length,
  };
}
