import type { AssessmentEntry, EventRow, VisitRow } from '../database/index.ts';
import { fingerprint, HISTORY_LIMIT, severityRank, TAGS_LIMIT } from '../visits/index.ts';
import type { Row } from './schemas.ts';

/** A visit as it is stored: the row and its history. */
export interface StoredVisit {
  row: VisitRow;
  entries: AssessmentEntry[];
}

function numbered(key: string, history: readonly Omit<AssessmentEntry, 'key' | 'n'>[]): AssessmentEntry[] {
  return history
    .slice(-HISTORY_LIMIT)
    .map(({ since, assessment }, index) => ({ key, n: index + 1, since, assessment }));
}

/** A visit of a file as it is stored, with all that is worked out from the rest worked out anew. */
export function toStored({ history, ...visit }: Row<'visit'>): StoredVisit {
  const entries = numbered(visit.key, history as Omit<AssessmentEntry, 'key' | 'n'>[]);
  const last = entries.at(-1);
  const row: VisitRow = {
    ...visit,
    firstVisit: Math.min(visit.firstVisit, visit.lastVisit),
    rank: severityRank(visit.severity),
    recency: -visit.lastVisit,
    entry: entries.length,
    print: last ? fingerprint(last.assessment) : '',
  };
  return { row, entries };
}

/**
 * A visit that is both here and in the file. The later visit gives the facts; what the user wrote here stays, and what
 * is only in the file is added. Merging the same file twice changes nothing the second time.
 */
export function mergeVisit(here: StoredVisit, file: StoredVisit): StoredVisit {
  const [newer, older] = here.row.lastVisit >= file.row.lastVisit ? [here.row, file.row] : [file.row, here.row];
  const own = here.row;
  const other = file.row;
  const history = [...here.entries];
  for (const entry of file.entries) {
    if (!history.some((known) => known.assessment.at === entry.assessment.at)) history.push(entry);
  }
  history.sort((a, b) => a.assessment.at - b.assessment.at);
  const entries = numbered(own.key, history);
  return {
    entries,
    row: {
      ...newer,
      hosts: [...new Set([...newer.hosts, ...older.hosts])].slice(0, 10),
      firstVisit: Math.min(own.firstVisit, other.firstVisit),
      count: Math.max(own.count, other.count),
      entry: entries.length,
      relation: own.relation === 'looked' ? other.relation : own.relation,
      notes: own.notes || other.notes,
      tags: [...new Set([...own.tags, ...other.tags])].slice(0, TAGS_LIMIT),
      amount: own.amount ?? other.amount,
      due: own.due ?? other.due,
    },
  };
}

/**
 * What merging does to the evidence log.
 * - `none`: the file has none; `added`: there was none here; `same`: nothing new in the file
 * - `extended`: the file goes on where the log here ends
 * - `diverged`: the two logs differ, and entries chained to different ones cannot be joined; the log here stays
 */
export type EvidenceMerge = 'none' | 'added' | 'same' | 'extended' | 'diverged';

/** What merging the entries of a file does; `intact` says whether the file's own chain is sound. */
export function mergeEvidence(
  here: readonly Pick<EventRow, 'n' | 'hash'>[],
  file: readonly Pick<EventRow, 'n' | 'hash'>[],
  intact: boolean,
): EvidenceMerge {
  if (file.length === 0) return 'none';
  if (here.length === 0) return 'added';
  const hashes = new Map(here.map((entry) => [entry.n, entry.hash]));
  if (file.every((entry) => hashes.get(entry.n) === entry.hash)) return 'same';
  const theirs = new Map(file.map((entry) => [entry.n, entry.hash]));
  const extends_ = here.every((entry) => theirs.get(entry.n) === entry.hash);
  return extends_ && intact ? 'extended' : 'diverged';
}
