import { foldTight } from './fold.ts';
import { splitHost } from './host.ts';
import { asciiSkeleton, squeeze } from './skeleton.ts';
import type { Brand } from './types.ts';

/** The part of a brand that the search for likenesses needs, as the package holds it (`lists/brands.json`). */
export interface BrandEntry extends Pick<Brand, 'id' | 'name' | 'jurisdiction' | 'domains' | 'dictionaryWord'> {
  /** The words by which it is known in host names: lower case letters and digits. */
  words: string[];
}

/** One word by which a brand is known in a host name. */
export interface BrandWord {
  brand: BrandEntry;
  word: string;
  skeleton: string;
  /** Short, or an everyday word: never enough by itself. */
  weak: boolean;
}

/** Shortest word that stands for a brand at all, and shortest that is strong. */
const SHORTEST = 3;
const STRONG = 6;

/** Endings of countries that brands put behind their name: "Tala Philippines". */
const COUNTRY = /\s{1,9}(indonesia|philippines|kenya|vietnam|m[eé]xico|india|china|ghana|ph|id)$/i;

/** A brand with its words: its names, without the country behind them, and the labels of its domains. */
export function brandEntry({ id, name, aliases, jurisdiction, domains, dictionaryWord }: Brand): BrandEntry {
  const names = [name, ...aliases].flatMap((one) => [one, one.replace(COUNTRY, '')]);
  const all = new Set([...names.map(foldTight), ...domains.map((domain) => ownLabel(domain).replaceAll('-', ''))]);
  const words = [...all].filter((word) => word.length >= SHORTEST && /^[a-z0-9]+$/.test(word) && !/^\d+$/.test(word));
  return { id, name, jurisdiction, domains, dictionaryWord, words };
}

/** The label of a domain that its owner chose: `kredivo` of kredivo.co.id. */
export function ownLabel(domain: string): string {
  const { publicSuffix, registrable } = splitHost(domain);
  return registrable && publicSuffix ? registrable.slice(0, -publicSuffix.length - 1) : domain;
}

/** The words of brands, ready to be compared. */
export function brandWords(brands: readonly BrandEntry[]): BrandWord[] {
  return brands.flatMap((brand) =>
    brand.words.map((word) => ({
      brand,
      word,
      skeleton: squeeze(asciiSkeleton(word)),
      weak: brand.dictionaryWord || word.length < STRONG,
    })),
  );
}

/** A word found in a label. */
export interface Hit {
  word: BrandWord;
  start: number;
  end: number;
}

/** Finds brand words anywhere in a text, by their first letters. */
export class WordIndex {
  readonly #byHead = new Map<string, { key: string; word: BrandWord }[]>();

  /** `keyOf` gives the form in which words are compared. */
  constructor(words: readonly BrandWord[], keyOf: (word: BrandWord) => string) {
    for (const word of words) {
      const key = keyOf(word);
      const head = key.slice(0, SHORTEST);
      const others = this.#byHead.get(head);
      if (others) others.push({ key, word });
      else this.#byHead.set(head, [{ key, word }]);
    }
  }

  /** Hits in a text, longest words first. */
  hits(text: string): Hit[] {
    const hits: Hit[] = [];
    for (let start = 0; start + SHORTEST <= text.length; start++) {
      for (const { key, word } of this.#byHead.get(text.slice(start, start + SHORTEST)) ?? []) {
        if (text.startsWith(key, start)) hits.push({ word, start, end: start + key.length });
      }
    }
    return hits.sort((a, b) => b.end - b.start - (a.end - a.start));
  }
}

/** Which of 36 letters and digits a text holds, as bits of two numbers folded into one. */
function letterBits(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    bits |= code >= 97 ? 1 << (code - 97) : 1 << (26 + ((code - 48) % 5));
  }
  return bits;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Finds the words that a mistyped one may mean: of about its length, with about its letters. */
export class NearWords {
  readonly #byLength = new Map<number, { bits: number; word: BrandWord }[]>();

  constructor(words: readonly BrandWord[]) {
    for (const word of words) {
      const others = this.#byLength.get(word.word.length) ?? [];
      others.push({ bits: letterBits(word.word), word });
      this.#byLength.set(word.word.length, others);
    }
  }

  /** Brand words within about two simple edits of a text; the caller weighs the edits. */
  near(text: string): BrandWord[] {
    const bits = letterBits(text);
    const near: BrandWord[] = [];
    for (let length = text.length - 2; length <= text.length + 2; length++) {
      for (const other of this.#byLength.get(length) ?? []) {
        if (bitCount(bits ^ other.bits) <= 3) near.push(other.word);
      }
    }
    return near;
  }
}
