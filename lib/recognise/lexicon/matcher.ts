/** The words of one language, as in `data/lexicon/<lang>.json`. */
export interface Lexicon {
  lang: string;
  concepts: Readonly<Record<string, readonly string[]>>;
}

/** One term found. `start` and `end` are positions in the normalised text. */
export interface ConceptMatch {
  concept: string;
  start: number;
  end: number;
  term: string;
  lang: string;
}

interface Term {
  text: string;
  concept: string;
  term: string;
  lang: string;
  wordEnd: boolean;
}

const BUCKETS = 1 << 14;
const ASCII = /^[ -~]*$/;
const WORD_LETTER = /[\p{L}\p{N}\p{M}]/u;
const ACCENT_FREE = new Set(['es', 'pt', 'fr']);

const NO_LETTER = 1;
const LETTER = 2;
// A letter of a script that puts no spaces between words.
const SPACELESS = 3;
// 0 where a letter has not been looked at.
const kinds = new Uint8Array(65_536);

function kindOf(code: number): number {
  const known = kinds[code]!;
  if (known !== 0) return known;
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  const letter = surrogate || WORD_LETTER.test(String.fromCharCode(code));
  const kind = letter ? (isSpaceless(code) ? SPACELESS : LETTER) : NO_LETTER;
  kinds[code] = kind;
  return kind;
}

/** Letters of scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Chinese, Japanese. */
function isSpaceless(code: number): boolean {
  if (code < 0xe00) return false;
  return (
    code < 0xf00 ||
    (code > 0xfff && code < 0x10a0) ||
    (code > 0x177f && code < 0x1800) ||
    (code > 0x2e7f && code < 0xac00)
  );
}

const bucketOf = (first: number, second: number, third: number) =>
  (first * 131 + second * 7919 + third * 31_337) & (BUCKETS - 1);

/**
 * Finds the terms of many lexicons in one pass over a text. Where a word begins, its first three letters choose a short
 * list of terms to compare; in scripts without spaces, two letters do so everywhere.
 */
export class Matcher {
  private readonly byThree: (Term[] | undefined)[] = new Array(BUCKETS);
  private readonly byTwo: (Term[] | undefined)[] = new Array(BUCKETS);

  constructor(lexicons: readonly Lexicon[] = []) {
    for (const lexicon of lexicons) this.learn(lexicon);
  }

  /** Adds the terms of a lexicon, which are in normal form there. */
  learn({ lang, concepts }: Lexicon): void {
    for (const concept in concepts) {
      for (const term of concepts[concept] ?? []) this.add(lang, concept, term);
    }
  }

  private add(lang: string, concept: string, term: string): void {
    const wordEnd = term.endsWith('$');
    const text = wordEnd ? term.slice(0, -1) : term;
    this.put({ text, concept, term, lang, wordEnd });
    if (!ACCENT_FREE.has(lang) || ASCII.test(text)) return;
    const plain = text.normalize('NFD').replace(/\p{M}+/gu, '');
    if (plain !== text) this.put({ text: plain, concept, term, lang, wordEnd });
  }

  private put(term: Term): void {
    const [first, second, third] = [0, 1, 2].map((at) => term.text.charCodeAt(at)) as [number, number, number];
    const three = term.text.length > 2 && kindOf(first) === LETTER;
    const buckets = three ? this.byThree : this.byTwo;
    const key = three ? bucketOf(first, second, third) : bucketOf(first, second, 0);
    const list = buckets[key];
    if (list) list.push(term);
    else buckets[key] = [term];
  }

  /** All matches in a text that `normalise` has been applied to, by position; of each concept the longest at a place. */
  find(text: string): ConceptMatch[] {
    const found: ConceptMatch[] = [];
    let before = NO_LETTER;
    for (let at = 0; at < text.length - 1; at += 1) {
      const code = text.charCodeAt(at);
      const kind = kindOf(code);
      if (kind !== LETTER || before === NO_LETTER) {
        const second = text.charCodeAt(at + 1);
        const from = found.length;
        const pairs = this.byTwo[bucketOf(code, second, 0)];
        if (pairs !== undefined) compare(text, at, pairs, from, found);
        if (kind === LETTER) {
          const triples = this.byThree[bucketOf(code, second, text.charCodeAt(at + 2))];
          if (triples !== undefined) compare(text, at, triples, from, found);
        }
      }
      before = kind;
    }
    return found;
  }
}

/** Adds the terms that stand at a place. What was found from `from` on stands there too. */
function compare(text: string, at: number, terms: readonly Term[], from: number, found: ConceptMatch[]): void {
  for (const term of terms) {
    if (!text.startsWith(term.text, at)) continue;
    const end = at + term.text.length;
    if (term.wordEnd && end < text.length && kindOf(text.charCodeAt(end)) !== NO_LETTER) continue;
    const match = { concept: term.concept, start: at, end, term: term.term, lang: term.lang };
    let same = from;
    while (same < found.length && found[same]?.concept !== term.concept) same += 1;
    if (same === found.length) found.push(match);
    else if (end > found[same]!.end) found[same] = match;
  }
}
