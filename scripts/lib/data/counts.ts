import type { PlatformStatus } from '../../../lib/assessment/index.ts';
import { type SourceFile, settle } from '../../../lib/platforms/index.ts';

/** Columns of the table of counts. */
export const STATUS_ORDER: readonly PlatformStatus[] = [
  'licensed',
  'revoked',
  'illegal-listed',
  'enforcement',
  'store-removed',
  'reported',
  'unknown',
];

/** Counts of one jurisdiction. */
export interface CountRow {
  jurisdiction: string;
  records: number;
  domains: number;
  apps: number;
  statuses: Record<PlatformStatus, number>;
}

/** Records by jurisdiction and by the status they have on each file's own day. */
export function countSources(files: readonly SourceFile[]): CountRow[] {
  return files.map((file) => {
    const statuses = Object.fromEntries(STATUS_ORDER.map((status) => [status, 0])) as Record<PlatformStatus, number>;
    for (const record of file.platforms) statuses[settle(record, file.updated).status]++;
    const sum = (count: (record: SourceFile['platforms'][number]) => number) =>
      file.platforms.reduce((total, record) => total + count(record), 0);
    return {
      jurisdiction: file.jurisdiction,
      records: file.platforms.length,
      domains: sum((record) => record.domains?.length ?? 0),
      apps: sum((record) => (record.android?.length ?? 0) + (record.ios?.length ?? 0)),
      statuses,
    };
  });
}

/** The counts as a Markdown table with a line of totals. */
export function countTable(rows: readonly CountRow[]): string {
  const head = ['', 'records', 'domains', 'apps', ...STATUS_ORDER];
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const total = (count: (row: CountRow) => number) => rows.reduce((sum, row) => sum + count(row), 0);
  return [
    line(head),
    line(head.map((_, at) => (at === 0 ? '---' : '--:'))),
    ...rows.map((row) =>
      line([
        row.jurisdiction,
        row.records,
        row.domains,
        row.apps,
        ...STATUS_ORDER.map((status) => row.statuses[status]),
      ]),
    ),
    line([
      'all',
      total((row) => row.records),
      total((row) => row.domains),
      total((row) => row.apps),
      ...STATUS_ORDER.map((status) => total((row) => row.statuses[status])),
    ]),
  ].join('\n');
}
