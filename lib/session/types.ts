import type { AppOffer, Assessment, ContactsRequest, Severity } from '../assessment/index.ts';
import type { PageIdentity } from '../identity/index.ts';
import type { FrameSize, PageFinds } from '../messages/index.ts';
import type { StatedPrice } from '../pricing/index.ts';
import type { Contribution, PageReading, VisitPrior } from '../recognise/index.ts';

/** What one frame told. */
export interface FrameState {
  document: string;
  url: string;
  reading: PageReading | null;
  /** How much of its page it shows; absent until it was read. */
  size?: FrameSize;
  contacts: ContactsRequest[];
  /** What its page says it is; absent until it was read. */
  identity?: PageIdentity;
  /** What it shows beside its requests; absent until it was read. */
  finds?: PageFinds;
  /** What it says of prices, and the currencies of its amounts; absent until it was read. */
  prices?: StatedPrice[];
  currencies?: string[];
}

/** What the frames of a tab told about the page that is open in it. */
export interface TabFrames {
  /** Mark of the top document; a new mark is a new page. */
  document: string;
  /** What earlier pages of the visit showed when this page began. */
  prior: VisitPrior | null;
  frames: Record<number, FrameState>;
  /** Apps to which codes in pictures on the page lead, as far as the user had them read. */
  scanned?: AppOffer[];
}

/** How the page of a tab was scored, for the debug panel. Kept only while the user has that turned on. */
export interface Scoring {
  /** Likelihood that the page is an online lender's, 0 to 1. */
  lending: number;
  contributions: Contribution[];
}

/** A warning that the user closed: it stays closed on this host until something graver is found. */
export interface Closed {
  host: string;
  severity: Severity;
}

/** All that one reading changes. */
export interface TabNews {
  assessment: Assessment;
  frames: TabFrames;
  /** What the visit of `origin` carries on from here. */
  visit: VisitPrior;
  origin: string;
  incognito: boolean;
  scoring: Scoring | null;
}
