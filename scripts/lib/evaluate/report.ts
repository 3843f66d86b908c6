import type { LabelledPage } from './corpus.ts';
import { disturbs, isQuiet, isRight, type Outcome } from './outcome.ts';
import { type Share, showShare, showTable, wilson } from './statistics.ts';

const KINDS = ['application', 'marketing', 'account', 'policy', 'store-listing', 'none'] as const;

/** A goal of the project with what was measured. */
export interface Goal {
  name: string;
  measured: Share;
  goal: string;
  ok: boolean;
}

function share(outcomes: readonly Outcome[], test: (outcome: Outcome) => boolean): Share {
  return wilson(outcomes.filter(test).length, outcomes.length);
}

/** Whether a page counts as a lender's when the precision of "lending" is measured; null where the label leaves it open. */
function lends({ lending, either, label, lendingSetting }: LabelledPage): boolean | null {
  if (label === 'contacts-request') return lendingSetting ? true : null;
  return either ? null : lending;
}

/** The goals of recognition, measured on the outcomes. */
export function goals(outcomes: readonly Outcome[]): Goal[] {
  const applications = outcomes.filter(({ page }) => page.label === 'loan-application');
  const called = outcomes.filter(({ page, kind }) => kind !== 'none' && lends(page) !== null);
  const quiet = outcomes.filter(({ page }) => isQuiet(page) && !page.either);
  const hard = quiet.filter(({ page }) => page.hard);
  const requests = outcomes.filter(({ page }) => page.label === 'contacts-request');
  const list: [string, Share, 'least' | 'most', number][] = [
    ['application pages seen as lending', share(applications, ({ kind }) => kind !== 'none'), 'least', 0.97],
    ['application pages seen as application', share(applications, isRight), 'least', 0.9],
    ['precision of "lending"', share(called, ({ page }) => lends(page) === true), 'least', 0.97],
    ['hard quiet pages disturbed', share(hard, disturbs), 'most', 0.01],
    ['quiet pages with danger', share(quiet, ({ severity }) => severity === 'danger'), 'most', 0],
    ['requests for contacts seen', share(requests, isRight), 'least', 0.9],
  ];
  return list.map(([name, measured, way, limit]) => ({
    name,
    measured,
    goal: way === 'least' ? `≥ ${limit}` : `≤ ${limit}`,
    ok: measured.of === 0 || (way === 'least' ? measured.share >= limit : measured.share <= limit),
  }));
}

function rowName({ label, hard }: LabelledPage): string {
  return label === 'negative' ? (hard ? 'negative, hard' : 'negative, easy') : label;
}

/** Label against kind, with recall: the confusion table. */
export function confusion(outcomes: readonly Outcome[]): string {
  const names = [...new Set(outcomes.map(({ page }) => rowName(page)))].sort();
  const rows = names.map((name) => {
    const these = outcomes.filter(({ page }) => rowName(page) === name);
    const cells = KINDS.map((kind) => these.filter((outcome) => outcome.kind === kind).length || '·');
    return [name, these.length, ...cells, these.filter(disturbs).length || '·', showShare(share(these, isRight))];
  });
  return showTable(['label', 'n', ...KINDS, 'card', 'right'], rows);
}

/** Precision of each kind. */
export function precisions(outcomes: readonly Outcome[]): string {
  const rows = KINDS.flatMap((kind) => {
    const these = outcomes.filter((outcome) => outcome.kind === kind && outcome.page.label !== 'contacts-request');
    return these.length === 0 ? [] : [[kind, showShare(share(these, ({ page }) => page.kinds.includes(kind)))]];
  });
  return showTable(['kind', 'precision'], rows);
}

/** By language: how many lenders' pages are seen, how many quiet ones stay quiet, how many kinds are right. */
export function languages(outcomes: readonly Outcome[]): string {
  const names = [...new Set(outcomes.map(({ page }) => page.lang))].sort();
  const rows = names.map((lang) => {
    const these = outcomes.filter(({ page }) => page.lang === lang);
    const lending = these.filter(({ page }) => lends(page) === true);
    const quiet = these.filter(({ page }) => isQuiet(page) && !page.either);
    return [
      lang,
      these.length,
      showShare(share(these, isRight)),
      showShare(share(lending, ({ kind }) => kind !== 'none')),
      showShare(share(quiet, ({ kind }) => kind === 'none')),
      quiet.filter(disturbs).length || '·',
    ];
  });
  return showTable(['language', 'n', 'right', 'lending seen', 'quiet called none', 'quiet with card'], rows);
}

/** The wrong outcomes, each with the summands that weighed most. */
export function errors(outcomes: readonly Outcome[]): string {
  return outcomes
    .filter((outcome) => !isRight(outcome) || (isQuiet(outcome.page) && disturbs(outcome)))
    .map((outcome) => {
      const { page, kind, lending, severity, rules } = outcome;
      const seen = lending === null ? '' : ` lending ${lending}`;
      const head = `${page.id} (${page.lang}): ${rowName(page)}, seen as ${kind}${seen}, ${severity} ${rules.join(' ')}`;
      return [head, ...summands(outcome, 16)].join('\n    ');
    })
    .join('\n');
}

/** The weightiest summands of an outcome as lines: score, name, value × weight, quotation. */
export function summands({ contributions }: Outcome, limit: number): string[] {
  return contributions.slice(0, limit).map(({ to, name, value, weight, evidence }) => {
    const quoted = evidence ? ` “${evidence.text.slice(0, 70)}” (${evidence.where.slice(0, 40)})` : '';
    return `${to} ${(value * weight).toFixed(2)} = ${name} ${value} × ${weight.toFixed(2)}${quoted}`;
  });
}
