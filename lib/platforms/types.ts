import type { Confidence, PlatformEvidence, PlatformStatus } from '../assessment/index.ts';

/**
 * What sort of statement an evidence is. The kind decides how much it can carry and how long it is shown as present:
 * see `status.ts` and docs/list-format.md.
 */
export type EvidenceKind =
  | 'register'
  | 'warning-list'
  | 'order'
  | 'revocation'
  | 'store-removal'
  | 'penalty'
  | 'suit'
  | 'police'
  | 'complaints'
  | 'press'
  | 'research'
  | 'dataset'
  | 'recollection';

/** One source's statement, as the compiled list keeps it. `status` is what this statement alone says. */
export interface Statement {
  source: string;
  url: string;
  /** ISO: of the list, the order or the report, not of the licence. */
  date: string;
  says: string;
  confidence: Confidence;
  kind: EvidenceKind;
  status: PlatformStatus;
  /** What came of a suit, a police case or a report. */
  outcome?: string;
  /** ISO date from which the statement no longer stands: lifted, dismissed, returned. */
  closed?: string;
}

/** A statement in a source file: with the quotation it rests on and the keys an importer merges by. */
export interface SourceStatement extends Statement {
  /** The body whose list or decision it is. Needed where the status is illegal-listed, store-removed or revoked. */
  issuer?: string;
  /** ISO date on which the source was read, where it differs from `date`. */
  seen?: string;
  /** The words of the source, holding the platform's name, alias, package or domain. */
  quote: string;
  /** Id of the imported list, from sources.json, and the row's own key in it. */
  list?: string;
  key?: string;
}

/** A licence number that a register gives to an operator. */
export interface Licence {
  /** Id of the numbering scheme in `claims.ts`, such as `ojk-kep` or `in-cin`. */
  scheme: string;
  number: string;
  holder: string;
}

/** What a compiled record and a source record share. */
interface PlatformBase {
  /** Unique over all files: the jurisdiction in lower case, then the name in Latin letters and digits. */
  id: string;
  name: string;
  aliases: string[];
  /** ISO 3166-1 alpha-2, or `INTL` where the source names no country. */
  jurisdiction: string;
  /** Host names in ASCII (IDNA) form. */
  domains: string[];
  android: string[];
  ios: string[];
  developers: string[];
  licences: Licence[];
  /** Packages that share no word with the name: believed only where the store page's title agrees. */
  packageUnmatched: string[];
  /** A title that is no lender's (guide, quiz, wallpaper): never accused, kept so that an import can't bring it back. */
  notLender: boolean;
  /** Why the record accuses nobody whatever its evidence says, such as a name shared with a genuine lender; '' if not. */
  held: string;
  note: string;
}

/** One platform as the compiled list gives it. */
export interface PlatformRecord extends PlatformBase {
  evidence: Statement[];
  /** Folded names that may be matched in text, within the jurisdiction only; often none. */
  matchNames: string[];
}

/** A file of `data/platforms`, one a jurisdiction. */
export interface SourceFile {
  jurisdiction: string;
  /** ISO day on which somebody last went through the file: statuses are checked as of this day. */
  updated: string;
  platforms: SourceRecord[];
}

/** One platform as it stands in `data/platforms/<CC>.json`; absent lists are empty. */
export interface SourceRecord
  extends Pick<PlatformBase, 'id' | 'name' | 'jurisdiction'>,
    Partial<Omit<PlatformBase, 'id' | 'name' | 'jurisdiction'>> {
  /** The name by language tag, where the platform writes it in several scripts. */
  names?: Record<string, string>;
  /** What the evidence supports on the file's date; checked against it. */
  status: PlatformStatus;
  /** Words such as "pinjaman cepat": never matched by name. */
  nameGeneric?: boolean;
  evidence: SourceStatement[];
}

/** A protected brand, as in `data/platforms/brands.json`. */
export interface Brand {
  id: string;
  name: string;
  aliases: string[];
  jurisdiction: string;
  /** bank, lender, p2p-lender, ewallet, platform, regulator … */
  kind: string;
  domains: string[];
  /** The name is a word of some language (dana, branch, tala): a likeness needs a second key. */
  dictionaryWord: boolean;
  confidence: Confidence;
  source: string;
  /** Year or day on which the name was last seen in use, where that is long ago. */
  asOf?: string;
}

/** One platform in a search result. */
export interface PlatformListing {
  record: PlatformRecord;
  status: PlatformStatus;
  evidence: PlatformEvidence[];
}
