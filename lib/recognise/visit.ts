import * as v from 'valibot';
import type { Evidence } from '../assessment/index.ts';
import type { PageReading } from './reading.ts';

const share = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1));

/** Time in which what a page showed loses half its weight, in milliseconds. */
export const VISIT_HALF_LIFE = 15 * 60_000;

/** Schema of what is kept of a visit. */
export const VisitPriorSchema = v.strictObject({
  version: v.literal(1),
  /** When the last page of the visit was read, in milliseconds since the epoch. */
  at: v.pipe(v.number(), v.finite()),
  features: v.record(v.pipe(v.string(), v.maxLength(60)), share),
  evidence: v.record(
    v.pipe(v.string(), v.maxLength(60)),
    v.strictObject({ text: v.pipe(v.string(), v.maxLength(160)), where: v.pipe(v.string(), v.maxLength(300)) }),
  ),
});

/** What earlier pages of this origin showed, with the strength it had when the last one was read. */
export type VisitPrior = v.InferOutput<typeof VisitPriorSchema>;

/** Marks of a page that only speaks about loans: what it names says nothing about the site it stands on. */
const ABOUT = ['sum:reading', 'sum:other-loan', 'sum:warning', 'sum:article', 'schema:article'];

/** Marks of a screen for staff: what stands there is said to no borrower. */
const STAFF = ['sum:clients', 'sum:client-choice', 'sum:staff-menu'];
/** From this value on a mark leaves no doubt: three texts about clients, four entries of the menu. */
const CLEARLY_STAFF = 0.6;

/** What is carried from page to page: its name, and how strongly a reading shows it (0 to 1). */
const CARRIED: Readonly<
  Record<string, (features: Readonly<Record<string, number>>) => [value: number, shownBy: string]>
> = {
  'visit:product': (features) => strongest(features, 'head:product', 'act:product', 'ctl:product'),
  'visit:apply': (features) => strongest(features, 'sum:product+apply'),
  'visit:amount': (features) => strongest(features, 'ctl:amount', 'ask:amount+term'),
  'visit:money': (features) => strongest(features, 'sum:money'),
  'visit:loan-account': (features) => strongest(features, 'act:loan-account', 'head:loan-account'),
  'visit:terms': (features) => strongest(features, 'head:loan-policy', 'act:loan-policy'),
  'visit:phone': (features) => strongest(features, 'ask:phone+otp'),
  'visit:staff': (features) => strongest(features, 'sum:staff-table', ...STAFF),
};

/** What is left of a visit on a form that any site may have: a question to the house, a new password, a profile. */
const PLAIN_FORM = 0.2;

/** How much less the pages before speak for lending where one of them was clearly a screen for staff. */
const AMONG_STAFF = 0.3;

/** Marks of a page that says little of lending, which a visit excuses. */
const SILENT = ['sum:no-lending-word', 'sum:thin'];

function strongest(features: Readonly<Record<string, number>>, ...names: string[]): [number, string] {
  let best: [number, string] = [0, names[0] ?? ''];
  for (const name of names) {
    const value = features[name] ?? 0;
    if (value > best[0]) best = [value, name];
  }
  return best;
}

/**
 * The features of a page within its visit: its own; those of the prior, weakened by the time gone by; `visit:demand`
 * where the page asks for what lenders ask, on a site that was seen to lend. There, a page that
 * asks so without a word of lending is no surprise. A form that any site may have gets little of the prior, and a page of
 * a site that has shown screens for staff less than all of it.
 */
export function visitFeatures(prior: VisitPrior | null, reading: PageReading, at: number): Record<string, number> {
  const before = priorFeatures(prior, at);
  const kept = (reading.features['sum:plain-form'] ? PLAIN_FORM : 1) * (1 - AMONG_STAFF * (before['visit:staff'] ?? 0));
  for (const name of Object.keys(before)) {
    if (name !== 'visit:staff') before[name] = Math.round((before[name] ?? 0) * kept * 1000) / 1000;
  }
  const features = { ...reading.features, ...before };
  const named = Math.max(before['visit:product'] ?? 0, before['visit:apply'] ?? 0, before['visit:amount'] ?? 0);
  // One clear mention in a heading or on a button is enough, and so is talk of money from several sides.
  const lent = Math.min(1, Math.max(named, before['visit:money'] ?? 0) * 2);
  const demands = Math.max(reading.features['sum:demands'] ?? 0, reading.features['sum:listed-demands'] ?? 0);
  const both = Math.round(lent * demands * 1000) / 1000;
  const excused = lent * Math.min(1, 0.3 + demands * 2);
  for (const name of SILENT) {
    const silent = features[name];
    if (silent) features[name] = Math.round(silent * (1 - excused) * 1000) / 1000;
  }
  if (both >= 0.05) features['visit:demand'] = both;
  return features;
}

/** What a prior alone says at `at`: its features, weakened by the time gone by. */
export function priorFeatures(prior: VisitPrior | null, at: number): Record<string, number> {
  if (!prior) return {};
  const left = 0.5 ** (Math.max(0, at - prior.at) / VISIT_HALF_LIFE);
  const features: Record<string, number> = {};
  for (const [name, value] of Object.entries(prior.features)) {
    const weaker = Math.round(value * left * 1000) / 1000;
    if (weaker >= 0.05) features[name] = weaker;
  }
  return features;
}

/**
 * What the next page of this origin should know: of each carried fact the stronger of what was known, weakened by the
 * time gone by, and what this page shows.
 */
export function carryVisit(prior: VisitPrior | null, reading: PageReading, at: number): VisitPrior {
  const features = priorFeatures(prior, at);
  const evidence: Record<string, Evidence> = {};
  for (const name of Object.keys(features)) {
    const known = prior?.evidence[name];
    if (known) evidence[name] = known;
  }
  const about =
    ABOUT.some((name) => (reading.features[name] ?? 0) > 0) ||
    STAFF.some((name) => (reading.features[name] ?? 0) >= CLEARLY_STAFF);
  for (const [name, read] of Object.entries(CARRIED)) {
    if (about && name !== 'visit:staff') continue;
    const [value, shownBy] = read(reading.features);
    if (value <= (features[name] ?? 0)) continue;
    features[name] = value;
    const shown = reading.evidence[shownBy];
    if (shown) evidence[name] = { text: shown.text, where: `an earlier page, ${shown.where}`.slice(0, 300) };
  }
  return { version: 1, at, features, evidence };
}
