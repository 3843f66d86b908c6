import type {
  ContactsRequest,
  PageKind,
  PlatformMatch,
  PlatformMatchKind,
  PlatformStatus,
  PriceFinding,
  Severity,
  Signal,
} from '../assessment/index.ts';

/** What the rules look at: the results of the neighbouring rooms. */
export interface Facts {
  kind: PageKind;
  /** How sure the kind is, 0..1. */
  score: number;
  /** Likelihood that the page is an online lender's, 0..1. */
  lending: number;
  signals: Signal[];
  contacts: ContactsRequest[];
  price: PriceFinding | null;
  platform: PlatformMatch | null;
  jurisdiction: { home: string | null; page: string | null };
}

/** A condition as it stands in `data/rules/rules.json`. All keys of one object must hold together. */
export interface Condition {
  all?: Condition[];
  any?: Condition[];
  not?: Condition;
  kind?: PageKind[];
  scoreAtLeast?: number;
  lendingAtLeast?: number;
  /** Ids of signals, any of which must be present. */
  signal?: string[];
  contacts?: ContactsRequest['vector'][];
  status?: PlatformStatus[];
  /** What was said of the platform once and no longer counts as present. */
  was?: PlatformStatus[];
  /** Whether the record is one that the user made. */
  own?: boolean;
  match?: PlatformMatchKind[];
  /** `user`: the record's jurisdiction is the user's own or the page's, or neither is known. `elsewhere`: it is not. */
  recordFrom?: 'user' | 'elsewhere';
  /** Name of a ban in `data/rules/bans.json` that the user's or the page's jurisdiction has. */
  forbidden?: string;
  price?: { aboveCap?: boolean; termDaysAtMost?: number; upfrontFee?: boolean };
}

/** One rule as it stands in `data/rules/rules.json`. */
export interface Rule {
  id: string;
  when: Condition;
  severity: Exclude<Severity, 'none'>;
  /** Topics of the rights pack that fit this rule. */
  rights: string[];
  /** Why this rule is right, for maintainers and for the record: a source or a reason. */
  because: string;
}

/** Which right of which jurisdiction forbids a thing: `{ "address-book": { "IN": "in-address-book" } }`. */
export type Bans = Record<string, Record<string, string>>;
