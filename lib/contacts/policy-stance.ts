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
const VERB_FINAL = new Set(['hi', 'hi-latn', 'ur', 'bn', 'ja', 'ko']);
// What denies may stand on either side.
const EITHER_SIDE = new Set(['de', 'ru', ...VERB_FINAL]);
const DENSE = new Set(['zh', 'ja', 'ko', 'th']);
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

/** Verbs of taking and passing on. */
const TAKING: ReadonlySet<string> = new Set(['take', 'share']);
/** The same, and turning to other people. */
export const APPROACHING: ReadonlySet<string> = new Set(['take', 'share', 'approach']);
const NAMES = new Set(['reference', 'address-book', 'contacts', 'not-contacts']);

function verbsIn(words: Words, gap: number, concepts: ReadonlySet<string>): Verb[] {
  const verbs: Verb[] = [];
  // "Contact" in "emergency contact" is no verb.
  const nouns = words.found.filter(({ concept }) => NAMES.has(concept));
  for (const match of words.found) {
    if (!concepts.has(match.concept)) continue;
    const noun =
      match.concept === 'approach' && nouns.some(({ start, end }) => start <= match.start && end >= match.end);
    if (noun) continue;
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

/** A sentence read in its own language: what may deny, tie to consent, or open a condition in it. */
class Reading {
  readonly dense: boolean;
  /** Whether what denies may stand behind what it denies. */
  readonly eitherSide: boolean;
  private readonly words: Words;
  private readonly lang: string;
  private readonly concepts: ReadonlySet<string>;
  private readonly from: number;
  private readonly to: number;

  constructor(words: Words, at: number, hint: string, concepts: ReadonlySet<string>) {
    this.words = words;
    this.concepts = concepts;
    this.lang = languageOf(words, hint) ?? 'en';
    this.dense = DENSE.has(this.lang);
    this.eitherSide = EITHER_SIDE.has(this.lang);
    [this.from, this.to] = clauseAround(words, at);
  }

  /** Matches of a concept in the sentence's language, without those that `unless` covers. */
  native(concept: string, unless?: string): ConceptMatch[] {
    return matchesOf(this.words, concept, unless).filter((match) => languagesOf(match).has(this.lang));
  }

  inClause(match: { start: number }): boolean {
    return match.start >= this.from && match.start < this.to;
  }

  get verbs(): Verb[] {
    return verbsIn(this.words, this.dense ? 4 : 16, this.concepts).filter((verb) => this.inClause(verb));
  }

  /** The verb that governs what stands at `at`, with the verbs joined to it; else a word of permission. */
  governing(at: number): Verb | null {
    const { verbs } = this;
    const before = verbs.filter((verb) => verb.start <= at).at(-1);
    const after = verbs.find((verb) => verb.start > at);
    const verb = VERB_FINAL.has(this.lang) ? (after ?? before) : (before ?? after);
    if (verb) {
      const chain = verbs.filter(({ chain: number }) => number === verb.chain);
      return { ...verb, start: chain[0]!.start, end: Math.max(...chain.map(({ end }) => end)) };
    }
    const permission = this.words.found.find((match) => match.concept === 'permission' && this.inClause(match));
    return permission ? { start: permission.start, end: permission.end, act: 'take', chain: -1 } : null;
  }

  /** Whether a denial belongs to the user's granting ("you have not allowed …") and not to the site's taking. */
  ofGranting(negation: ConceptMatch): boolean {
    const reach = this.dense ? 2 : 10;
    return this.words.found.some(
      ({ concept, start }) => concept === 'permission' && start >= negation.end && start - negation.end <= reach,
    );
  }

  /** Whether a condition opens just before a match ("if you do not …"). */
  opened({ start }: { start: number }): boolean {
    const reach = this.dense ? 14 : 45;
    return this.native('condition').some((condition) => condition.start < start && start - condition.start < reach);
  }

  /** Whether a negation reaches the verb: just before it, or after it where the language puts it there. */
  denies(negation: ConceptMatch, verb: Verb): boolean {
    const reach = this.dense ? 24 : 70;
    if (negation.start <= verb.start) {
      // "Do not … X, we collect Y": another verb between takes the denial.
      const taken = this.verbs.some(({ start }) => start >= negation.end && start < verb.start);
      return verb.start - negation.end <= reach && !taken && !this.ofGranting(negation);
    }
    if (negation.start < verb.end) return true;
    if (!this.eitherSide || negation.start - verb.end > reach) return false;
    return !this.verbs.some(({ start, end }) => start > verb.end && end <= negation.start);
  }
}

/** Whether a verb of sending stands nearer to the messages: "… and send SMS". */
function sentBetween(words: Words, from: number, to: number): boolean {
  return words.found.some(({ concept, start }) => concept === 'send' && start >= from && start < to);
}

/**
 * How a text speaks of the data named at `named.start`: said or denied, taken or passed on. Null where it has no verb
 * of taking, passing on or permitting (`verbs` names others). Denials count in the language of the text alone: Portuguese "no" denies nothing.
 */
export function stanceOn(words: Words, named: KindNamed, hint: string, verbs = TAKING): Stance | null {
  const reading = new Reading(words, named.start, hint, verbs);
  const verb = reading.governing(named.start);
  if (named.kind === 'messages' && verb !== null && sentBetween(words, verb.end, named.start)) return null;
  const consent = reading.native('consent').length > 0;
  const last = Math.max(verb?.end ?? 0, named.start) + (reading.eitherSide ? 60 : 0);
  const needless = reading.native('no-need').find((match) => reading.inClause(match) && match.start <= last);
  const all = reading.native('negation', 'not-negation').filter((match) => {
    return !(needless && match.start >= needless.start && match.end <= needless.end);
  });
  const open: Stance = { stance: 'said', act: verb?.act ?? 'take', conditional: true };
  if (needless) {
    const without = WITHOUT.test(words.text.slice(needless.start));
    const doubled = without && all.some((match) => match.end <= needless.start || needless.start <= 2);
    return doubled ? open : { stance: 'denied', act: open.act, conditional: false };
  }
  if (verb === null) return null;
  if (all.some((match) => reading.opened(match) && reading.ofGranting(match))) return open;
  const denying = all.filter((match) => reading.inClause(match) && reading.denies(match, verb));
  if (denying.length === 0) {
    const conditional = consent || reading.native('condition').some(({ start }) => start < verb.end);
    return { ...open, conditional };
  }
  // "Never without your permission" leaves the door open, as does "if we do not …".
  if (consent || denying.every((match) => reading.opened(match))) return open;
  return { stance: 'denied', act: verb.act, conditional: false };
}
