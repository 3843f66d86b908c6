import { readFile } from 'node:fs/promises';
import { carryVisit, judgeReading, type Model, type VisitPrior } from '../../../lib/recognise/index.ts';
import { guessPageJurisdiction, openRights } from '../../../lib/rights/index.ts';
import { BANS, judge, RULES } from '../../../lib/rules/index.ts';
import { priceOf } from '../../../lib/tab-assessment/index.ts';
import type { LabelledPage } from './corpus.ts';
import { type ReadPage, readVisits } from './dataset.ts';
import type { Outcome } from './outcome.ts';
import { TRAINING, train } from './train.ts';

/** Where the user lives: what the extension guesses in an English browser, so that both ways of measuring agree. */
const HOME = 'US';
const rights = openRights(async (path) =>
  JSON.parse(await readFile(new URL(`../../../data/${path}`, import.meta.url), 'utf8')),
);

/** Judges one read page as the background would for a lender of whom no list knows anything. */
async function judgePage(read: ReadPage, prior: VisitPrior | null, at: number, model?: Model): Promise<Outcome> {
  const { page, reading, contacts, prices, currencies, identity } = read;
  const verdict = judgeReading(reading, prior, at, model);
  const { kind, score, lending, signals, contributions } = verdict;
  const marks = [identity.name, identity.imprint];
  const place = guessPageJurisdiction({ host: 'site.test', lang: reading.lang, currencies, marks, record: null });
  const jurisdiction = { home: HOME, page: place?.code ?? null };
  const frames = {
    document: '',
    prior: null,
    frames: { 0: { document: '', url: '', reading, contacts, prices, identity } },
  };
  const { price, notStated } = await priceOf(frames, verdict, jurisdiction, Date.now(), rights, null);
  const facts = {
    kind,
    score,
    lending,
    signals: [...signals, ...notStated],
    contacts,
    price,
    platform: null,
    jurisdiction,
  };
  const { severity, reasons } = judge(facts, RULES, BANS);
  return { page, kind, score, lending, severity, contacts, contributions, rules: reasons.map(({ rule }) => rule) };
}

/** The outcome of a page that the gate lets pass. */
function unread(page: LabelledPage): Outcome {
  return { page, kind: 'none', score: 0, lending: null, severity: 'none', contacts: [], contributions: [], rules: [] };
}

/**
 * Judges the pages of one site in visiting order as the extension would: what the gate lets pass is not read, unless
 * the site has shown itself as a lender's before. `timeOf` tells when each page was read, in milliseconds; without it
 * no time passes between them.
 */
export async function judgeVisit(
  reads: readonly ReadPage[],
  model?: Model,
  timeOf: (page: LabelledPage) => number = () => 0,
): Promise<Outcome[]> {
  let prior: VisitPrior | null = null;
  let known = false;
  const outcomes: Outcome[] = [];
  for (const read of reads) {
    const outcome: Outcome =
      read.suspect || known ? await judgePage(read, prior, timeOf(read.page), model) : unread(read.page);
    if (read.suspect || known) prior = carryVisit(prior, read.reading, timeOf(read.page));
    known ||= outcome.kind !== 'none';
    outcomes.push(outcome);
  }
  return outcomes;
}

function bySite(reads: readonly ReadPage[]): Map<string, ReadPage[]> {
  const sites = new Map<string, ReadPage[]>();
  for (const read of reads) {
    const visit = sites.get(read.page.site);
    if (visit) visit.push(read);
    else sites.set(read.page.site, [read]);
  }
  return sites;
}

/** Judges every page with the model of the project; `timeOf` as in `judgeVisit`. */
export async function evaluatePure(
  pages: readonly LabelledPage[],
  timeOf?: (page: LabelledPage) => number,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const visit of bySite(readVisits(pages)).values())
    outcomes.push(...(await judgeVisit(visit, undefined, timeOf)));
  return outcomes;
}

/**
 * Judges the pages of each site with a model that was trained without that site, on all other pages given and on
 * `others`. `tell` hears how far it is.
 */
export async function evaluateLeavingOut(
  pages: readonly LabelledPage[],
  others: readonly LabelledPage[],
  tell: (done: number, of: number) => void,
): Promise<Outcome[]> {
  const reads = readVisits(pages);
  const more = readVisits(others);
  const visits = [...bySite(reads)];
  const outcomes: Outcome[] = [];
  for (const [index, [site, visit]] of visits.entries()) {
    const model = train([...reads.filter((read) => read.page.site !== site), ...more], TRAINING);
    outcomes.push(...(await judgeVisit(visit, model)));
    tell(index + 1, visits.length);
  }
  return outcomes;
}
