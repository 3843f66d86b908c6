import { carryVisit, judgeReading, type Model, type VisitPrior } from '../../../lib/recognise/index.ts';
import { BANS, judge, RULES } from '../../../lib/rules/index.ts';
import type { LabelledPage } from './corpus.ts';
import { type ReadPage, readVisits } from './dataset.ts';
import type { Outcome } from './outcome.ts';
import { TRAINING, train } from './train.ts';

/** Judges one read page as the background would for a lender of whom no list knows anything. */
function judgePage({ page, reading, contacts }: ReadPage, prior: VisitPrior | null, model?: Model): Outcome {
  const { kind, score, lending, signals, contributions } = judgeReading(reading, prior, 0, model);
  const unknown = { price: null, platform: null, jurisdiction: { home: null, page: null } };
  const { severity, reasons } = judge({ kind, score, signals, contacts, ...unknown }, RULES, BANS);
  return { page, kind, score, lending, severity, contacts, contributions, rules: reasons.map(({ rule }) => rule) };
}

/** The outcome of a page that the gate lets pass. */
function unread(page: LabelledPage): Outcome {
  return { page, kind: 'none', score: 0, lending: null, severity: 'none', contacts: [], contributions: [], rules: [] };
}

/**
 * Judges the pages of one site in visiting order as the extension would: what the gate lets pass is not read, unless
 * the site has shown itself as a lender's before.
 */
export function judgeVisit(reads: readonly ReadPage[], model?: Model): Outcome[] {
  let prior: VisitPrior | null = null;
  let known = false;
  return reads.map((read) => {
    if (!read.suspect && !known) return unread(read.page);
    const outcome = judgePage(read, prior, model);
    prior = carryVisit(prior, read.reading, 0);
    known ||= outcome.kind !== 'none';
    return outcome;
  });
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

/** Judges every page with the model of the project. */
export function evaluatePure(pages: readonly LabelledPage[]): Outcome[] {
  return [...bySite(readVisits(pages)).values()].flatMap((visit) => judgeVisit(visit));
}

/**
 * Judges the pages of each site with a model that was trained without that site, on all other pages given and on
 * `others`. `tell` hears how far it is.
 */
export function evaluateLeavingOut(
  pages: readonly LabelledPage[],
  others: readonly LabelledPage[],
  tell: (done: number, of: number) => void,
): Outcome[] {
  const reads = readVisits(pages);
  const more = readVisits(others);
  const visits = [...bySite(reads)];
  return visits.flatMap(([site, visit], index) => {
    const model = train([...reads.filter((read) => read.page.site !== site), ...more], TRAINING);
    tell(index + 1, visits.length);
    return judgeVisit(visit, model);
  });
}
