import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { AppOffer, Assessment, ContactsRequest, Severity } from '../../lib/assessment/index.ts';
import type { PageIdentity } from '../../lib/identity/index.ts';
import type { PageFinds } from '../../lib/messages/index.ts';
import type { StatedPrice } from '../../lib/pricing/index.ts';
import type { Contribution, PageReading, VisitPrior } from '../../lib/recognise/index.ts';
import { VisitPriorSchema } from '../../lib/recognise/index.ts';
import { tabLeadKey } from './consent-senders.ts';

/** What one frame told. */
export interface FrameState {
  document: string;
  url: string;
  reading: PageReading | null;
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

const key = {
  assessment: (tab: number) => `assessment:${tab}`,
  frames: (tab: number) => `frames:${tab}`,
  closed: (tab: number) => `closed:${tab}`,
  scoring: (tab: number) => `debug:${tab}`,
  // Private windows have visits of their own, so that nothing passes between them and the others.
  visit: (origin: string, incognito: boolean) => `visit:${incognito ? 'private' : 'open'}:${origin}`,
};

async function get<T>(name: string): Promise<T | null> {
  return ((await browser.storage.session.get(name))[name] as T | undefined) ?? null;
}

/** The current assessment of a tab, or null. */
export const readAssessment = (tab: number): Promise<Assessment | null> => get(key.assessment(tab));

/** The frames of a tab, or null. */
export const readFrames = (tab: number): Promise<TabFrames | null> => get(key.frames(tab));

/** The warning that was closed in a tab, or null. */
export const readClosed = (tab: number): Promise<Closed | null> => get(key.closed(tab));

/** What earlier pages of an origin showed, or null where there were none or the record is damaged. */
export async function readVisit(origin: string, incognito: boolean): Promise<VisitPrior | null> {
  const result = v.safeParse(VisitPriorSchema, await get(key.visit(origin, incognito)));
  return result.success ? result.output : null;
}

/** Writes to session storage; where it is full, as after thousands of sites, earlier visits make room. */
async function write(entries: Record<string, unknown>): Promise<void> {
  try {
    await browser.storage.session.set(entries);
  } catch (error) {
    const names = Object.keys(await browser.storage.session.get(null));
    const earlier = names.filter((name) => /^(?:visit|reach):/.test(name) && !(name in entries));
    if (earlier.length === 0) throw error;
    await browser.storage.session.remove(earlier);
    await browser.storage.session.set(entries);
  }
}

/** Writes all that one reading changed at once, so that a killed worker leaves either the old state or the new. */
export async function writeTab(
  tab: number,
  state: {
    assessment: Assessment;
    frames: TabFrames;
    visit: VisitPrior;
    origin: string;
    incognito: boolean;
    scoring: Scoring | null;
  },
): Promise<void> {
  await write({
    [key.assessment(tab)]: state.assessment,
    [key.frames(tab)]: state.frames,
    [key.visit(state.origin, state.incognito)]: state.visit,
    ...(state.scoring ? { [key.scoring(tab)]: state.scoring } : {}),
  });
}

/** Remembers that the user closed the warning of a tab. */
export async function writeClosed(tab: number, closed: Closed): Promise<void> {
  await browser.storage.session.set({ [key.closed(tab)]: closed });
}

/** Forgets the page of a tab; with `whole`, also what the user closed in it. */
export async function clearTab(tab: number, whole: boolean): Promise<void> {
  await browser.storage.session.remove([
    key.assessment(tab),
    key.frames(tab),
    key.scoring(tab),
    ...(whole ? [key.closed(tab), tabLeadKey(tab)] : []),
  ]);
}

/** Numbers of all tabs of which something is kept. */
export async function keptTabs(): Promise<number[]> {
  const all = Object.keys(await browser.storage.session.get(null));
  return [...new Set(all.flatMap((name) => /^(?:assessment|frames|closed|led-tab):(\d+)$/.exec(name)?.[1] ?? []))].map(
    Number,
  );
}

/** Forgets how pages were scored, when the user turns the debug panel off. */
export async function forgetScoring(): Promise<void> {
  const names = Object.keys(await browser.storage.session.get(null)).filter((name) => /^debug:\d+$/.test(name));
  await browser.storage.session.remove(names);
}

const DROPPED = 'dropped-messages';

/** Counts a message that fits no schema, for the debug panel. */
export function countDropped(): Promise<void> {
  // In turn, since of two counts at once one would be lost; they belong to no tab.
  return inTurn(browser.tabs.TAB_ID_NONE, async () => {
    await browser.storage.session.set({ [DROPPED]: ((await get<number>(DROPPED)) ?? 0) + 1 });
  });
}

const queues = new Map<number, Promise<unknown>>();

/** Runs the tasks of one tab one after the other, so that two frames reporting at once do not lose each other's news. */
export function inTurn<T>(tab: number, task: () => Promise<T>): Promise<T> {
  const next = (queues.get(tab) ?? Promise.resolve()).then(task, task);
  queues.set(tab, next);
  void next.finally(() => queues.get(tab) === next && queues.delete(tab)).catch(() => undefined);
  return next;
}
