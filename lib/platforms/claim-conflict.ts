import type { Evidence } from '../assessment/index.ts';
import type { LicenceClaim } from './claims.ts';
import { normaliseHost, speaksFor } from './host.ts';
import type { PlatformListing } from './types.ts';

/** The look-ups that `claimConflict` needs: one list, or several together. */
export interface ClaimRegister {
  findByLicence(number: string): Promise<PlatformListing | null>;
  findByCompany(text: string): Promise<PlatformListing | null>;
}

/** A page that says it is somebody whom the register knows under another domain. */
export interface ClaimConflict {
  /** `licence`: it states the number; `company`: it states the company's name. */
  by: 'licence' | 'company';
  evidence: Evidence;
  /** Whom the register means. */
  holder: { id: string; name: string; company: string; jurisdiction: string };
  /** The domains that the register gives. */
  domains: string[];
  /** Date of the register, ISO. */
  date: string;
}

/**
 * Whether a page on `host` claims a licence, or the name of a licensed company (in `text`, its footer), that the register
 * gives to other domains. A hint: sites of one group share footers, and registers lag behind. Null where nothing is
 * claimed, the register gives no domain, or the host is one of them.
 */
export async function claimConflict(
  host: string,
  claims: readonly LicenceClaim[],
  text: string,
  register: ClaimRegister,
): Promise<ClaimConflict | null> {
  const visited = normaliseHost(host);
  if (!visited) return null;
  const conflict = (listing: PlatformListing, by: ClaimConflict['by'], evidence: Evidence): ClaimConflict | null => {
    const { record } = listing;
    if (record.domains.length === 0 || record.domains.some((domain) => speaksFor(domain, visited))) return null;
    const date =
      record.evidence
        .filter((one) => one.kind === 'register')
        .map((one) => one.date)
        .sort()
        .at(-1) ?? '';
    const company = record.licences[0]?.holder ?? record.name;
    return {
      by,
      evidence,
      holder: { id: record.id, name: record.name, company, jurisdiction: record.jurisdiction },
      domains: record.domains,
      date,
    };
  };
  for (const claim of claims) {
    const listing = await register.findByLicence(claim.number);
    const found = listing && conflict(listing, 'licence', claim.evidence);
    if (found) return found;
  }
  const listing = await register.findByCompany(text);
  const company = listing?.record.licences[0]?.holder ?? '';
  return listing ? conflict(listing, 'company', { text: company, where: 'text' }) : null;
}
