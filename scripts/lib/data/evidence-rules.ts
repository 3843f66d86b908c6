import type { PlatformStatus } from '../../../lib/assessment/index.ts';
import {
  type EvidenceKind,
  foldTight,
  type SourceRecord,
  type SourceStatement,
  withoutBrackets,
} from '../../../lib/platforms/index.ts';
import { allNames } from './records.ts';

/** What each kind of source can support at most. A copy of somebody's folder or a newspaper supports no finding. */
export const SUPPORTS: Readonly<Record<EvidenceKind, readonly PlatformStatus[]>> = {
  register: ['licensed', 'revoked'],
  'warning-list': ['illegal-listed', 'reported'],
  order: ['enforcement'],
  revocation: ['revoked'],
  'store-removal': ['store-removed'],
  penalty: ['enforcement'],
  suit: ['reported'],
  police: ['reported'],
  complaints: ['reported'],
  press: ['reported'],
  research: ['reported', 'store-removed'],
  dataset: ['reported'],
  recollection: [],
};

/** Statuses that need a named issuer. */
const NEEDS_ISSUER: readonly PlatformStatus[] = [
  'illegal-listed',
  'store-removed',
  'revoked',
  'licensed',
  'enforcement',
];

const ISO_DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** Whether a text is a date of the form YYYY, YYYY-MM or YYYY-MM-DD that exists. */
export function isIsoDate(date: string): boolean {
  if (!ISO_DATE.test(date)) return false;
  if (date.length < 10) return true;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

/** Whether a link leads to a whole site or an index and not to the page that says it. */
export function isIndexPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { pathname, search, hash } = new URL(url);
  return search === '' && hash === '' && /^\/?((index|home|default)\.\w{2,5})?$/i.test(pathname);
}

/** Whether a quotation holds the name, an alias, a package or a domain of a record. */
export function quoteNames(quote: string, record: SourceRecord): boolean {
  const tight = foldTight(quote);
  const keys = [
    ...allNames(record).flatMap((name) => [name, withoutBrackets(name)]),
    ...(record.android ?? []),
    ...(record.ios ?? []),
    // Reports write domains defanged: example[.]com. Folding drops the brackets.
    ...(record.domains ?? []),
  ];
  return keys.some((key) => {
    const folded = foldTight(key);
    return folded.length >= 2 && tight.includes(folded);
  });
}

/** A rule that a statement breaks: its number in the audit's list, and the reason in words. */
export interface StatementFault {
  rule: 4 | 5 | 6 | 11;
  reason: string;
}

/**
 * What is wrong with what one statement says. Empty for a statement of status `unknown` with a good date: that is the
 * status to give a source that supports no more.
 */
export function statementFaults(statement: SourceStatement, record: SourceRecord, updated: string): StatementFault[] {
  const faults: StatementFault[] = [];
  const { status, kind } = statement;
  if (!isIsoDate(statement.date))
    faults.push({ rule: 11, reason: `date "${statement.date}" is not YYYY, YYYY-MM or YYYY-MM-DD` });
  else if (statement.date > updated)
    faults.push({ rule: 11, reason: `date ${statement.date} lies after the file's own (${updated})` });
  for (const other of [statement.seen, statement.closed]) {
    if (other !== undefined && !isIsoDate(other)) faults.push({ rule: 11, reason: `"${other}" is not an ISO date` });
  }
  if (status === 'unknown') return faults;
  if (statement.confidence === 'recalled') faults.push({ rule: 5, reason: `"${status}" from memory alone` });
  if (statement.quote.trim() === '') faults.push({ rule: 5, reason: `"${status}" without a quotation` });
  else if (!quoteNames(statement.quote, record))
    faults.push({ rule: 4, reason: 'the quotation names neither the platform nor its app or domain' });
  if (!URL.canParse(statement.url)) faults.push({ rule: 5, reason: `"${status}" without a link` });
  else if (isIndexPage(statement.url)) faults.push({ rule: 5, reason: 'the link leads to an index page' });
  if (!SUPPORTS[kind].includes(status))
    faults.push({ rule: 6, reason: `a source of kind "${kind}" cannot support "${status}"` });
  if (NEEDS_ISSUER.includes(status) && !statement.issuer)
    faults.push({ rule: 6, reason: `"${status}" needs a named issuer` });
  return faults;
}
