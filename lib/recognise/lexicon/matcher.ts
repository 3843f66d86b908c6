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
  /** Must begin where a word begins. */
  wordStart: boolean;
  wordEnd: boolean;
}

const BUCKETS = 1 << 14;
const ASCII = /^[ -~]*$/;
const WORD_LETTER = /[\p{L}\p{N}\p{M}]/u;
const ACCENT_FREE = new Set(['es', 'pt', 'fr']);

// 0 not looked at, 1 no letter, 2 letter.
const letterKinds = new Uint8Array(65_536);

function isLetter(code: number): boolean {
  const kind = letterKinds[code];
  if (kind !== 0) return kind === 2;
  const letter = WORD_LETTER.test(String.fromCharCode(code)) || (code >= 0xd800 && code <= 0xdfff);
  letterKinds[code] = letter ? 2 : 1;
  return letter;
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

function bucket(first: number, second: number): number {
  return (first * 131 + second * 7919) & (BUCKETS - 1);
}

/** Finds the terms of many lexicons in one pass over a text: two letters choose a short list, the list is compared. */
export class Matcher {
  private readonly buckets: (Term[] | undefined)[] = new Array(BUCKETS);

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
    const first = text.charCodeAt(0);
    this.put({ text, concept, term, lang, wordStart: isLetter(first) && !isSpaceless(first), wordEnd });
    if (!ACCENT_FREE.has(lang) || ASCII.test(text)) return;
    const plain = text.normalize('NFD').replace(/\p{M}+/gu, '');
    if (plain !== text) this.put({ text: plain, concept, term, lang, wordStart: true, wordEnd });
  }

  private put(term: Term): void {
    const key = bucket(term.text.charCodeAt(0), term.text.charCodeAt(1));
    const list = this.buckets[key];
    if (list) list.push(term);
    else this.buckets[key] = [term];
  }

  /** All matches in a text that `normalise` has been applied to, by position; of each concept the longest at a place. */
  find(text: string): ConceptMatch[] {
    const found: ConceptMatch[] = [];
    const { buckets } = this;
    const last = text.length - 1;
    let before = 32;
    for (let at = 0; at < last; at += 1) {
      const code = text.charCodeAt(at);
      const terms = buckets[bucket(code, text.charCodeAt(at + 1))];
      if (terms !== undefined) this.compare(text, at, isLetter(before), terms, found);
      before = code;
    }
    return found;
  }

  private compare(text: string, at: number, inWord: boolean, terms: readonly Term[], found: ConceptMatch[]): void {
    const from = found.length;
    for (const term of terms) {
      if (inWord && term.wordStart) continue;
      if (!text.startsWith(term.text, at)) continue;
      const end = at + term.text.length;
      if (term.wordEnd && end < text.length && isLetter(text.charCodeAt(end))) continue;
      const match = { concept: term.concept, start: at, end, term: term.term, lang: term.lang };
      let same = from;
      while (same < found.length && found[same]?.concept !== term.concept) same += 1;
      if (same === found.length) found.push(match);
      else if (end > found[same]!.end) found[same] = match;
    }
  }
}
