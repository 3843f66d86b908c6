import type { BrandEntry, BrandWord } from './brand-words.ts';
import { type Company, companyOf } from './lure-words.ts';
import { squeeze } from './skeleton.ts';

/** In which way a host is like a brand. */
export type LookalikeKind =
  | 'embedded-domain'
  | 'foreign-letters'
  | 'look'
  | 'typo'
  | 'loan-words'
  | 'subdomain'
  | 'other-ending'
  | 'short-name'
  | 'cluster'
  | 'path';

/** A host that is like a protected brand's and is not the brand's. */
export interface Lookalike {
  brand: BrandEntry;
  kind: LookalikeKind;
  /** The part of the address that is like the brand. */
  seen: string;
  /** One readable part of a sentence, in English. */
  reason: string;
  /** True where the likeness is too weak to be named by itself: a fact from the page has to agree. */
  needsSecondKey: boolean;
}

/** A host taken apart. */
export interface HostParts {
  name: string;
  /** Labels that the site's owner chose, from the left; without the public suffix or the shared host. */
  labels: string[];
  registrable: string;
  publicSuffix: string | null;
  /** Under a host or a private suffix where strangers publish. */
  shared: boolean;
  /** The same, or under an ending that is given away or sold for next to nothing. */
  loose: boolean;
}

/** A brand's word at a place in a label. */
export interface Place {
  parts: HostParts;
  /** The label as it is written. */
  raw: string;
  /** The label in the form in which the word was found: as written, or its skeleton. */
  text: string;
  start: number;
  end: number;
  word: BrandWord;
  /** The word stands in the label as the brand writes it. */
  exact: boolean;
  /** What stands in the other labels. */
  others: Company;
  /** The last of the owner's labels: the registrable one, where nothing is shared. */
  last: boolean;
}

/** Letters beside a strong word that may mean nothing. */
const LOOSE_REST = 4;

/** Shortest word that is recognised by its look alone inside a longer label. */
const LOOK_INSIDE = 7;

/** Shortest lure word that counts where nothing sets it off from the name. */
const LURE_INSIDE = 4;

/** Country endings that are sold to everybody as if they were general ones. */
const GENERAL_ENDINGS = new Set('cc co io me tk ml ga cf gq ws su pw la ai to is tv ly vc sh st'.split(' '));

/** Puts a likeness together. */
export function likeness(
  brand: BrandEntry,
  kind: LookalikeKind,
  seen: string,
  reason: string,
  needsSecondKey: boolean,
): Lookalike {
  return { brand, kind, seen, reason, needsSecondKey };
}

/** Whether a character is a letter of a host name. */
export function isLetter(char: string | undefined): boolean {
  return char !== undefined && char >= 'a' && char <= 'z';
}

/** What stands beside a word in its label and elsewhere in the host. */
interface Beside {
  here: Company;
  loan: string | null;
  lure: string | null;
  bounded: boolean;
  whole: boolean;
}

/** Whether a brand's word at a place is a likeness, by what stands beside it. */
export function judgePlace(place: Place): Lookalike | null {
  const { text, start, end, others } = place;
  const here = companyOf(`${text.slice(0, start)}-${text.slice(end)}`);
  const beside: Beside = {
    here,
    loan: here.loan ?? others.loan,
    lure: here.lure ?? others.lure,
    bounded: !isLetter(text[start - 1]) && !isLetter(text[end]),
    whole: start === 0 && end === text.length,
  };
  if (place.word.weak) return judgeWeak(place, beside);
  return beside.whole ? judgeWhole(place, beside) : judgePart(place, beside);
}

/** Short and everyday names: set off or with nothing but a lender's words, and never without a second key. */
function judgeWeak({ parts, raw, word, exact }: Place, { here, loan, lure, bounded, whole }: Beside): Lookalike | null {
  if (!(bounded || here.rest === 0) || (!exact && word.word.length < 5)) return null;
  if (here.rest > LOOSE_REST && !(parts.loose && bounded)) return null;
  // Three letters stand for anything: a "bot" is no Bank of Thailand.
  if (word.word.length <= 3 && !loan) return null;
  // "carboncredits": an everyday word and a lender's make no likeness unless something sets them off.
  if (word.brand.dictionaryWord && !parts.loose && (whole || !bounded)) return null;
  const everyday = companyOf(word.word).rest === 0;
  if (everyday ? !(lure && parts.loose) : !(loan || (lure && parts.loose && bounded))) return null;
  return likeness(word.brand, 'loan-words', raw, `“${word.word}” together with “${loan ?? lure}”`, true);
}

/** A label that is nothing but the name. */
function judgeWhole({ parts, raw, word, exact, last }: Place, { loan, lure }: Beside): Lookalike | null {
  const { brand } = word;
  if (last && !parts.shared) {
    if (!exact || raw !== word.word) {
      // A letter written twice or a hyphen may be another firm's name; a 1 for an l is not.
      const onlyDoubled = squeeze(raw.replaceAll('-', '')) === squeeze(word.word);
      return likeness(brand, 'look', raw, `“${raw}” looks like “${word.word}”`, onlyDoubled && !loan);
    }
    // Brands have sisters under the endings of other countries.
    const ending = parts.publicSuffix?.split('.').at(-1) ?? '';
    if (ending.length === 2 && !GENERAL_ENDINGS.has(ending) && !loan) return null;
    return likeness(
      brand,
      'other-ending',
      parts.registrable,
      `${brand.domains[0] ?? word.word} under another ending`,
      !loan,
    );
  }
  if (!loan && !lure && !parts.loose) return null;
  return likeness(brand, 'subdomain', raw, `“${word.word}” in front of ${parts.registrable}`, !loan && !lure);
}

/** A label that holds the name among other letters. */
function judgePart({ parts, raw, word, exact, last }: Place, { here, loan, lure, bounded }: Beside): Lookalike | null {
  if (!exact && !bounded && word.word.length < LOOK_INSIDE) return null;
  const beside = `“${word.word}” together with “${here.loan ?? loan ?? lure ?? raw}”`;
  const ownLoan = companyOf(word.word).loan;
  if (here.loan || (bounded && (loan ?? ownLoan))) {
    const firm = loan !== null && (bounded || (here.rest <= LOOSE_REST && exact));
    return likeness(word.brand, 'loan-words', raw, beside, !firm);
  }
  // Nothing but the name of a lender, which says so, and a country or a stray letter: lendingtreeusa.
  if (exact && ownLoan && here.rest <= 1) return likeness(word.brand, 'loan-words', raw, beside, true);
  const besideIt = bounded || (here.rest <= 2 && (here.lure?.length ?? 0) >= LURE_INSIDE);
  if (lure && besideIt && (parts.loose || last)) return likeness(word.brand, 'loan-words', raw, beside, true);
  return null;
}
