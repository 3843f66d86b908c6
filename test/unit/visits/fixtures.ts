import type { Assessment, PlatformMatch } from '../../../lib/assessment/index.ts';
import type { VisitRow } from '../../../lib/visits/index.ts';
import { blankAssessment } from '../blank-assessment.ts';

/** An assessment of an application page of an unlisted lender, with `change` on top. */
export function assessment(change: Partial<Assessment> = {}): Assessment {
  const host = change.host ?? 'www.tepat-dana.example';
  return blankAssessment({
    url: `https://${host}/apply`,
    host,
    at: Date.UTC(2026, 10, 1, 9),
    jurisdiction: { home: 'ID', page: 'ID' },
    ...change,
  });
}

/** A platform of the list, found by its domain. */
export function platform(change: Partial<PlatformMatch> = {}): PlatformMatch {
  return {
    id: 'id/tepat-dana',
    name: 'Tepat Dana',
    jurisdiction: 'ID',
    status: 'illegal-listed',
    match: 'domain',
    evidence: [],
    ...change,
  };
}

/** A stored row with `change` on top; `recency` follows `lastVisit`. */
export function row(change: Partial<VisitRow> = {}): VisitRow {
  const lastVisit = change.lastVisit ?? Date.UTC(2026, 10, 1, 9);
  return {
    key: 'h:tepat-dana.example',
    platform: null,
    name: 'tepat-dana.example',
    host: 'x.example',
    hosts: ['x.example'],
    kind: 'application',
    severity: 'caution',
    rank: 2,
    status: 'unknown',
    jurisdiction: 'ID',
    firstVisit: lastVisit,
    lastVisit,
    recency: -lastVisit,
    count: 1,
    entry: 1,
    print: 'print',
    since: lastVisit,
    relation: 'looked',
    notes: '',
    tags: [],
    amount: null,
    due: null,
    ...change,
  };
}

/** Milliseconds of a minute, an hour and a day. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
