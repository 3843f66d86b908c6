import type { PlatformMatch } from '../assessment/index.ts';
import { type BrandEntry, type BrandWord, brandWords, NearWords, ownLabel, WordIndex } from './brand-words.ts';
import { editCost } from './edits.ts';
import { normaliseHost, sharedParent, splitHost } from './host.ts';
import { type HostParts, isLetter, judgePlace, type Lookalike, likeness } from './likeness.ts';
import {
  type Company,
  companyOf,
  isInfrastructure,
  isThrowawaySuffix,
  type ProductCluster,
  productClusters,
  withoutCompany,
  wordsInLabels,
} from './lure-words.ts';
import { decodeLabel } from './punycode.ts';
import { ShortNames } from './short-names.ts';
import { asciiSkeleton, plainLookOf, squeeze } from './skeleton.ts';

/** How much a mistyped word may differ, by its length; a lender's words beside it allow more. */
const TYPO_LIMITS = [
  { from: 6, cost: 0.6 },
  { from: 8, cost: 0.9 },
  { from: 10, cost: 1.3 },
] as const;
const TYPO_WITH_LOAN = 0.15;

/** Without a lender's or a lure's words only what the eye overlooks counts: swapped and doubled letters. */
const TYPO_ALONE = 0.5;

/** Shortest word that may be misspelt between a lender's words that nothing sets off: in "creditonebank" is no Nubank. */
const CORE = 7;

/** Finds likenesses of protected brands. Building it takes about a millisecond for some hundred brands. */
export class Lookalikes {
  readonly #domains = new Map<string, BrandEntry>();
  readonly #domainSkeletons = new Map<string, BrandEntry>();
  readonly #exact: WordIndex;
  readonly #folded: WordIndex;
  readonly #shortNames: ShortNames;
  readonly #near: NearWords;
  readonly #byLook = new Map<string, BrandWord>();
  readonly #clusters: readonly { cluster: ProductCluster; brand: BrandEntry }[];

  constructor(brands: readonly BrandEntry[]) {
    for (const brand of brands) {
      for (const domain of brand.domains) {
        this.#domains.set(domain, brand);
        this.#domainSkeletons.set(squeeze(asciiSkeleton(domain)), brand);
      }
    }
    const words = brandWords(brands);
    this.#exact = new WordIndex(words, (word) => word.word);
    this.#folded = new WordIndex(words, (word) => word.skeleton);
    this.#shortNames = new ShortNames(brands, words);
    this.#near = new NearWords(words.filter((word) => !word.weak));
    for (const word of words) this.#byLook.set(squeeze(asciiSkeleton(word.word)), word);
    const byId = new Map(brands.map((brand) => [brand.id, brand]));
    this.#clusters = productClusters().flatMap((cluster) => {
      const brand = byId.get(cluster.brand);
      return brand ? [{ cluster, brand }] : [];
    });
  }

  /** Whether a host is a protected brand's own, or lies under it. */
  isGenuine(name: string): boolean {
    for (let at = 0; at >= 0; at = nextLabel(name, at)) if (this.#domains.has(name.slice(at))) return true;
    return false;
  }

  /**
   * The likeness of a host to a protected brand, or null: the strongest one where there are several. `path` (of the
   * URL) is looked at only on hosts that give names away.
   */
  find(text: string, path = ''): Lookalike | null {
    const host = normaliseHost(text);
    if (!host || host.isIp || this.isGenuine(host.name) || isInfrastructure(host.name)) return null;
    const parts = partsOf(host.name);
    if (parts.labels.length === 0) return null;
    const found = [
      this.#embedded(parts),
      ...parts.labels.flatMap((_, at) => this.#inLabel(parts, at)),
      this.#cluster(parts),
      this.#inPath(parts, path),
    ];
    return strongest(found.filter((one) => one !== null)) ?? this.#short(parts);
  }

  /** A brand's own domain, or what looks like it, in front of another: bradesco.com.br.example.net. */
  #embedded({ name, labels, registrable }: HostParts): Lookalike | null {
    // What reaches into the public suffix is the brand's name under another ending: falabella.com.ar.
    const own = labels.join('.').length;
    for (let start = 0; start >= 0; start = nextLabel(name, start)) {
      for (let end = name.indexOf('.', start); end > 0 && end <= own; end = name.indexOf('.', end + 1)) {
        const part = name.slice(start, end);
        if (!part.includes('.')) continue;
        const brand = this.#domains.get(part) ?? this.#domainSkeletons.get(squeeze(asciiSkeleton(part)));
        if (!brand) continue;
        const weak = ownLabel(part).length < 5;
        return likeness(
          brand,
          'embedded-domain',
          part,
          `“${part}” stands in front of another domain, ${registrable}`,
          weak,
        );
      }
    }
    return null;
  }

  #inLabel(parts: HostParts, at: number): Lookalike[] {
    const raw = parts.labels[at]!;
    if (raw === 'www' || raw.length < 3) return [];
    if (raw.startsWith('xn--')) return this.#foreign(raw);
    const others = companyOf(parts.labels.filter((_, index) => index !== at).join('-'));
    const last = at === parts.labels.length - 1;
    const exact = this.#exact.hits(raw);
    const known = new Set(exact.map((hit) => hit.word));
    const folded = squeeze(asciiSkeleton(raw));
    const looks = this.#folded.hits(folded).filter((hit) => !known.has(hit.word));
    const joined = raw.includes('-') ? this.#joined(parts, raw, others, last) : [];
    const found = [
      ...joined,
      ...exact.map(({ word, start, end }) =>
        judgePlace({ parts, raw, text: raw, start, end, word, exact: true, others, last }),
      ),
      ...looks.map(({ word, start, end }) =>
        judgePlace({ parts, raw, text: folded, start, end, word, exact: false, others, last }),
      ),
    ].filter((one) => one !== null);
    // A word that stands there as it is needs no search for misspellings.
    return found.length > 0 ? found : this.#typos(parts, at, others);
  }

  /** Words that a hyphen parts: spot-loan, bank-mandiri. */
  #joined(parts: HostParts, raw: string, others: Company, last: boolean): (Lookalike | null)[] {
    const pieces = raw.split('-');
    const starts = new Map<number, number>();
    let length = 0;
    for (const [at, piece] of pieces.entries()) {
      starts.set(length, at);
      length += piece.length;
    }
    starts.set(length, pieces.length);
    return this.#exact.hits(pieces.join('')).map(({ word, start, end }) => {
      const from = starts.get(start);
      const to = starts.get(end);
      if (from === undefined || to === undefined || to - from < 2) return null;
      const text = [...pieces.slice(0, from), word.word, ...pieces.slice(to)].join('-');
      const at = [...pieces.slice(0, from), ''].join('-').length;
      return judgePlace({ parts, raw, text, start: at, end: at + word.word.length, word, exact: true, others, last });
    });
  }

  #foreign(label: string): Lookalike[] {
    const unicode = decodeLabel(label);
    const look = plainLookOf(unicode);
    if (look === unicode) return [];
    const found: Lookalike[] = [];
    for (const part of new Set([look, ...look.split('-')])) {
      const word = this.#byLook.get(squeeze(asciiSkeleton(part.replaceAll('-', ''))));
      if (!word) continue;
      const reason = `letters that are not the usual ones make it look like “${word.word}”`;
      found.push(likeness(word.brand, 'foreign-letters', unicode, reason, word.weak));
    }
    return found;
  }

  #typos(parts: HostParts, at: number, others: Company): Lookalike[] {
    const label = parts.labels[at]!;
    const joined = label.replaceAll('-', '');
    const pieces = label.split(/[-0-9]+/);
    const found: Lookalike[] = [];
    for (const token of new Set([joined, ...pieces, ...pieces.map(withoutCompany)])) {
      // "kredit" is no misspelt brand.
      if (token.length < 5 || companyOf(token).rest === 0) continue;
      const setOff = token === joined || pieces.includes(token);
      const beside = token === joined ? others : companyOf(label.replace(token, '-'));
      const loan = beside.loan ?? others.loan;
      const lure = parts.loose ? (beside.lure ?? others.lure) : null;
      const registrable = token === joined && at === parts.labels.length - 1 && !parts.shared;
      if (!loan && !lure && !registrable) continue;
      for (const word of this.#near.near(token)) {
        const byLength = TYPO_LIMITS.findLast(({ from }) => word.word.length >= from)!.cost;
        const limit = loan ? byLength + TYPO_WITH_LOAN : lure ? byLength : TYPO_ALONE;
        const cost = editCost(token, word.word);
        if (cost === 0 || cost > limit || (!setOff && word.word.length < CORE)) continue;
        found.push(
          likeness(
            word.brand,
            'typo',
            token,
            `“${token}” for “${word.word}”`,
            !loan || !setOff || cost > TYPO_LIMITS[1].cost,
          ),
        );
      }
    }
    return found;
  }

  #short({ labels, loose }: HostParts): Lookalike | null {
    if (!loose) return null;
    for (const label of labels.filter((one) => !one.startsWith('xn--'))) {
      const { loan } = companyOf(label);
      const found = loan ? this.#shortNames.find(label) : null;
      if (!found) continue;
      const reason = `“${found.seen}”, short for “${found.of}”, together with “${loan}”`;
      return likeness(found.brand, 'short-name', label, reason, true);
    }
    return null;
  }

  #cluster({ labels, loose }: HostParts): Lookalike | null {
    if (!loose) return null;
    const text = squeeze(asciiSkeleton(labels.join('-')));
    for (const { cluster, brand } of this.#clusters) {
      const word = cluster.words.find((one) => text.includes(one));
      const beside = word && cluster.with.find((one) => text.includes(one));
      if (beside)
        return likeness(brand, 'cluster', labels.join('.'), `it offers to activate what ${brand.name} alone can`, true);
    }
    return null;
  }

  #inPath({ loose, registrable }: HostParts, path: string): Lookalike | null {
    if (!loose) return null;
    for (const segment of path.toLowerCase().split('/').slice(0, 12)) {
      if (segment.length < 6 || segment.length > 63) continue;
      const hit = this.#exact
        .hits(segment)
        .find(({ word, start, end }) => !word.weak && !isLetter(segment[start - 1]) && !isLetter(segment[end]));
      if (!hit) continue;
      return likeness(hit.word.brand, 'path', segment, `“${segment}” in an address of ${registrable}`, true);
    }
    return null;
  }
}

function partsOf(name: string): HostParts {
  const { publicSuffix, registrable } = splitHost(name);
  const under = sharedParent(name) ?? publicSuffix;
  const own = under === null ? name : name.slice(0, Math.max(0, name.length - under.length - 1));
  const shared = sharedParent(name) !== null;
  const loose = shared || isThrowawaySuffix(publicSuffix);
  return {
    name,
    labels: own === '' ? [] : own.split('.'),
    registrable: registrable ?? name,
    publicSuffix,
    shared,
    loose,
  };
}

function nextLabel(name: string, at: number): number {
  const dot = name.indexOf('.', at);
  return dot < 0 ? -1 : dot + 1;
}

/** The one that needs no second key, then the one that shows most of the brand. */
function strongest(found: readonly Lookalike[]): Lookalike | null {
  const ranked = [...found].sort(
    (a, b) => Number(a.needsSecondKey) - Number(b.needsSecondKey) || b.brand.name.length - a.brand.name.length,
  );
  return ranked[0] ?? null;
}

/** A likeness as a match for an assessment: it names the imitated brand and says nothing of the site's own status. */
export function lookalikeMatch({ brand, reason, needsSecondKey }: Lookalike): PlatformMatch {
  const { id, name, jurisdiction } = brand;
  return { id, name, jurisdiction, status: 'unknown', match: 'lookalike', evidence: [], reason, needsSecondKey };
}

/** A lender's and a lure's words in a host name, and whether the host gives names away to strangers. */
export interface LenderHost {
  loan: string | null;
  lure: string | null;
  loose: boolean;
}

/**
 * The lender's words in a host name, or null for what is no host name. With `loose` they are a hint (a lender on a free
 * host), never a likeness of anybody.
 */
export function lenderWordsInHost(text: string): LenderHost | null {
  const host = normaliseHost(text);
  if (!host || host.isIp) return null;
  const { labels, loose } = partsOf(host.name);
  return { ...wordsInLabels(labels), loose };
}

/** Opens the packaged brands. Rejects where they can't be fetched or are no list of brands. */
export async function openLookalikes(fetchBytes: (path: string) => Promise<ArrayBuffer>): Promise<Lookalikes> {
  const value: unknown = JSON.parse(new TextDecoder().decode(await fetchBytes('lists/brands.json')));
  if (!Array.isArray(value)) throw new Error('lists/brands.json: no list of brands');
  return new Lookalikes(value as BrandEntry[]);
}
