import { LEXICONS } from './languages.ts';
import { type ConceptMatch, Matcher } from './matcher.ts';
import { normalise } from './normalise.ts';

export { LEXICONS } from './languages.ts';
export type { ConceptMatch, Lexicon } from './matcher.ts';
export { Matcher } from './matcher.ts';
export { normalise } from './normalise.ts';

/** Concepts that mark a page which is about loans, or about something else, rather than a lender's. */
export const COUNTER_CONCEPTS: ReadonlySet<string> = new Set(
  (
    'article reporting welfare tenancy glossary mortgage vehicle student-aid credit-card insurance job school ' +
    'library equipment developer-docs back-office debt-advice warning-list forum shop investment bank-home dictionary charity mailing-tool'
  ).split(' '),
);

/** Concepts that say nothing by themselves, and are neither features nor signals: what `zones` makes of them counts. */
export const HELPER_CONCEPTS: ReadonlySet<string> = new Set([
  'clientele',
  'handle',
  'menu',
  'enquiry',
  'naming',
  'every',
]);

const matcher = new Matcher();
const waiting = new Set(LEXICONS);
// The scripts of languages that are not written in Latin letters: their words are learned when the script is met.
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  bn: /[\u0980-\u09ff]/,
  hi: /[\u0900-\u097f]/,
  ru: /[\u0400-\u052f]/,
  th: /[\u0e00-\u0e7f]/,
  ur: /[\u0600-\u06ff]/,
  zh: /[\u4e00-\u9fff]/,
};
const BEYOND_LATIN = /[\u0400-\u0fff\u4e00-\u9fff]/;

function learnFor(text: string): void {
  if (waiting.size === 0) return;
  const beyond = BEYOND_LATIN.test(text);
  for (const lexicon of waiting) {
    const script = SCRIPTS[lexicon.lang];
    if (script && !(beyond && script.test(text))) continue;
    matcher.learn(lexicon);
    waiting.delete(lexicon);
  }
}

/**
 * The concepts of every language in a text, in order of position. Positions are those in `normalise(text)`, which has
 * the same length for most texts. A match inside a longer one of a counter-concept is left out ('loan' in 'student
 * loan'). Linear in the text; the words of a script are learned when it is first met.
 */
export function findConcepts(text: string): ConceptMatch[] {
  const plain = normalise(text);
  learnFor(plain);
  return withoutHidden(matcher.find(plain));
}

function withoutHidden(matches: ConceptMatch[]): ConceptMatch[] {
  let end = -1;
  let start = -1;
  let hides = false;
  // Matches come by position, and at one position in no order: a longer counter-concept may follow what it hides.
  const counters = matches.filter((match) => COUNTER_CONCEPTS.has(match.concept));
  if (counters.length === 0) return matches;
  const kept: ConceptMatch[] = [];
  let next = 0;
  for (const match of matches) {
    while (next < counters.length && counters[next]!.start <= match.start) {
      const counter = counters[next]!;
      if (counter.end > end) {
        start = counter.start;
        end = counter.end;
        hides = true;
      }
      next += 1;
    }
    const inside = hides && match.start >= start && match.start < end && match.end - match.start < end - start;
    if (!inside || COUNTER_CONCEPTS.has(match.concept)) kept.push(match);
  }
  return kept;
}
