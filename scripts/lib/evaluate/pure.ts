import { findContactsRequests } from '../../../lib/contacts/index.ts';
import { takeSnapshot } from '../../../lib/page/take.ts';
import { judgeReading, type Model } from '../../../lib/recognise/index.ts';
import { BANS, judge, RULES } from '../../../lib/rules/index.ts';
import type { LabelledPage } from './corpus.ts';
import { type ReadPage, readVisits } from './dataset.ts';
import type { Outcome } from './outcome.ts';
import { parseDocument } from './parsed-document.ts';
import { TRAINING, train } from './train.ts';

/** Judges one read page as the background would for a lender of whom no list knows anything. */
export function outcomeOf({ page, reading, prior }: ReadPage, model?: Model): Outcome {
  const verdict = judgeReading(reading, prior, 0, model);
  const contacts = findContactsRequests(takeSnapshot(parseDocument(page.html, 'https://site.example/')));
  const { severity, reasons } = judge(
    {
      kind: verdict.kind,
      score: verdict.score,
      signals: verdict.signals,
      contacts,
      price: null,
      platform: null,
      jurisdiction: { home: null, page: null },
    },
    RULES,
    BANS,
  );
  return {
    page,
    kind: verdict.kind,
    score: verdict.score,
    lending: verdict.lending,
    severity,
    contacts,
    contributions: verdict.contributions,
    rules: reasons.map((reason) => reason.rule),
  };
}

/** Judges every page with the model of the project. */
export function evaluatePure(pages: readonly LabelledPage[]): Outcome[] {
  return readVisits(pages).map((read) => outcomeOf(read));
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
  const sites = [...new Set(pages.map((page) => page.site))];
  const outcomes = sites.flatMap((site, index) => {
    const model = train([...reads.filter((read) => read.page.site !== site), ...more], TRAINING);
    tell(index + 1, sites.length);
    return reads.filter((read) => read.page.site === site).map((read) => outcomeOf(read, model));
  });
  return outcomes;
}
