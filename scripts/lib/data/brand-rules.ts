import { type Brand, refuseListed } from '../../../lib/platforms/index.ts';
import type { Finding } from './finding.ts';

/** What is wrong with the protected brands: ids twice, domains that are no registrable names. */
export function brandFaults(brands: readonly Brand[]): Finding[] {
  const findings: Finding[] = [];
  const at = (record: string, rule: number, reason: string) =>
    findings.push({ level: 'error', file: 'brands.json', record, rule, reason });
  const ids = new Set<string>();
  for (const brand of brands) {
    if (ids.has(brand.id)) at(brand.id, 11, 'the id stands twice');
    ids.add(brand.id);
    for (const domain of brand.domains) {
      const reason = refuseListed(domain);
      if (reason) at(brand.id, 10, `domain ${domain}: ${reason}`);
    }
  }
  return findings;
}
