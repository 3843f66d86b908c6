import { normalise } from './normalise.ts';

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
const SPACELESS = /[\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/;
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

function bucket(first: number, second: number): number {
  return (first * 131 + second * 7919) & (BUCKETS - 1);
}

/** Finds the terms of many lexicons in one pass over a text: two letters choose a short list, the list is compared. */
export class Matcher {
  private readonly buckets: (Term[] | undefined)[] = new Array(BUCKETS);

  constructor(lexicons: readonly Lexicon[]) {
    for (const { lang, concepts } of lexicons) {
      for (const [concept, terms] of Object.entries(concepts)) {
        for (const term of terms) this.add(lang, concept, term);
      }
    }
    // Longest first: the first match of a concept at a place is its longest.
    for (const terms of this.buckets) terms?.sort((a, b) => b.text.length - a.text.length);
  }

  private add(lang: string, concept: string, term: string): void {
    const wordEnd = term.endsWith('$');
    const text = normalise(wordEnd ? term.slice(0, -1) : term);
    if (text.length < 2) return;
    this.put({
      text,
      concept,
      term,
      lang,
      wordStart: !SPACELESS.test(text.charAt(0)) && isLetter(text.charCodeAt(0)),
      wordEnd,
    });
    if (!ACCENT_FREE.has(lang)) return;
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
      let known = false;
      for (let index = from; index < found.length; index += 1) known ||= found[index]?.concept === term.concept;
      if (!known) found.push({ concept: term.concept, start: at, end, term: term.term, lang: term.lang });
    }
  }
}
