import type { DBSchema } from 'idb';
import type { Assessment, PageKind, PlatformStatus, Severity } from '../assessment/index.ts';

/** What I had to do with a platform. `looked` is what a visit alone says. */
export type Relation = 'looked' | 'applied' | 'borrowed' | 'repaid' | 'in-dispute';

/** An amount of money: a whole number of the currency's smallest unit, and its ISO 4217 code. */
export interface Money {
  minor: number;
  currency: string;
}

/** One platform that was visited. Small on purpose: the dashboard holds a hundred thousand of them. */
export interface VisitRow {
  /** `p:<list record>`, `h:<registrable host>` or `a:<store>/<app>`; see `platformKey`. */
  key: string;
  /** The list's record, or null. */
  platform: string | null;
  name: string;
  /** The host seen last. */
  host: string;
  /** Hosts seen, newest first, at most ten. */
  hosts: string[];
  /** Kind and severity of the gravest page of the last visit. */
  kind: PageKind;
  severity: Severity;
  /** `severity` as a number, 0 (none) to 3 (danger), so that an index can order it. */
  rank: number;
  status: PlatformStatus;
  /** Of the platform, or of the page as far as it can be told, or ''. */
  jurisdiction: string;
  /** Milliseconds since the epoch. */
  firstVisit: number;
  lastVisit: number;
  /** `-lastVisit`: an index on it gives the newest first with one request in every browser. */
  recency: number;
  count: number;
  /** Number of the newest entry in `assessments`. */
  entry: number;
  /** Fingerprint of the last assessment: the same facts give the same print. */
  print: string;
  /** Since when the facts are what they are, in milliseconds since the epoch. */
  since: number;
  relation: Relation;
  notes: string;
  tags: string[];
  amount: Money | null;
  /** When it is to be repaid, YYYY-MM-DD. */
  due: string | null;
}

/** One assessment in a platform's history. Entries with the same facts in a row are kept once. */
export interface AssessmentEntry {
  key: string;
  /** Counts up from 1 within a platform. */
  n: number;
  /** When these facts were first seen, in milliseconds since the epoch; `assessment.at` is when they were seen last. */
  since: number;
  assessment: Assessment;
}

/** A deleted visit with its history, kept until `expires` so that deleting can be undone. */
export interface TrashRow {
  id: string;
  deleted: number;
  expires: number;
  visit: VisitRow;
  entries: AssessmentEntry[];
}

/** What must not be recorded. One row, read in the transaction that records. */
export interface PolicyRow {
  id: 'policy';
  /** Keys of platforms never to be recorded. */
  never: string[];
}

/** A debt of the repayment plan. */
export interface DebtRow {
  id: string;
  name: string;
  /** The visited platform it belongs to, or null for one typed in. */
  visit: string | null;
  /** What is owed now. */
  balance: Money;
  /** Nominal annual rate in millionths: 360000 is 36 % a year. */
  rate: number;
  /** The least that must be paid a month, in minor units of the balance's currency. */
  minimum: number;
  /** Whether they harass the user or the user's contacts. */
  harassment: boolean;
  /** Place in the user's own order, from 0. */
  place: number;
}

/** The order in which debts are paid off: one after the other, by what. */
export type PayOrder = 'smallest' | 'highest-rate' | 'harassment' | 'own';

/** Income and spending of the repayment plan, a month, in minor units of `currency`. One row. */
export interface BudgetRow {
  id: 'budget';
  currency: string;
  income: number;
  essential: number;
  order: PayOrder;
  /** First month, YYYY-MM, and the day of the month on which is paid, 1 to 31 (the last day in shorter months). */
  start: string;
  payDay: number;
}

/** By which way somebody made contact; `page` is a page captured by the user. */
export type Channel = 'call' | 'sms' | 'chat' | 'email' | 'social' | 'visit' | 'letter' | 'page' | 'other';

/** Who was contacted. */
export type Contacted = 'me' | 'contact' | 'stranger';

/** What kinds of threat or pressure it held. */
export type Threat =
  | 'arrest'
  | 'violence'
  | 'shaming'
  | 'told-contacts'
  | 'tell-contacts'
  | 'fake-legal'
  | 'impersonation'
  | 'sexual'
  | 'job'
  | 'insult'
  | 'other';

/** An attachment of an evidence entry; its content is in `files`. */
export interface AttachmentRow {
  name: string;
  type: string;
  /** Bytes. */
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

/** One entry of the evidence log. Never changed after it was written: a correction is a new entry. */
export interface EventRow {
  /** Counts up from 1 without gaps. */
  n: number;
  /** When it happened: milliseconds since the epoch, and the zone and its offset in minutes at that moment. */
  at: number;
  zone: string;
  offset: number;
  /** When it was written down, in milliseconds since the epoch. */
  recorded: number;
  channel: Channel;
  /** Number, account or name of the other side. */
  party: string;
  contacted: Contacted;
  said: string;
  threats: Threat[];
  /** Key of the visited platform it belongs to. */
  visit: string | null;
  url: string | null;
  /** Number of the earlier entry that this one corrects. */
  corrects: number | null;
  files: AttachmentRow[];
  /** `hash` of the entry before; 64 zeros for the first. */
  previous: string;
  /** SHA-256 over the canonical JSON of everything else, in lower-case hexadecimal. */
  hash: string;
}

/** The content of attachments, kept once however many entries it belongs to. */
export interface FileRow {
  sha256: string;
  blob: Blob;
}

/** The end of the evidence log: how many entries, and the hash of the last. One row. */
export interface ChainRow {
  id: 'chain';
  count: number;
  hash: string;
}

/** The single rows of the store `meta`, by their ids. */
export interface MetaRows {
  policy: PolicyRow;
  budget: BudgetRow;
  chain: ChainRow;
}

/** The stores of the database. */
export interface Schema extends DBSchema {
  visits: {
    key: string;
    value: VisitRow;
    indexes: {
      recency: number;
      severity: [number, number];
      status: [string, number];
      jurisdiction: [string, number];
      kind: [string, number];
    };
  };
  assessments: { key: [string, number]; value: AssessmentEntry };
  trash: { key: string; value: TrashRow; indexes: { expires: number } };
  meta: { key: keyof MetaRows; value: MetaRows[keyof MetaRows] };
  debts: { key: string; value: DebtRow };
  events: { key: number; value: EventRow; indexes: { at: number } };
  files: { key: string; value: FileRow };
}

/** Names of the stores. */
export type StoreName = 'visits' | 'assessments' | 'trash' | 'meta' | 'debts' | 'events' | 'files';
