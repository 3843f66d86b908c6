import type { Assessment } from '../assessment/index.ts';

// cyrb53 (public domain, by bryc): 53 bits, so that two prints in one history do not meet by chance.
function hash(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

/**
 * A short string that is the same for two assessments exactly when a user would say that nothing changed: same kind,
 * severity, list status, reasons, requests for contacts and price. The single signals are left out: they differ from
 * page to page of one site.
 */
export function fingerprint(assessment: Assessment): string {
  const { kind, severity, platform, contacts, reasons, price, jurisdiction } = assessment;
  return hash(
    JSON.stringify([
      kind,
      severity,
      platform && [platform.id, platform.status, platform.match, platform.evidence.map((e) => [e.source, e.date])],
      [...new Set(contacts.map((request) => request.vector))].sort(),
      [...new Set(reasons.map((reason) => `${reason.rule}:${reason.severity}`))].sort(),
      price && [price.nominalApr, price.effectiveApr, price.termDays, price.upfrontFee, price.cap?.exceeded ?? null],
      [jurisdiction.home, jurisdiction.page],
    ]),
  );
}
