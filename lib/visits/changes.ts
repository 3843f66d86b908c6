import type { Assessment } from '../assessment/index.ts';
import type { AssessmentEntry } from '../database/index.ts';
import { ownPlatform } from './key.ts';
import { listStatus } from './list-status.ts';

/** The parts of an assessment whose changes are told. */
export type ChangedPart =
  | 'severity'
  | 'kind'
  | 'platform'
  | 'status'
  | 'evidence'
  | 'imitates'
  | 'contacts'
  | 'reasons'
  | 'apr'
  | 'cap'
  | 'jurisdiction';

/**
 * One difference between two assessments, as data for a sentence `timeline.<part>`: `from` and `to` of a single value
 * (null where there is none), or what was `added` and `removed` of a set. Values are ids and numbers, never sentences.
 */
export type AssessmentChange =
  | { part: ChangedPart; from: string | number | boolean | null; to: string | number | boolean | null }
  | { part: ChangedPart; added: string[]; removed: string[] };

type Facts = Record<ChangedPart, string | number | boolean | null | Set<string>>;

function factsOf(assessment: Assessment): Facts {
  const own = ownPlatform(assessment);
  const { platform, price } = assessment;
  return {
    severity: assessment.severity,
    kind: assessment.kind,
    platform: own?.name ?? null,
    status: listStatus({ platform: own?.id ?? null, status: own?.status ?? 'unknown' }),
    evidence: new Set(own?.evidence.map((item) => [item.source, item.date].filter(Boolean).join(', ')) ?? []),
    imitates: platform?.match === 'lookalike' ? platform.name : null,
    contacts: new Set(assessment.contacts.map((request) => request.vector)),
    reasons: new Set(assessment.reasons.map((reason) => reason.rule)),
    apr: price?.effectiveApr ?? price?.nominalApr ?? null,
    cap: price?.cap?.exceeded ?? null,
    jurisdiction: assessment.jurisdiction.page,
  };
}

/** What differs between an earlier assessment and a later one, gravest kind of news first. Empty where nothing does. */
export function describeChanges(earlier: Assessment, later: Assessment): AssessmentChange[] {
  const [before, after] = [factsOf(earlier), factsOf(later)];
  const changes: AssessmentChange[] = [];
  for (const part of Object.keys(after) as ChangedPart[]) {
    const [from, to] = [before[part], after[part]];
    if (from instanceof Set && to instanceof Set) {
      const added = [...to.difference(from)];
      const removed = [...from.difference(to)];
      if (added.length + removed.length > 0) changes.push({ part, added, removed });
    } else if (!(from instanceof Set) && !(to instanceof Set) && from !== to) {
      changes.push({ part, from, to });
    }
  }
  return changes;
}

/** One step of a platform's timeline: the entry and what changed since its page was seen before (null at the first time). */
export interface TimelineStep {
  entry: AssessmentEntry;
  changes: AssessmentChange[] | null;
}

/** Which page an assessment is of. The search part of an address tells where somebody came from, not what they see. */
const pageOf = ({ url, kind }: Assessment): string => `${kind} ${url.split('?', 1)[0]}`;

const dayOf = (time: number): string => new Date(time).toDateString();

/**
 * A history, newest first as `getVisit` gives it, with what changed at each step. Like is compared with like: the same
 * page on an earlier day of the user's. Pages of one site differ, and so do the steps of a form, without any change of
 * the lender.
 */
export function timeline(history: readonly AssessmentEntry[]): TimelineStep[] {
  return history.map((entry, index) => {
    const page = pageOf(entry.assessment);
    const day = dayOf(entry.since);
    const before = history
      .slice(index + 1)
      .find(({ since, assessment }) => pageOf(assessment) === page && dayOf(since) !== day);
    return { entry, changes: before ? describeChanges(before.assessment, entry.assessment) : null };
  });
}
