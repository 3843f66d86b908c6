import { type Evidence, quote } from '../assessment/index.ts';
import type { Snapshot, TextBlock } from '../page/index.ts';
import { APPROACHING, type KindNamed, kindsIn, type ReachKind, type Stance, stanceOn } from './policy-stance.ts';
import { sentencesOf } from './sentences.ts';
import { isReport } from './setting.ts';
import { findWords, has, languageOf, languagesOf, type Words } from './words.ts';

/** One sentence of a policy, agreement or consent box about what is on the user's phone. */
export interface PolicyStatement {
  kind: ReachKind;
  /** `take`: collected, read, uploaded. `share`: passed on. `collection`: used to get at other people for a debt. */
  act: 'take' | 'share' | 'collection';
  stance: 'said' | 'denied';
  /** Tied to the user's permission or to a condition. */
  conditional: boolean;
  /** The sentence ties it to collecting a debt. */
  forCollection: boolean;
  evidence: Evidence;
}

const MOST = 60;
const POLICY_URL =
  /(?:privacy|policy|polic[ei]|terms|agreement|consent|legal|disclaimer|privasi|privacidad|xieyi|yinsi|agree)/i;
const FOLLOWING =
  /[:：]\s{0,9}$|following|as follows|以下|下列|如下|berikut|siguiente|seguinte|sau đây|следующ|निम्न|নিম্ন|ดังต่อไปนี้|sumusunod|yafuatayo|suivant|folgende/;
const DEVICE: ReadonlySet<ReachKind> = new Set(['call-log', 'location', 'camera', 'photos', 'microphone']);
const NEAR_PEOPLE = new Set(['reference', 'contacts', 'address-book', 'kinship', 'guarantor']);

interface Intro {
  stance: Stance;
  forCollection: boolean;
  left: number;
}

/** Whether the page as a whole is a policy, an agreement or a form of consent. */
function isPolicyPage(snapshot: Snapshot): boolean {
  if (isReport(snapshot)) return false;
  let path = '';
  if (URL.canParse(snapshot.url)) path = new URL(snapshot.url).pathname;
  if (POLICY_URL.test(path)) return true;
  const heads = snapshot.blocks.filter((block) => /^h[1-3]$/.test(block.tag)).slice(0, 3);
  return [snapshot.title, ...heads.map((block) => block.text)].some((text) => {
    return text.length <= 90 && has(findWords(text), 'policy-title');
  });
}

/** Whether the site speaks in the sentence, has the user declare something, or tells "you" what its app does. */
function speaks(words: Words, hint: string): boolean {
  const lang = languageOf(words, hint);
  if (lang === null) return false;
  const says = (concept: string) =>
    words.found.some((match) => match.concept === concept && languagesOf(match).has(lang));
  return says('speaker') || (says('site') && says('you'));
}

/** A doubtful name for the address book is taken for it beside other phone data or a permission. */
function trusted(kinds: KindNamed[], words: Words): KindNamed[] {
  const permitted = has(words, 'permission');
  return kinds.filter(({ plain, start }) => {
    const listed = kinds.some(
      (other) => DEVICE.has(other.kind) || (other.kind === 'messages' && Math.abs(other.start - start) <= 30),
    );
    return plain || permitted || listed;
  });
}

function isHeading(block: TextBlock): boolean {
  return /^h[1-6]$/.test(block.tag) || (block.text.length <= 60 && /^(?:dt|th|strong|b|summary)$/.test(block.tag));
}

/**
 * What the page says of its own about contacts, call log, messages, photos, location, camera and microphone: one statement per
 * sentence and kind, at most 60. Only sentences in which the site speaks for itself or has the user declare count,
 * unless the whole page is a policy; lists after "we collect the following:" and text under a heading that names the
 * data are read with what they belong to. Of pages that report about other people's apps only consent boxes are read.
 */
export function readPolicy(snapshot: Snapshot): PolicyStatement[] {
  const known = read.get(snapshot);
  if (known) return known;
  const statements = statementsOf(snapshot);
  read.set(snapshot, statements);
  return statements;
}

// The requests and the reach summary of one page both ask for it.
const read = new WeakMap<Snapshot, PolicyStatement[]>();

function statementsOf(snapshot: Snapshot): PolicyStatement[] {
  const reader = new PolicyReader(snapshot);
  for (const block of isReport(snapshot) ? [] : snapshot.blocks) {
    if (reader.statements.length >= MOST) break;
    if (block.zone === 'nav') continue;
    reader.block(block);
  }
  for (const control of snapshot.controls) {
    if (control.type === 'checkbox') reader.block({ text: control.label, tag: 'label', where: control.where });
  }
  return reader.statements.slice(0, MOST);
}

class PolicyReader {
  readonly statements: PolicyStatement[] = [];
  private readonly policyPage: boolean;
  private readonly hint: string;
  private readonly seen = new Set<string>();
  private intro: Intro | null = null;
  private topic: { kinds: KindNamed[]; left: number } | null = null;

  constructor(snapshot: Snapshot) {
    this.policyPage = isPolicyPage(snapshot);
    this.hint = snapshot.lang;
  }

  block(block: TextBlock): void {
    const words = findWords(block.text);
    if (isHeading(block)) {
      this.intro = null;
      this.topic = null;
    }
    if (words.found.length === 0) return;
    const before = this.statements.length;
    for (const sentence of sentencesOf(block.text)) this.sentence(sentence.text, block);
    if (this.statements.length === before && block.text.length <= 60) {
      const kinds = kindsIn(words).filter(({ plain }) => plain || block.text.length <= 14);
      if (kinds.length > 0 && this.intro === null) this.topic = { kinds, left: 6 };
    }
  }

  private sentence(text: string, block: TextBlock): void {
    const words = findWords(text);
    const spoken = this.policyPage || speaks(words, this.hint);
    const kinds = kindsIn(words);
    const inList = this.intro !== null && text.length <= 300;
    const sure = inList ? kinds : trusted(kinds, words);
    if (spoken) this.aboutPeople(words, text, block);
    for (const named of sure) {
      const own = stanceOn(words, named, this.hint) ?? (this.policyPage ? entryStance(words, named) : null);
      const stance = own ?? (inList ? this.intro!.stance : null);
      if (stance === null || (own !== null && !spoken && !inList)) continue;
      if (named.kind === 'photos' && onlyUploading(words)) continue;
      this.add(
        named.kind,
        stance.act,
        stance,
        has(words, 'collection') || (own === null && this.intro!.forCollection),
        text,
        block,
        named.start,
      );
    }
    if (kinds.length === 0 && this.topic !== null && spoken && has(words, 'take')) {
      for (const named of this.topic.kinds) {
        const stance = stanceOn(words, { ...named, start: words.text.length }, this.hint);
        if (stance) this.add(named.kind, stance.act, stance, has(words, 'collection'), text, block, 0);
      }
    }
    if (this.topic !== null && --this.topic.left <= 0) this.topic = null;
    if (this.intro !== null && --this.intro.left <= 0) this.intro = null;
    if (spoken && has(words, 'take') && FOLLOWING.test(words.text)) {
      const stance = stanceOn(words, { kind: 'contacts', start: words.text.length, plain: true }, this.hint);
      if (stance) this.intro = { stance, forCollection: has(words, 'collection'), left: 40 };
    }
  }

  /** "We will reach you through your contacts": other people are drawn into a debt. */
  private aboutPeople(words: Words, text: string, block: TextBlock): void {
    const people = words.found.find(({ concept }) => NEAR_PEOPLE.has(concept));
    if (!people || !has(words, 'collection') || !speaks(words, this.hint)) return;
    const named: KindNamed = { kind: 'contacts', start: people.start, plain: true };
    const stance = stanceOn(words, named, this.hint, APPROACHING);
    if (stance) this.add('contacts', 'collection', stance, true, text, block, people.start);
  }

  private add(
    kind: ReachKind,
    act: PolicyStatement['act'],
    { stance, conditional }: Stance,
    forCollection: boolean,
    text: string,
    block: TextBlock,
    at: number,
  ): void {
    const key = `${kind} ${act} ${stance} ${text}`;
    if (this.seen.has(key) || this.statements.length >= MOST) return;
    this.seen.add(key);
    const evidence = { text: quote(text, text.length > 160 ? at : 0), where: block.where };
    this.statements.push({ kind, act, stance, conditional, forCollection, evidence });
  }
}

/** An entry of a policy: the data, a colon, and what it is for, without a verb. */
function entryStance(words: Words, { start, plain }: KindNamed): Stance | null {
  const colon = words.text.search(/[:：–—]/);
  const entry = plain && start <= 12 && colon > start && colon < 60 && words.text.length - colon > 15;
  if (!entry || has(words, 'negation') || has(words, 'no-need')) return null;
  return { stance: 'said', act: 'take', conditional: false };
}

/** Photographs that the user is told to upload are no reading of the gallery. */
function onlyUploading(words: Words): boolean {
  const takes = words.found.filter(({ concept }) => concept === 'take');
  return (
    takes.every((take) => words.found.some((other) => other.concept === 'import' && other.start === take.start)) &&
    !has(words, 'permission')
  );
}
