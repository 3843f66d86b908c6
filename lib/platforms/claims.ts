import type { Evidence } from '../assessment/index.ts';
import { isCin, isCnpj, isGstin, isNit, isRuc, isThaiJuristic, isUscc, isVietnamTaxCode } from './check-digits.ts';

/** A licence or company number that a page states: a hint about who it says it is, never proof. */
export interface LicenceClaim {
  /** Id of the numbering scheme, such as `ojk-kep` or `in-cin`. */
  scheme: string;
  jurisdiction: string;
  /** As the page writes it. */
  number: string;
  /** Whether its check digits, or the parts it is made of, are right; null where the scheme has none. */
  valid: boolean | null;
  evidence: Evidence;
}

interface Scheme {
  id: string;
  jurisdiction: string;
  /** The number; its first group, where there is one, else the whole match. */
  pattern: RegExp;
  /** Words that have to stand shortly before the number, where its form alone says too little. */
  after?: RegExp;
  check?: (number: string) => boolean;
}

/** How far before a number the words that explain it may stand. */
const BEFORE = 60;

/** Longest text that is searched, in UTF-16 code units. */
const TEXT_LIMIT = 200_000;

/** Most claims that are told: a page of a register holds hundreds and claims nothing. */
const MOST = 20;

const SCHEMES: readonly Scheme[] = [
  {
    id: 'ojk-kep',
    jurisdiction: 'ID',
    pattern: /\bKEP[\s.-]{0,3}\d{1,4}\s?\/\s?[A-Z]{1,3}[.\d]{1,6}\s?\/\s?(?:19|20)\d\d\b/gi,
  },
  { id: 'ojk-s', jurisdiction: 'ID', pattern: /\bS\s?-\s?\d{1,4}\s?\/\s?(?:NB|MS|PL)\.?\d{1,4}\s?\/\s?20\d\d\b/g },
  { id: 'id-nib', jurisdiction: 'ID', pattern: /\b\d{13}\b/g, after: /\bNIB\b|nomor induk berusaha/i },
  { id: 'in-cin', jurisdiction: 'IN', pattern: /\b[LU]\d{5}[A-Z]{2}\d{4}[A-Z]{3}\d{6}\b/g, check: isCin },
  { id: 'in-gstin', jurisdiction: 'IN', pattern: /\b\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]\b/g, check: isGstin },
  {
    id: 'in-rbi-cor',
    jurisdiction: 'IN',
    pattern: /\b(?:[ABN][\s.-]{0,3})?\d{2}\.\d{5}\b/g,
    after: /\bRBI\b|reserve bank|certificate of registration|\bCoR\b/i,
  },
  {
    id: 'cn-uscc',
    jurisdiction: 'CN',
    pattern: /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])/g,
    check: isUscc,
  },
  {
    id: 'ph-sec',
    jurisdiction: 'PH',
    pattern: /\b(?:CS|CEO|A|AS)?[12]?\d{8,12}\b/g,
    after: /\bSEC\b.{0,30}(?:reg|no)|company registration/i,
  },
  {
    id: 'ph-ca',
    jurisdiction: 'PH',
    pattern: /\b\d{3,5}\b/g,
    after: /certificate of authority|\bC\.?A\.?\s?(?:no|number|#)/i,
  },
  { id: 'br-cnpj', jurisdiction: 'BR', pattern: /\b\d{2}\.?\d{3}\.?\d{3}\/\d{4}-?\d{2}\b/g, check: isCnpj },
  { id: 'co-nit', jurisdiction: 'CO', pattern: /\b\d{3}\.?\d{3}\.?\d{3}\s?-\s?\d\b/g, after: /\bNIT\b/i, check: isNit },
  { id: 'pe-ruc', jurisdiction: 'PE', pattern: /\b(?:10|15|17|20)\d{9}\b/g, after: /\bR\.?U\.?C\b/i, check: isRuc },
  {
    id: 'vn-mst',
    jurisdiction: 'VN',
    pattern: /\b\d{10}\b/g,
    after: /\bMST\b|mã số (?:thuế|doanh nghiệp)/i,
    check: isVietnamTaxCode,
  },
  {
    id: 'th-juristic',
    jurisdiction: 'TH',
    pattern: /\b0\d{12}\b/g,
    after: /ทะเบียน|นิติบุคคล|registration/i,
    check: isThaiJuristic,
  },
  {
    id: 'gb-frn',
    jurisdiction: 'GB',
    pattern: /\b\d{6,7}\b/g,
    after: /\bFRN\b|firm reference|financial conduct authority|\bFCA\b/i,
  },
  { id: 'us-nmls', jurisdiction: 'US', pattern: /\b\d{3,8}\b/g, after: /\bNMLS\b/i },
  { id: 'ng-rc', jurisdiction: 'NG', pattern: /\bRC[\s:.-]{0,3}\d{5,8}\b/g },
];

/** A number without separators, in upper case: how two spellings of one number are compared. */
export function plainNumber(number: string): string {
  return number.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

/**
 * Licence and company numbers stated in a text (a page's footer, mostly), at most 20. A number whose check digits are
 * wrong is told with `valid: false` only where the words before it say what it means to be.
 */
export function findLicenceClaims(text: string): LicenceClaim[] {
  const claims: LicenceClaim[] = [];
  const seen = new Set<string>();
  const searched = text.slice(0, TEXT_LIMIT);
  for (const scheme of SCHEMES) {
    for (const match of searched.matchAll(scheme.pattern)) {
      const number = match[0].trim();
      const before = searched.slice(Math.max(0, match.index - BEFORE), match.index);
      if (scheme.after && !scheme.after.test(before)) continue;
      const valid = scheme.check ? scheme.check(plainNumber(number)) : null;
      if (valid === false && !scheme.after && !labelled(scheme.id, before)) continue;
      const key = `${scheme.id} ${plainNumber(number)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const quoted = searched
        .slice(Math.max(0, match.index - 40), match.index + number.length + 20)
        .replace(/\s+/g, ' ')
        .trim();
      claims.push({
        scheme: scheme.id,
        jurisdiction: scheme.jurisdiction,
        number,
        valid,
        evidence: { text: quoted.slice(0, 160), where: 'text' },
      });
      if (claims.length === MOST) return claims;
    }
  }
  return claims;
}

/** Whether the words before a number name its scheme. */
function labelled(scheme: string, before: string): boolean {
  const labels: Readonly<Record<string, RegExp>> = {
    'in-cin': /\bCIN\b|corporate ident/i,
    'in-gstin': /\bGST/i,
    'cn-uscc': /信用代码|信用代碼|营业执照|營業執照/,
    'br-cnpj': /\bCNPJ\b/i,
  };
  return labels[scheme]?.test(before) ?? false;
}
