import { RISKY, settle } from '../../../lib/platforms/index.ts';
import type { Finding } from './finding.ts';
import type { NamedFile } from './load.ts';

interface Claim {
  file: string;
  record: string;
  jurisdiction: string;
  tone: 'praise' | 'blame' | 'neutral';
}

/**
 * Domains and apps that stand in several records. One that is praised in one record and blamed in another of the same
 * jurisdiction is an error; standing twice otherwise is a note, since operators do share domains.
 */
export function findClashes(files: readonly NamedFile[]): Finding[] {
  const claims = new Map<string, Claim[]>();
  for (const file of files) {
    for (const record of file.platforms) {
      const { status } = settle(record, file.updated);
      const tone = status === 'licensed' ? 'praise' : RISKY.includes(status) ? 'blame' : 'neutral';
      for (const key of [...(record.domains ?? []), ...(record.android ?? []), ...(record.ios ?? [])]) {
        const others = claims.get(key) ?? [];
        others.push({ file: file.file, record: record.id, jurisdiction: file.jurisdiction, tone });
        claims.set(key, others);
      }
    }
  }
  const findings: Finding[] = [];
  for (const [key, who] of claims) {
    for (let at = 1; at < who.length; at++) {
      const one = who[at]!;
      const other = who[0]!;
      const opposed =
        [one.tone, other.tone].sort().join() === 'blame,praise' && one.jurisdiction === other.jurisdiction;
      findings.push({
        level: opposed ? 'error' : 'note',
        file: one.file,
        record: one.record,
        rule: opposed ? 1 : 11,
        reason: opposed
          ? `${key} is both ${other.tone}d (${other.record}) and ${one.tone}d`
          : `${key} stands in ${other.record} too`,
      });
    }
  }
  return findings;
}
