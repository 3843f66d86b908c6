import { RISKY, settle } from '../../../lib/platforms/index.ts';
import type { Finding } from './finding.ts';
import type { NamedFile } from './load.ts';

/** Asks whether a host still exists. */
export type Resolve = (host: string) => Promise<'alive' | 'dead' | 'unsure'>;

/**
 * Notes on domains of accused platforms that no longer exist: whoever registers them next must not be taken for the
 * old owner. Asks about one host after the other, out of respect for the name server.
 */
export async function deadDomains(files: readonly NamedFile[], resolve: Resolve): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const file of files) {
    for (const record of file.platforms) {
      if (!RISKY.includes(settle(record, file.updated).status)) continue;
      for (const domain of record.domains ?? []) {
        if ((await resolve(domain)) !== 'dead') continue;
        findings.push({
          level: 'note',
          file: file.file,
          record: record.id,
          rule: 10,
          reason: `${domain} no longer exists: remove it before somebody else registers it`,
        });
      }
    }
  }
  return findings;
}
