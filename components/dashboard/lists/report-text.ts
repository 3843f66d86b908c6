import type { PlatformStatus } from '../../../lib/assessment/index.ts';
import type { PlatformRecord } from '../../../lib/platforms/index.ts';

/** What somebody says is wrong with an entry. */
export const REPORT_KINDS = ['wrong-status', 'not-lender', 'wrong-address', 'missing', 'other'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/**
 * A report on an entry as plain text, for whoever keeps the list: the entry as it stands, by its fields' names, and the
 * words of the user. Nothing about the user or the device.
 */
export function reportText(
  record: PlatformRecord,
  status: PlatformStatus,
  list: { id: string; version: number },
  kind: ReportKind,
  words: string,
): string {
  return [
    `list: ${list.id}, version ${list.version}`,
    `entry: ${record.id}`,
    `name: ${record.name}`,
    `jurisdiction: ${record.jurisdiction}`,
    `status shown: ${status}`,
    `domains: ${record.domains.join(', ')}`,
    `apps: ${[...record.android, ...record.ios].join(', ')}`,
    ...record.evidence.map((line) => `evidence: ${line.status}, ${line.date}, ${line.source}, ${line.url}`),
    `wrong: ${kind}`,
    '',
    words.trim(),
    '',
  ].join('\n');
}
