import type { EventRow } from '../database/index.ts';
import { isHeld, type LegalHours, legalTest, standing } from './hours.ts';
import { localTime } from './zone.ts';

/** What the suggestions need to know of a jurisdiction; a rights pack fits. */
export interface RuleFacts {
  collectionHours: (LegalHours & { rightId: string }) | null;
  /** `background` rights (drafts, replaced texts, reported cases) are never suggested as a rule. */
  rights: readonly { id: string; topic: string; shown: string }[];
}

/** Which kind of rule an event may break. */
export type Breach = 'outside-hours' | 'third-party' | 'disclosure' | 'threats';

/** One possible breach: the entries that show it, and the rights of the jurisdiction that it may go against. */
export interface Suggestion {
  breach: Breach;
  /** Numbers of entries, in the order in which they were written. */
  events: number[];
  /** Ids of rights, best first. Never empty: without a rule there is no suggestion. */
  rights: string[];
}

const TESTS: Record<Exclude<Breach, 'outside-hours'>, { topic: string; test: (event: EventRow) => boolean }> = {
  'third-party': { topic: 'third-party-contact', test: (event) => event.contacted !== 'me' },
  disclosure: { topic: 'disclosure', test: (event) => event.threats.includes('told-contacts') },
  threats: { topic: 'threats', test: (event) => event.threats.some((threat) => threat !== 'told-contacts') },
};

/**
 * Which entries may break which rule of a jurisdiction, as a suggestion for the user to check: it reads what the user
 * chose in the form, never the words. Entries corrected later do not count.
 */
export function suggestRules(events: readonly EventRow[], facts: RuleFacts): Suggestion[] {
  const current = standing(events);
  const suggestions: Suggestion[] = [];
  const add = (breach: Breach, found: EventRow[], rights: string[]) => {
    if (found.length > 0 && rights.length > 0) {
      suggestions.push({ breach, events: found.map((event) => event.n), rights });
    }
  };
  const usable = facts.rights.filter((right) => right.shown !== 'background');
  const hours = facts.collectionHours;
  if (hours && usable.some((right) => right.id === hours.rightId)) {
    const isLegal = legalTest(hours);
    const outside = current.filter((event) => {
      const { day, minute } = localTime(event.at, event.offset);
      return isHeld(event.channel, hours) && !isLegal(day, minute);
    });
    add('outside-hours', outside, [hours.rightId]);
  }
  for (const [breach, { topic, test }] of Object.entries(TESTS) as [keyof typeof TESTS, (typeof TESTS)['threats']][]) {
    add(
      breach,
      current.filter(test),
      usable.filter((right) => right.topic === topic).map((right) => right.id),
    );
  }
  return suggestions;
}
