import type { ConceptMatch } from '../recognise/index.ts';
import { languageOf, languagesOf, matchesOf, type Words } from './words.ts';

/** What the user's phone holds and a policy may speak of. */
export type ReachKind = 'contacts' | 'call-log' | 'messages' | 'photos' | 'location' | 'camera' | 'microphone';

/** A kind of data named in a sentence; `plain` is false for words that may mean something else. */
export interface KindNamed {
  kind: ReachKind;
  start: number;
  plain: boolean;
}

/** How a sentence speaks of one kind of data. */
export interface Stance {
  stance: 'said' | 'denied';
  act: 'take' | 'share';
  /** Tied to the user's permission or to a condition. */
  conditional: boolean;
}

const KINDS: readonly (readonly [concept: string, kind: ReachKind])[] = [
  ['address-book', 'contacts'],
  ['call-log', 'call-log'],
  ['messages', 'messages'],
  ['photos', 'photos'],
  ['location', 'location'],
  ['camera', 'camera'],
  ['microphone', 'microphone'],
];

// The verb stands at the end, and what denies it after the verb.
const VERB_FINAL = new Set(['hi', 'ur', 'bn', 'ja', 'ko']);
// What denies may stand on either side.
const EITHER_SIDE = new Set(['de', 'hi', 'ur', 'bn', 'ja', 'ko']);
const DENSE = new Set(['zh', 'zh-hant', 'ja', 'ko', 'th']);
const WITHOUT = /^(?:without|tanpa|sin|sem|sans|ohne|bila|nang|без|बिना|بغیر|mà không|โดยไม่|ছাড়া)/;

/** The kinds of phone data that a text names, each once, plain names before doubtful ones. */
export function kindsIn(words: Words): KindNamed[] {
  const kinds = new Map<ReachKind, KindNamed>();
  for (const [concept, kind] of KINDS) {
    const [first] = matchesOf(words, concept, 'not-contacts');
    if (first) kinds.set(kind, { kind, start: first.start, plain: true });
  }
  if (!kinds.has('contacts')) {
    const people = words.found.filter(({ concept }) => concept === 'reference' || concept === 'not-contacts');
    const loose = words.found.find(
      (match) =>
        match.concept === 'contacts' && !people.some((other) => other.start <= match.start && other.end >= match.end),
    );
    if (loose) kinds.set('contacts', { kind: 'contacts', start: loose.start, plain: false });
  }
  return [...kinds.values()];
}

interface Verb {
  start: number;
  end: number;
  act: 'take' | 'share';
  /** Number of the chain of joined verbs it belongs to. */
  chain: number;
}

function verbsIn(words: Words, gap: number): Verb[] {
  const verbs: Verb[] = [];
  const matches = words.found.filter(({ concept }) => concept === 'take' || concept === 'share');
  for (const match of matches) {
    const last = verbs[verbs.length - 1];
    if (last && match.start < last.end) continue;
    const joined = last !== undefined && match.start - last.end <= gap;
    verbs.push({
      start: match.start,
      end: match.end,
      act: match.concept === 'share' ? 'share' : 'take',
      chain: last === undefined ? 0 : joined ? last.chain : last.chain + 1,
    });
  }
  return verbs;
}

/** The part of a text around `at` that no opposing word ("but") cuts off. */
function clauseAround(words: Words, at: number): [from: number, to: number] {
  let from = 0;
  let to = words.text.length;
  for (const { start } of matchesOf(words, 'contrast')) {
    if (start <= at) from = Math.max(from, start);
    else to = Math.min(to, start);
  }
  return [from, to];
}

/**
 * How a text speaks of the data named at `named.start`: said or denied, taken or passed on. Null where it has no verb
 * of taking, passing on or permitting. Denials count in the language of the text alone: Portuguese "no" denies nothing.
 */
export function stanceOn(words: Words, named: KindNamed, hint: string): Stance | null {
  const lang = languageOf(words, hint) ?? 'en';
  const dense = DENSE.has(lang);
  const [from, to] = clauseAround(words, named.start);
  const inClause = (match: { start: number }) => match.start >= from && match.start < to;
  const native = (match: ConceptMatch) => languagesOf(match).has(lang);
  const verbs = verbsIn(words, dense ? 4 : 16).filter(inClause);
  const permission = words.found.find((match) => match.concept === 'permission' && inClause(match));
  const before = verbs.filter((verb) => verb.start <= named.start).at(-1);
  const after = verbs.find((verb) => verb.start > named.start);
  const verb = VERB_FINAL.has(lang) ? (after ?? before) : (before ?? after);
  if (verb === undefined && permission === undefined) return null;

  const consent = words.found.some((match) => match.concept === 'consent' && native(match));
  const conditions = matchesOf(words, 'condition').filter(native);
  const target = verb ?? { start: permission!.start, end: permission!.end, act: 'take' as const, chain: -1 };
  const chainStart = verb ? Math.min(...verbs.filter((v) => v.chain === verb.chain).map((v) => v.start)) : target.start;
  const chainEnd = verb ? Math.max(...verbs.filter((v) => v.chain === verb.chain).map((v) => v.end)) : target.end;

  const needless = matchesOf(words, 'no-need')
    .filter(native)
    .find((match) => inClause(match) && match.start <= Math.max(chainEnd, named.start));
  const negations = matchesOf(words, 'negation', 'not-negation').filter((match) => native(match) && inClause(match));
  const plainNegations = negations.filter(
    (match) => !(needless && match.start >= needless.start && match.end <= needless.end),
  );
  const conditional = consent || conditions.some((match) => match.start < chainEnd);
  const said: Stance = { stance: 'said', act: target.act, conditional };
  if (needless) {
    const doubled =
      WITHOUT.test(words.text.slice(needless.start)) && plainNegations.some((match) => match.end <= needless.start);
    return doubled ? { ...said, conditional: true } : { ...said, stance: 'denied', conditional: false };
  }
  const reach = dense ? 24 : 70;
  const denying = plainNegations.filter((match) => {
    if (match.start <= chainStart) {
      if (chainStart - match.end > reach) return false;
      // "Do not … X, we collect Y": another verb between takes the denial.
      if (verbs.some((v) => v.start >= match.end && v.start < chainStart)) return false;
      return !ungranted(words, match, dense);
    }
    if (!EITHER_SIDE.has(lang) || match.start < chainEnd) return match.start < chainEnd && !EITHER_SIDE.has(lang);
    return match.start - chainEnd <= reach && !verbs.some((v) => v.start > chainEnd && v.end <= match.start);
  });
  const opened = (match: { start: number }) =>
    conditions.some((condition) => condition.start < match.start && match.start - condition.start < (dense ? 14 : 45));
  const real = denying.filter((match) => !opened(match));
  if (real.length === 0) return denying.length > 0 ? { ...said, conditional: true } : said;
  // "Never without your permission" leaves the door open with it.
  if (consent) return { ...said, conditional: true };
  return { ...said, stance: 'denied', conditional: false };
}

/** Whether a denial belongs to the user's granting ("you have not allowed …") and not to the site's taking. */
function ungranted(words: Words, negation: ConceptMatch, dense: boolean): boolean {
  return words.found.some(
    (match) =>
      match.concept === 'permission' && match.start >= negation.end && match.start - negation.end <= (dense ? 2 : 10),
  );
}
