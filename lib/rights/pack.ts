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
}

/** A right, joined with the laws it cites. Status, force and start are those of the first law. */
export interface Right {
  id: string;
  jurisdiction: string;
  topic: RightTopic;
  text: string;
  whatYouCanDo: string;
  /** Titles and articles in English, original titles in brackets. */
  citation: string;
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

/** A hotline or an office. `checkFirst`: the number is from memory and is shown with "check before you call". */
export type Help = HelpFile & { jurisdiction: string; checkFirst: boolean };

/** A pack with its rights and hotlines joined. */
export interface Pack extends Omit<PackFile, 'rights' | 'help' | '$schema'> {
  rights: Right[];
  help: Help[];
}

function shownAs(confidence: RightConfidence, status: Law['status']): Shown {
  if (status === 'in-force' || status === 'check') {
    return confidence === 'recalled' || status === 'check' ? 'unverified' : 'normal';
  }
  return 'background';
}

function citeText({ law, parts }: Cite): string {
  const title = law.originalTitle ? `${law.title} (${law.originalTitle})` : law.title;
  return parts ? `${title}, ${parts}` : title;
}

/** Joins a pack file. Throws where a right cites a law that the pack does not have. */
export function joinPack(file: PackFile): Pack {
  const { $schema: _schema, ...rest } = file;
  const laws = new Map(file.laws.map((law) => [law.id, law]));
  const rights = file.rights.map((right): Right => {
    const cites = right.cites.map((cite): Cite => {
      const law = laws.get(cite.law);
      if (!law) throw new Error(`${file.jurisdiction}: right ${right.id} cites an unknown law ${cite.law}`);
      return { law, parts: cite.parts, partsOriginal: cite.partsOriginal };
    });
    const main = (cites[0] as Cite).law;
    return {
      id: right.id,
      jurisdiction: file.jurisdiction,
      topic: right.topic,
      text: right.text,
      whatYouCanDo: right.whatYouCanDo,
      citation: cites.map(citeText).join('; '),
      cites,
      status: main.status,
      statusNote: main.statusNote,
      force: main.force,
      inForceSince: main.inForceSince,
      officialSite: main.officialSite,
      source: right.source,
      confidence: right.confidence,
      caveat: right.caveat,
      shown: shownAs(right.confidence, main.status),
    };
  });
  const help = file.help.map((entry) => ({
    ...entry,
    jurisdiction: file.jurisdiction,
    checkFirst: entry.phone !== null && entry.confidence === 'recalled',
  }));
  return { ...rest, rights, help };
}

/**
 * The citation for a letter or a screen in `language` (BCP 47): original titles and articles where the law is in that
 * language, English otherwise.
 */
export function citationIn(right: Right, language: string): string {
  const base = language.split('-')[0];
  return right.cites
    .map(({ law, parts, partsOriginal }) => {
      const own = law.originalTitle !== null && law.originalLanguage === base;
      const title = own ? law.originalTitle : law.title;
      const articles = own ? (partsOriginal ?? parts) : parts;
      if (!articles) return title;
      return base === 'zh' && own ? `${title}${articles}` : `${title}, ${articles}`;
    })
    .join(base === 'zh' ? '；' : '; ');
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

/** What is known of an offer; null for what the page does not say. `on` is an ISO date, for caps that start later. */
export interface Offer {
  amount: number | null;
  termDays: number | null;
  on?: string;
}

/**
 * The cap with which a price of this kind may be compared: one with a number, whose scope surely holds the offer. Of
 * several the lowest. Null where there is none; then both figures are shown without a verdict.
 */
export function findCap(pack: Pack, kind: PriceCap['kind'], offer: Offer): (PriceCap & { limit: number }) | null {
  const fits = pack.priceCaps.filter((cap): cap is PriceCap & { limit: number } => {
    const { amountMax, termMaxDays, signedFrom } = cap.scope;
    if (cap.kind !== kind || cap.limit === null || cap.effect === 'presumed-unfair') return false;
    if (amountMax !== null && (offer.amount === null || offer.amount > amountMax)) return false;
    if (termMaxDays !== null && (offer.termDays === null || offer.termDays > termMaxDays)) return false;
    return signedFrom === null || offer.on === undefined || offer.on >= signedFrom;
  });
  return fits.reduce<(PriceCap & { limit: number }) | null>(
    (lowest, cap) => (lowest === null || cap.limit < lowest.limit ? cap : lowest),
    null,
  );
}
