import type { PlatformEvidence, PlatformStatus } from '../assessment/index.ts';
import type { EvidenceKind, Statement } from './types.ts';

/** Statuses that blame, the gravest first. */
export const RISKY: readonly PlatformStatus[] = [
  'revoked',
  'illegal-listed',
  'enforcement',
  'store-removed',
  'reported',
];

/** A register entry is taken for present this long; then it has to be looked up again. */
const LICENCE_MONTHS = 12;

/** Allegations are taken for present this long, unless their outcome is known. */
const ALLEGATION_MONTHS = 24;

const ALLEGATIONS: readonly EvidenceKind[] = ['suit', 'police', 'press', 'complaints', 'penalty'];

/** Nigeria's digital-lending rules bind every lender from this day: older approvals say nothing of the present. */
const NIGERIA_RULES = '2026-01-05';

/** What the evidence of a platform supports on one day. */
export interface Settled {
  status: PlatformStatus;
  /** The statement that decides, or null where none does. */
  decisive: Statement | null;
  /** What was said once and is no longer shown as present, with the reason. */
  was: { status: PlatformStatus; date: string; why: 'lapsed' | 'no-outcome' } | null;
}

/** The first day that an ISO date (YYYY, YYYY-MM or YYYY-MM-DD) may mean, as YYYY-MM-DD. */
export function firstDay(date: string): string {
  const [year, month = '01', day = '01'] = date.split('-');
  return `${year}-${month}-${day}`;
}

/** The ISO day `months` calendar months after `date`. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = firstDay(date).split('-').map(Number) as [number, number, number];
  const total = year * 12 + month - 1 + months;
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Why a statement is no longer shown as present on `day` (ISO), or null where it still is. */
export function lapse(statement: Statement, jurisdiction: string, day: string): 'lapsed' | 'no-outcome' | null {
  if (statement.status === 'licensed') {
    if (jurisdiction === 'NG' && firstDay(statement.date) < NIGERIA_RULES) return 'lapsed';
    return addMonths(statement.date, LICENCE_MONTHS) < day ? 'lapsed' : null;
  }
  if (!ALLEGATIONS.includes(statement.kind) || statement.outcome) return null;
  return addMonths(statement.date, ALLEGATION_MONTHS) < day ? 'no-outcome' : null;
}

/** The parts of a record that its status follows from. */
export interface Settleable {
  evidence: readonly Statement[];
  jurisdiction: string;
  held?: string;
  notLender?: boolean;
}

/**
 * What may be said of a platform on `day` (ISO). The newest statement decides between praise and blame; what was said
 * before a licence is answered by it, even by one that lapsed since. Of several accusations that stand, the gravest is
 * named: a later and weaker one takes nothing back. A record that is held back, or is no lender, says nothing.
 */
export function settle(record: Settleable, day: string): Settled {
  if (record.held || record.notLender) return { status: 'unknown', decisive: null, was: null };
  const spoken = record.evidence
    .filter((one) => one.status !== 'unknown' && one.confidence !== 'recalled' && firstDay(one.date) <= day)
    .sort((a, b) => (firstDay(a.date) < firstDay(b.date) ? 1 : firstDay(a.date) > firstDay(b.date) ? -1 : 0));
  let was: Settled['was'] = null;
  let gravest: Statement | null = null;
  for (const one of spoken) {
    const closed = one.closed !== undefined && firstDay(one.closed) <= day;
    const why = closed ? 'lapsed' : lapse(one, record.jurisdiction, day);
    if (why) was ??= { status: one.status, date: one.date, why };
    if (one.status === 'licensed') {
      if (!why && !gravest) return { status: 'licensed', decisive: one, was };
      break;
    }
    if (!why && (!gravest || RISKY.indexOf(one.status) < RISKY.indexOf(gravest.status))) gravest = one;
  }
  return { status: gravest?.status ?? 'unknown', decisive: gravest, was };
}

/** The statements of a platform for showing: newest first, each with what it said by itself. */
export function shownEvidence(evidence: readonly Statement[]): PlatformEvidence[] {
  return [...evidence]
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
    .map(({ source, url, date, says, confidence, status }) => ({ source, url, date, says, confidence, status }));
}
