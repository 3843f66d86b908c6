import { type Assessment, compareSeverity, maxSeverity, type Severity } from '../assessment/index.ts';
import {
  announce,
  failure,
  getMeta,
  Refusal,
  type Result,
  type Transaction,
  together,
  type VisitRow,
} from '../database/index.ts';
import { ownPlatform, platformKey, siteKey } from './key.ts';
import { fingerprint } from './print.ts';
import type { VisitStore } from './store.ts';

/** Entries kept in a platform's history; the oldest go first. */
export const HISTORY_LIMIT = 50;

/** Pages of one site less than this apart, in milliseconds, are one visit (the half hour of web statistics). */
export const VISIT_GAP = 30 * 60_000;

const HOSTS_LIMIT = 10;
const RANK: Record<Severity, number> = { none: 0, info: 1, caution: 2, danger: 3 };

/** `severity` as a number that orders: 0 none, 1 info, 2 caution, 3 danger. */
export function severityRank(severity: Severity): number {
  return RANK[severity];
}

/** What `recordVisit` did: the row's key, whether the row is new, and whether its facts changed. */
export interface Recorded {
  key: string;
  added: boolean;
  changed: boolean;
}

/** The key range of a platform's history. */
export function historyOf(key: string): IDBKeyRange {
  return IDBKeyRange.bound([key, 0], [key, Number.POSITIVE_INFINITY]);
}

function freshRow(assessment: Assessment, key: string): VisitRow {
  const platform = ownPlatform(assessment);
  const at = assessment.at;
  return {
    key,
    platform: platform?.id ?? null,
    name: platform?.name ?? siteKey(assessment).slice(2),
    host: assessment.host,
    hosts: [assessment.host],
    kind: assessment.kind,
    severity: assessment.severity,
    rank: severityRank(assessment.severity),
    status: platform?.status ?? 'unknown',
    jurisdiction: platform?.jurisdiction ?? assessment.jurisdiction.page ?? '',
    firstVisit: at,
    lastVisit: at,
    recency: -at,
    count: 1,
    entry: 1,
    print: fingerprint(assessment),
    since: at,
    relation: 'looked',
    notes: '',
    tags: [],
    amount: null,
    due: null,
  };
}

/**
 * The row after one more assessment of its platform. Within one visit the gravest page gives kind and severity, so
 * that reading the privacy policy last does not make a danger look mild. A clock that went back moves no date back.
 */
export function nextRow(row: VisitRow, assessment: Assessment): VisitRow {
  const fresh = freshRow(assessment, row.key);
  const sameVisit = assessment.at - row.lastVisit < VISIT_GAP;
  const milder = sameVisit && compareSeverity(assessment.severity, row.severity) < 0;
  const severity = sameVisit ? maxSeverity([row.severity, assessment.severity]) : assessment.severity;
  const lastVisit = Math.max(row.lastVisit, assessment.at);
  return {
    ...row,
    platform: fresh.platform,
    name: fresh.name,
    host: fresh.host,
    hosts: [fresh.host, ...row.hosts.filter((host) => host !== fresh.host)].slice(0, HOSTS_LIMIT),
    kind: milder ? row.kind : fresh.kind,
    severity,
    rank: severityRank(severity),
    status: fresh.status,
    jurisdiction: fresh.jurisdiction || row.jurisdiction,
    lastVisit,
    recency: -lastVisit,
    count: row.count + (sameVisit ? 0 : 1),
    entry: fresh.print === row.print ? row.entry : row.entry + 1,
    print: fresh.print,
    since: fresh.print === row.print ? row.since : assessment.at,
  };
}

type RecordTransaction = Transaction<['visits', 'assessments', 'meta'], 'readwrite'>;

function join(a: VisitRow, b: VisitRow, entry: number): VisitRow {
  const [newer, older] = a.lastVisit >= b.lastVisit ? [a, b] : [b, a];
  return {
    ...newer,
    hosts: [...new Set([...newer.hosts, ...older.hosts])].slice(0, HOSTS_LIMIT),
    firstVisit: Math.min(a.firstVisit, b.firstVisit),
    count: a.count + b.count,
    entry,
    relation: newer.relation === 'looked' ? older.relation : newer.relation,
    notes: [newer.notes, older.notes].filter((notes) => notes !== '').join('\n'),
    tags: [...new Set([...newer.tags, ...older.tags])],
    amount: newer.amount ?? older.amount,
    due: newer.due ?? older.due,
  };
}

// The list came to know a site that was visited before: its row, with all the user wrote, goes under the record.
async function adopt(tx: RecordTransaction, row: VisitRow, key: string, other?: VisitRow): Promise<VisitRow> {
  const store = tx.objectStore('assessments');
  const [mine, theirs] = await Promise.all([store.getAll(historyOf(row.key)), store.getAll(historyOf(key))]);
  const entries = [...mine, ...theirs].sort((a, b) => a.since - b.since).slice(-HISTORY_LIMIT);
  await Promise.all([
    store.delete(historyOf(row.key)),
    store.delete(historyOf(key)),
    ...entries.map((entry, index) => store.put({ ...entry, key, n: index + 1 })),
    tx.objectStore('visits').delete(row.key),
  ]);
  return { ...(other ? join(other, row, entries.length) : { ...row, entry: entries.length }), key };
}

/** `private` marks a visit in a private window; `paused` says that the user stopped recording. */
export interface RecordOptions {
  private?: boolean;
  paused?: boolean;
}

/**
 * Keeps one assessment under its platform, in one transaction: the row is made or brought up to date and the history
 * gets an entry where the facts changed. Refuses with `private`, `paused`, `never` (the user asked so for this
 * platform) or `nothing` (the page is no lender's and nothing is known of it). Never rejects.
 */
export async function recordVisit(
  store: VisitStore,
  assessment: Assessment,
  options: RecordOptions = {},
): Promise<Result<Recorded>> {
  if (options.private) return failure('private');
  if (options.paused) return failure('paused');
  if (assessment.kind === 'none' && assessment.severity === 'none' && !assessment.platform) return failure('nothing');
  if (!Number.isFinite(assessment.at) || assessment.host === '') return failure('invalid');
  const key = platformKey(assessment);
  const site = siteKey(assessment);
  const result = await store.database.run(['visits', 'assessments', 'meta'], 'readwrite', async (tx) => {
    const visits = tx.objectStore('visits');
    const [policy, found, bySite] = await Promise.all([
      getMeta(tx, 'policy'),
      visits.get(key),
      site === key ? undefined : visits.get(site),
    ]);
    if (policy?.never.includes(key) || policy?.never.includes(site)) throw new Refusal('never');
    const before = bySite ? await adopt(tx, bySite, key, found) : found;
    const row = before ? nextRow(before, assessment) : freshRow(assessment, key);
    const changed = row.print !== before?.print;
    const entries = tx.objectStore('assessments');
    await together([
      () => visits.put(row),
      () => entries.put({ key, n: row.entry, since: row.since, assessment }),
      ...(changed && row.entry > HISTORY_LIMIT
        ? [() => entries.delete(IDBKeyRange.bound([key, 0], [key, row.entry - HISTORY_LIMIT]))]
        : []),
    ]);
    return { key, added: !before, changed };
  });
  if (result.ok) announce({ store: 'visits', keys: key === site ? [key] : [key, site] });
  return result;
}
