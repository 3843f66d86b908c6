import type { BrandEntry, BrandWord } from './brand-words.ts';
import { foldWords } from './fold.ts';
import { companyOf, withoutCompany } from './lure-words.ts';

/** A brand by a short form of its name. */
export interface ShortName {
  brand: BrandEntry;
  /** The letters in the host, folded. */
  seen: string;
  /** What they are short for. */
  of: string;
}

/** Shortest beginning that stands for a name, and the shortest name that has one. */
const BEGINNING = 4;
const LONG_NAME = 7;

/** Fewest words of a name whose initials are used as a name: Banco de Venezuela. */
const INITIALS = 3;

/** Countries that senders of lures put behind a short name. */
const COUNTRIES = ['', 'do', 'rd', 'dr', 've', 'ec', 'pe', 'co', 'mx', 'br', 'cl', 'ng', 'ke', 'ph', 'id', 'in', 'us'];

/**
 * Finds short forms of brands: the beginning of a long name (pich of Pichincha), initials (bdv), the first letter and the
 * rest (bcolombia), or a short name with its country (bhddo). They mean little by themselves: the caller asks only where
 * a lender's words stand beside them on a host that gives names away, and a fact from the page has to agree.
 */
export class ShortNames {
  readonly #exact = new Map<string, ShortName>();
  readonly #long: BrandWord[];

  constructor(brands: readonly BrandEntry[], words: readonly BrandWord[]) {
    // "central" is no Central Bank: where a name is made with a lender's words, its beginning is a word of everybody's.
    this.#long = words.filter(
      ({ word, brand }) => word.length >= LONG_NAME && !brand.dictionaryWord && withoutCompany(word) === word,
    );
    for (const brand of brands) {
      const named = foldWords(brand.name).split(' ');
      const initials = named.map((word) => word[0]).join('');
      if (named.length >= INITIALS) this.#add(initials, brand, brand.name);
    }
    for (const { word, skeleton, brand } of words)
      if (!brand.dictionaryWord && word.length < LONG_NAME) this.#add(skeleton, brand, word);
  }

  #add(short: string, brand: BrandEntry, of: string): void {
    for (const country of COUNTRIES) {
      const seen = short.endsWith(country[0] ?? '-') ? short + country.slice(1) : short + country;
      if (!this.#exact.has(seen)) this.#exact.set(seen, { brand, seen, of });
    }
  }

  /** The first short name among the letters of a label that are no lender's words, or null. */
  find(label: string): ShortName | null {
    for (const seen of companyOf(label).others) {
      const exact = this.#exact.get(seen);
      if (exact) return exact;
      if (seen.length < BEGINNING) continue;
      const long = this.#long.find(
        ({ skeleton }) =>
          skeleton.length > seen.length &&
          (skeleton.startsWith(seen) ||
            (seen.length >= LONG_NAME && seen[0] === skeleton[0] && skeleton.endsWith(seen.slice(1)))),
      );
      if (long) return { brand: long.brand, seen, of: long.word };
    }
    return null;
  }
}
