import type {
  HelpCase,
  HelpFile,
  Law,
  PackFile,
  PriceCap,
  RightConfidence,
  RightSource,
  RightTopic,
} from './pack-schema.ts';
import type { PackTexts } from './pack-texts.ts';

/**
 * How a right may be shown. `normal`: as the rule in force, with its force in words. `unverified`: with that word beside
 * it, since it is from memory or may have changed. `background`: drafts, replaced texts, reported cases; never as a rule.
 */
export type Shown = 'normal' | 'unverified' | 'background';

/** One law of a citation with the articles meant. */
export interface Cite {
  law: Law;
  parts: string | null;
  partsOriginal: string | null;
  /** BCP 47 tag of the law's title. */
  language: string;
}

/** A right, joined with the laws it cites. Status, force and start are those of the first law. */
export interface Right {
  id: string;
  jurisdiction: string;
  topic: RightTopic;
  text: string;
  whatYouCanDo: string;
  /** BCP 47 tag of `text`, `whatYouCanDo` and `caveat`: the reader's language, or English where nobody translated them. */
  language: string;
  /** Titles and articles, original titles in brackets; the original ones alone where the reader reads them. */
  citation: string;
  /** BCP 47 tag of `citation`. */
  citationLanguage: string;
  cites: Cite[];
  status: Law['status'];
  statusNote: string | null;
  force: Law['force'];
  inForceSince: string | null;
  /** Official site of the law or its issuer, for reading on; no evidence. */
  officialSite: string | null;
  source: RightSource | null;
  confidence: RightConfidence;
  caveat: string | null;
  shown: Shown;
}

/**
 * A hotline or an office. `checkFirst`: the number is from memory and is shown with "check before you call". `language`:
 * BCP 47 tag of `name` and `whatFor`.
 */
export type Help = HelpFile & { jurisdiction: string; checkFirst: boolean; language: string };

type Told<T> = T & { language: string };

/** A pack with its rights and hotlines joined, each sentence with the BCP 47 tag of its language. */
export interface Pack
  extends Omit<PackFile, 'rights' | 'help' | 'registers' | 'creditReports' | 'contactsRule' | 'priceNote' | '$schema'> {
  rights: Right[];
  help: Help[];
  registers: Told<PackFile['registers'][number]>[];
  creditReports: Told<PackFile['creditReports'][number]>[];
  contactsRule: Told<PackFile['contactsRule']>;
  priceNote: Told<{ text: string }>;
  /** Kinds of lenders that caps with a number tell apart. `id` is the `scope.lender` of those caps, `text` the words. */
  lenders: Told<{ id: string; text: string }>[];
}

function shownAs(confidence: RightConfidence, status: Law['status']): Shown {
  if (status === 'in-force' || status === 'check') {
    return confidence === 'recalled' || status === 'check' ? 'unverified' : 'normal';
  }
  return 'background';
}

// Whoever reads the language of a law is served best by its own title.
function inOwnWords(law: Law, language: string): boolean {
  return law.originalTitle !== null && language !== 'en' && law.originalLanguage === language.split('-')[0];
}

// How the languages that have marks of their own part the pieces of a citation.
const MARKS: Record<string, { comma: string; pause: string; open: string; close: string }> = {
  zh: { comma: '，', pause: '；', open: '（', close: '）' },
  ur: { comma: '، ', pause: '؛ ', open: ' (', close: ')' },
};

function marksOf(language: string) {
  return MARKS[language.split('-')[0] ?? ''] ?? { comma: ', ', pause: '; ', open: ' (', close: ')' };
}

/** `text` with words beside it in brackets, as a language (BCP 47) writes them. */
export function withAside(text: string, aside: string, language: string): string {
  const { open, close } = marksOf(language);
  return `${text}${open}${aside}${close}`;
}

function citeText(cite: Cite, language: string): string {
  const { law, parts, partsOriginal } = cite;
  if (inOwnWords(law, language)) return withArticles(law.originalTitle ?? law.title, partsOriginal ?? parts, language);
  const title = law.originalTitle ? withAside(law.title, law.originalTitle, cite.language) : law.title;
  return parts ? `${title}${marksOf(cite.language).comma}${parts}` : title;
}

function withArticles(title: string, articles: string | null, language: string): string {
  if (!articles) return title;
  return language.startsWith('zh') ? `${title}${articles}` : `${title}${marksOf(language).comma}${articles}`;
}

/** Which lenders the caps with a number of a pack bind, in English, where they do not bind all. */
export function lenderKinds({ priceCaps }: Pick<PackFile, 'priceCaps'>): string[] {
  return [...new Set(priceCaps.filter(isComparable).flatMap(({ scope }) => scope.lender ?? []))];
}

/** An entry in the reader's language, or as it stands, with the tag of its language. */
function told<T>(entry: T, texts: Partial<T> | undefined, language: string): Told<T> {
  return texts ? { ...entry, ...texts, language } : { ...entry, language: 'en' };
}

/**
 * Joins a pack file, with its sentences in the language of `texts` where it has them and in English elsewhere. Throws
 * where a right cites a law that the pack does not have.
 */
export function joinPack(file: PackFile, texts: PackTexts | null = null): Pack {
  const { $schema: _schema, ...rest } = file;
  const language = texts?.language ?? 'en';
  const laws = new Map(file.laws.map((law) => [law.id, told(law, texts?.laws[law.id], language)]));
  const rights = file.rights.map((right): Right => {
    const own = texts?.rights[right.id];
    const cites = right.cites.map((cite): Cite => {
      const law = laws.get(cite.law);
      if (!law) throw new Error(`${file.jurisdiction}: right ${right.id} cites an unknown law ${cite.law}`);
      const parts = (cite.parts !== null && own?.parts[cite.parts]) || cite.parts;
      return { law, parts, partsOriginal: cite.partsOriginal, language: law.language };
    });
    const main = (cites[0] as Cite).law;
    return {
      id: right.id,
      jurisdiction: file.jurisdiction,
      topic: right.topic,
      text: own?.text ?? right.text,
      whatYouCanDo: own?.whatYouCanDo ?? right.whatYouCanDo,
      language: own ? language : 'en',
      citation: cites.map((cite) => citeText(cite, language)).join(marksOf(language).pause),
      citationLanguage: cites.every((cite) => cite.language === language || inOwnWords(cite.law, language))
        ? language
        : 'en',
      cites,
      status: main.status,
      statusNote: main.statusNote,
      force: main.force,
      inForceSince: main.inForceSince,
      officialSite: main.officialSite,
      source: right.source,
      confidence: right.confidence,
      caveat: own ? (own.caveat ?? null) : right.caveat,
      shown: shownAs(right.confidence, main.status),
    };
  });
  const help = file.help.map((entry) => ({
    ...told(entry, texts?.help[entry.id], language),
    jurisdiction: file.jurisdiction,
    checkFirst: entry.phone !== null && entry.confidence === 'recalled',
  }));
  const { contactsRule, priceNote } = texts ?? {};
  return {
    ...rest,
    laws: [...laws.values()],
    rights,
    help,
    registers: file.registers.map((entry) => told(entry, texts?.registers[entry.name], language)),
    creditReports: file.creditReports.map((entry) => told(entry, texts?.creditReports[entry.name], language)),
    lenders: lenderKinds(file).map((id) => {
      const text = texts?.lenders[id];
      return told({ id, text: id }, text === undefined ? undefined : { text }, language);
    }),
    contactsRule: told(file.contactsRule, contactsRule ? { text: contactsRule } : undefined, language),
    priceNote: told({ text: file.priceNote }, priceNote ? { text: priceNote } : undefined, language),
  };
}

/**
 * The citation for a letter or a screen in `language` (BCP 47): original titles and articles where the law is in that
 * language, those of the pack otherwise.
 */
export function citationIn(right: Right, language: string): string {
  return right.cites
    .map(({ law, parts, partsOriginal }) => {
      const own = inOwnWords(law, language);
      return withArticles(
        (own ? law.originalTitle : null) ?? law.title,
        own ? (partsOriginal ?? parts) : parts,
        own ? language : 'en',
      );
    })
    .join(marksOf(language).pause);
}

/**
 * Rights on the given topics, all topics where the list is empty: rules in force first, then unverified ones, in the
 * order of the file. Drafts, replaced texts and reported cases are left out; `pack.rights` holds them.
 */
export function selectRights(pack: Pack, topics: readonly string[]): Right[] {
  const wanted = pack.rights.filter(({ topic }) => topics.length === 0 || topics.includes(topic));
  return [...wanted.filter(({ shown }) => shown === 'normal'), ...wanted.filter(({ shown }) => shown === 'unverified')];
}

/** Hotlines and offices for a door, best first. */
export function selectHelp(pack: Pack, door: HelpCase): Help[] {
  return pack.firstHelp[door].flatMap((id) => pack.help.find((entry) => entry.id === id) ?? []);
}

/** What is known of an offer; null for what the page does not say. */
export interface Offer {
  amount: number | null;
  termDays: number | null;
  /** Effective yearly rate as a fraction, or the nominal one where that is all there is. */
  effective?: number | null;
  /** What is said of the lender: names, imprint, licence numbers, the register that lists it; [] where nothing is. */
  lender?: readonly string[];
  /** The kind of lender where somebody told it: an id of `pack.lenders`, or '' for none of them. */
  lenderKind?: string;
  /** An ISO date, for caps that start later. */
  on?: string;
}

/**
 * A cap that may bind an offer, its limit worked out for the term where it grows with it. `sure`: all of its scope holds,
 * so that a verdict may be drawn from it.
 */
export type FoundCap = PriceCap & { limit: number; sure: boolean };

/** Whether a cap has a number to compare a price with. */
function isComparable(cap: PriceCap): cap is PriceCap & { limit: number } {
  return cap.limit !== null;
}

/** Days of a month that counts as a whole one: so calendar months that are whole are as many as they are. */
const MONTH_DAYS = 31;

/** The limit for a term in days; null where it grows with a term that is not known. */
function limitFor({ limit, growth }: PriceCap & { limit: number }, termDays: number | null): number | null {
  if (growth === null) return limit;
  if (termDays === null) return null;
  return limit + growth.share * (growth.each === 'day' ? termDays : Math.ceil(termDays / MONTH_DAYS));
}

function bindsLender({ lender, lenderWords, otherWords }: PriceCap['scope'], said: readonly string[]): boolean {
  if (lender === null) return true;
  const text = said.join('\n').normalize('NFKC').toLowerCase();
  if (lenderWords.some((word) => text.includes(word))) return true;
  return otherWords.length > 0 && text !== '' && !otherWords.some((word) => text.includes(word));
}

/**
 * The caps with which a price of this kind may be compared: with a number, and a scope that holds the offer in amount,
 * term, rate, day and kind of lender. Those that surely bind this lender come before those of which that is not known;
 * the lowest first.
 */
export function fittingCaps(pack: Pack, kind: PriceCap['kind'], offer: Offer): FoundCap[] {
  const { lenderKind } = offer;
  const fits = pack.priceCaps.filter(isComparable).filter((cap) => {
    const { amountMax, termMaxDays, signedFrom, effectiveMin, lender } = cap.scope;
    if (cap.kind !== kind) return false;
    if (lenderKind !== undefined && lender !== null && lender !== lenderKind) return false;
    if (amountMax !== null && (offer.amount === null || offer.amount > amountMax)) return false;
    if (termMaxDays !== null && (offer.termDays === null || offer.termDays > termMaxDays)) return false;
    if (effectiveMin !== null && (offer.effective ?? 0) < effectiveMin) return false;
    return signedFrom === null || offer.on === undefined || offer.on >= signedFrom;
  });
  const found = fits.flatMap((cap): FoundCap[] => {
    const limit = limitFor(cap, offer.termDays);
    const sure = lenderKind !== undefined || bindsLender(cap.scope, offer.lender ?? []);
    return limit === null ? [] : [{ ...cap, limit, sure }];
  });
  return found.sort((a, b) => Number(b.sure) - Number(a.sure) || a.limit - b.limit);
}
