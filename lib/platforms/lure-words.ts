import LURES from '../../data/platforms/lures.json' with { type: 'json' };
import { asciiSkeleton, squeeze } from './skeleton.ts';

/** What stands in a label beside a brand's word. */
export interface Company {
  loan: string | null;
  lure: string | null;
  /** Letters that are neither a lender's words nor a lure's. */
  rest: number;
  /** The same letters as they stand together, folded. */
  others: string[];
}

interface Words {
  /** Folded words, each with the way it is written. */
  loan: Map<string, string>;
  all: Map<string, string>;
  plain: Set<string>;
  longest: number;
}

// Made when first needed.
let prepared: Words | undefined;

function words(): Words {
  if (prepared) return prepared;
  const fold = (list: readonly string[]) => new Map(list.map((word) => [squeeze(asciiSkeleton(word)), word]));
  const loan = fold(LURES.loan);
  const all = new Map([...fold(LURES.lure), ...loan]);
  prepared = {
    loan,
    all,
    plain: new Set([...LURES.loan, ...LURES.lure]),
    longest: Math.max(...[...all.keys()].map((word) => word.length)),
  };
  return prepared;
}

/** Shortest loan word that counts where it is not set off by a hyphen or a dot. */
const LOAN_INSIDE = 4;

/** A word so short is believed only as it is written: "tienda", folded, would hold "lend", and "ioana" "loan". */
const LITERAL = 4;

/**
 * Takes a text apart into loan words, lure words and whatever is left, longest words first from the left, by their look.
 * Hyphens and digits separate.
 */
export function companyOf(text: string): Company {
  const { loan, all, longest } = words();
  const company: Company = { loan: null, lure: null, rest: 0, others: [] };
  const literal = squeeze(text);
  for (const part of squeeze(asciiSkeleton(text)).split(/[^a-z]+/)) {
    let unknown = '';
    for (let at = 0; at < part.length; ) {
      const word = longestAt(part, at, longest, all) ?? twoLetters(part, at, unknown === '', words());
      const written = word === null ? null : (all.get(word) ?? word);
      if (word === null || (loan.has(word) && word.length <= LITERAL && !literal.includes(squeeze(written ?? word)))) {
        company.rest++;
        unknown += part[at];
        at++;
        continue;
      }
      if (unknown !== '') company.others.push(unknown);
      unknown = '';
      if (!loan.has(word)) company.lure ??= written;
      else if (word.length >= LOAN_INSIDE || word === part) company.loan ??= written;
      at += word.length;
    }
    if (unknown !== '') company.others.push(unknown);
  }
  return company;
}

function longestAt(part: string, at: number, longest: number, all: ReadonlyMap<string, string>): string | null {
  for (let size = Math.min(longest, part.length - at); size >= 3; size--) {
    const word = part.slice(at, at + size);
    if (all.has(word)) return word;
  }
  return null;
}

/** Words of two letters count only at either end of a part and beside another word: "ec" in "ecwid" is no Ecuador. */
function twoLetters(part: string, at: number, afterWord: boolean, { all, longest }: Words): string | null {
  const two = part.slice(at, at + 2);
  if (two.length < 2 || !all.has(two)) return null;
  if (at === 0) return part.length === 2 || longestAt(part, 2, longest, all) !== null ? two : null;
  return at + 2 === part.length && afterWord ? two : null;
}

/** A lender's words in a host name, and whether the host is one that gives names away. */
export interface HostWords {
  loan: string | null;
  lure: string | null;
}

/** A lender's and a lure's words in the labels of a host (without its public suffix). */
export function wordsInLabels(labels: readonly string[]): HostWords {
  const { loan, lure } = companyOf(labels.join('-'));
  return { loan, lure };
}

/** A text without the loan and lure words at its two ends: `kredvio` of `kredviopinjaman`. */
export function withoutCompany(text: string): string {
  const { plain, longest } = words();
  let core = text;
  for (let shorter = true; shorter; ) {
    shorter = false;
    for (let size = Math.min(longest, core.length - LOAN_INSIDE); size >= LOAN_INSIDE && !shorter; size--) {
      if (plain.has(core.slice(0, size))) core = core.slice(size);
      else if (plain.has(core.slice(-size))) core = core.slice(0, -size);
      else continue;
      shorter = true;
    }
  }
  return core;
}

/** A cluster in which other words stand for a brand. */
export interface ProductCluster {
  brand: string;
  words: string[];
  with: string[];
  why: string;
}

/** The observed clusters, with their words in the form of labels to compare (skeleton, squeezed). */
export function productClusters(): ProductCluster[] {
  const fold = (word: string) => squeeze(asciiSkeleton(word));
  return LURES.products.map((cluster) => ({
    ...cluster,
    words: cluster.words.map(fold),
    with: cluster.with.map(fold),
  }));
}

/** Whether a public suffix gives names away for next to nothing. */
export function isThrowawaySuffix(suffix: string | null): boolean {
  return suffix !== null && (LURES.throwaway.includes(suffix) || LURES.cheap.includes(suffix));
}

/** Whether a host belongs to a network that puts its customers' domains in front of its own. */
export function isInfrastructure(host: string): boolean {
  return LURES.infrastructure.some((parent) => host === parent || host.endsWith(`.${parent}`));
}
