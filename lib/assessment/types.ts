/** The words every room shares. See ARCHITECTURE.md, "Words and contracts". */

/** Where a fact was seen: at most 160 characters of quoted text, and a selector, URL part or header. */
export interface Evidence {
  text: string;
  where: string;
}

/** One observed fact about a page. */
export interface Signal {
  id: string;
  value?: string | number | boolean;
  evidence: Evidence;
}

/** What a page is for. `none` is every page that is not an online lender's. */
export type PageKind = 'application' | 'marketing' | 'account' | 'policy' | 'store-listing' | 'none';

/** The seven ways in which a page reaches for an address book. */
export type ContactsVector =
  | 'contact-picker'
  | 'oauth-scope'
  | 'file-import'
  | 'app-permission'
  | 'hybrid-bridge'
  | 'reference-contacts'
  | 'policy-text';

/** One request for the address book, or one statement that it will be taken. */
export interface ContactsRequest {
  vector: ContactsVector;
  evidence: Evidence;
}

/** What a named source said of a platform on a date, never more. */
export type PlatformStatus =
  | 'licensed'
  | 'revoked'
  | 'illegal-listed'
  | 'enforcement'
  | 'store-removed'
  | 'reported'
  | 'unknown';

/** How far the evidence of a platform record was checked. `recalled` means from memory. */
export type Confidence = 'verified' | 'secondary' | 'recalled';

/** One source's statement about a platform. `date` is ISO (YYYY, YYYY-MM or YYYY-MM-DD). */
export interface PlatformEvidence {
  source: string;
  url: string;
  date: string;
  says: string;
  confidence: Confidence;
  /** What this statement says by itself, where it differs from others about the same platform. */
  status?: PlatformStatus;
}

/** Which key found the platform. `name` is a hint only; `lookalike` names the imitated brand. */
export type PlatformMatchKind = 'domain' | 'app' | 'name' | 'lookalike';

/** The platform behind a page, as the list knows it. */
export interface PlatformMatch {
  id: string;
  name: string;
  jurisdiction: string;
  status: PlatformStatus;
  match: PlatformMatchKind;
  evidence: PlatformEvidence[];
  /** For a lookalike: one readable sentence part, such as "kredivo.com with 'vv' for 'v'". */
  reason?: string;
  /** For a lookalike: the likeness is too weak to stand alone (short or everyday names); a second fact must agree. */
  needsSecondKey?: boolean;
  /** What was said once and is no longer shown as present: a licence entry over a year old, a report without outcome. */
  was?: { status: PlatformStatus; date: string; why: 'lapsed' | 'no-outcome' };
}

/** A price stated on the page, with the rate worked out from it. Rates are fractions a year (0.24 = 24 %). */
export interface PriceFinding {
  /** The quoted words. */
  evidence: Evidence;
  /** Nominal annual rate (simple), or null where the statement does not give one. */
  nominalApr: number | null;
  /** Effective annual rate (compounded), or null. */
  effectiveApr: number | null;
  /** Loan term in days if stated. */
  termDays: number | null;
  /** Fee kept back at pay-out as a fraction of the principal, if stated. */
  upfrontFee: number | null;
  /** The comparison with the cap of a jurisdiction; null where no cap of the same kind and scope applies. */
  cap: {
    jurisdiction: string;
    rightId: string;
    kind: 'nominal' | 'effective' | 'total-cost';
    limit: number;
    exceeded: boolean;
    /** Below the cap, but what was compared leaves something out (fees beside interest): nothing is proved. */
    partial?: boolean;
    /** The cap binds some kinds of lenders, and which kind this one is, nothing tells: no verdict. */
    unsure?: boolean;
  } | null;
  /** What has to be said with the figures. */
  flags?: PriceFlag[];
  /** How the yearly rates were worked out, step by step. */
  working?: PriceStep[];
  /** Other prices of the page, at most 4. */
  others?: { evidence: Evidence; nominalApr: number | null; effectiveApr: number | null }[];
}

/**
 * - `teaser`: only for some borrowers or for a time; `range`: the dearer end was taken
 * - `several`: the page states different prices; `interest-only`: fees may come on top
 * - `no-period`, `no-term`: the page does not say for what time; `at-least`: the true rate can only be higher
 * - `absurd`: hardly meant (above 10,000 % a year); `off-scale`: the compounded rate is beyond all bounds
 * - `short-term`: all is due within 60 days; `rollover`: the end can be put off for money
 * - `late-only`: only what being late costs is stated; `not-stated`: no price is stated
 */
export type PriceFlag =
  | 'teaser'
  | 'range'
  | 'several'
  | 'interest-only'
  | 'no-period'
  | 'no-term'
  | 'at-least'
  | 'absurd'
  | 'off-scale'
  | 'short-term'
  | 'rollover'
  | 'late-only'
  | 'not-stated';

/** One step of working out a yearly rate. Rates and shares are fractions, amounts are in units of the currency. */
export type PriceStep =
  | {
      step: 'per-year';
      rate: number;
      per: 'day' | 'week' | 'fortnight' | 'month' | 'year';
      times: number;
      nominal: number;
    }
  | { step: 'stated-effective'; rate: number }
  | { step: 'once'; share: number; days: number; kept: boolean }
  | { step: 'in-months'; count: number }
  | { step: 'flat'; months: number; nominal: number }
  | { step: 'fee'; share: number; kept: boolean }
  | { step: 'amounts'; received: number; repaid: number; days: number; currency: string }
  | { step: 'payments'; received: number; payment: number; count: number; every: number; currency: string }
  | { step: 'compound'; times: number }
  | { step: 'compound-term'; days: number };

/** One row of "what this lender can reach". That nothing asks on a page does not mean that its app does not. */
export interface ReachFinding {
  kind: 'contacts' | 'call-log' | 'messages' | 'photos' | 'location' | 'camera' | 'microphone';
  asked: 'asked' | 'not-asked';
  policy: 'said' | 'denied' | 'silent';
  evidence: Evidence[];
  /** Host and path where `policy` was read, if that was not this page. */
  policyAt?: string;
  /** Package of an app that asks for this, where the user had one of this site checked. */
  app?: string;
}

/** A link of the page, or in a picture on it, to an Android app or to an app's page in a store. */
export interface AppOffer {
  url: string;
  kind: 'apk' | 'xapk' | 'apks' | 'apkm' | 'store';
  text: string;
}

/** A link of the page to the site's policy or terms. */
export interface PolicyOffer {
  url: string;
  text: string;
}

/** Who sent the user to a provider's consent page. */
export interface ConsentSender {
  /** Host of the site that asks, as the address or the visit tells; '' where only its app is known. */
  host: string;
  /** Its name in the list, else its host or app. */
  name: string;
  /** The provider whose page this is. */
  provider: string;
  /** How it is known that a lender sent the user: listed, or seen lending in this visit; null where it is not. */
  lender: 'listed' | 'seen' | null;
  /** The address does not tell what is asked for: it is kept at the provider, or sealed. */
  unread?: true;
  /** Everything that was granted before is asked for too. */
  before?: true;
}

/** Ordered: none < info < caution < danger. */
export type Severity = 'none' | 'info' | 'caution' | 'danger';

/** One matched rule. */
export interface Reason {
  rule: string;
  severity: Severity;
  evidence: Evidence[];
}

/** The one object that badge, warning, popup and visits all read. */
export interface Assessment {
  version: 1;
  /** Address of the top page, without credentials and fragment values. */
  url: string;
  host: string;
  /** Milliseconds since the epoch. */
  at: number;
  kind: PageKind;
  /** 0..1 */
  score: number;
  signals: Signal[];
  contacts: ContactsRequest[];
  price: PriceFinding | null;
  platform: PlatformMatch | null;
  severity: Severity;
  reasons: Reason[];
  /** Jurisdictions: the user's own, and the page's as far as it can be told. ISO 3166-1 alpha-2 (or 'EU'). */
  jurisdiction: { home: string | null; page: string | null };
  /** What the page's lender can reach, by what its frames show; absent where no frame told. */
  reach?: ReachFinding[];
  /** Apps that the page offers, at most five. */
  apps?: AppOffer[];
  /** The page speaks of an app or a code to scan: a picture on it may lead to one. */
  scan?: boolean;
  /** Policies and terms that the page links, at most three. */
  policies?: PolicyOffer[];
  /** On a provider's consent page: who asks. */
  sentBy?: ConsentSender;
}
