import weights from '../../data/model/weights.json' with { type: 'json' };
import type { Evidence, PageKind, Signal } from '../assessment/index.ts';
import type { PageReading } from './reading.ts';
import { priorFeatures, type VisitPrior, visitFeatures } from './visit.ts';

/** One summand of a score: `value × weight`. */
export interface Contribution {
  /** Of which score it is a part: `lending`, or the score of the kind that was chosen against the runner-up. */
  to: 'lending' | 'kind';
  name: string;
  value: number;
  weight: number;
  evidence: Evidence | null;
}

/** What a page is for, how sure that is, and why. */
export interface Verdict {
  kind: PageKind;
  /** How sure the kind is, 0 to 1; for `none`, how sure it is that the page is no lender's. */
  score: number;
  /** Likelihood that the page is an online lender's, 0 to 1. */
  lending: number;
  /**
   * The summands of the scores, the weightiest first; `bias` is what a page without any feature has, `others` all that
   * weigh less than those that are named. Together they are the whole score, as the logarithm of its odds.
   */
  contributions: Contribution[];
  signals: Signal[];
}

/** The trained model: a score is the sum of value × weight over its features, and a bias. */
export interface Model {
  /** `threshold`: how likely lending must be for a page to be called a lender's. */
  lending: { bias: number; threshold: number; weights: Readonly<Record<string, number>> };
  kinds: Readonly<Record<string, { bias: number; weights: Readonly<Record<string, number>> }>>;
}

const MODEL: Model = weights;
const SHOWN = 40;

function score(
  part: { bias: number; weights: Readonly<Record<string, number>> },
  features: Readonly<Record<string, number>>,
) {
  let sum = part.bias;
  for (const [name, value] of Object.entries(features)) sum += (part.weights[name] ?? 0) * value;
  return sum;
}

const likelihood = (logit: number) => 1 / (1 + Math.exp(-logit));

/**
 * Judges a reading. Pure, and cheap: some hundred additions. `prior` is what earlier pages of the same origin showed,
 * `at` the time of judging in milliseconds; where the prior makes the page a lender's, it is among the signals.
 */
export function judgeReading(
  reading: PageReading,
  prior: VisitPrior | null,
  at: number,
  model: Model = MODEL,
): Verdict {
  const features = visitFeatures(prior, reading, at);
  const evidenceOf = (name: string): Evidence | null => reading.evidence[name] ?? prior?.evidence[name] ?? null;

  if (features['page:store']) return judgeListing(reading, features);
  const lendingScore = score(model.lending, features);
  const lending = likelihood(lendingScore);
  const contributions: Contribution[] = [];
  const explain = (to: Contribution['to'], weightOf: (name: string) => number, bias: number) => {
    contributions.push({ to, name: 'bias', value: 1, weight: bias, evidence: null });
    for (const [name, value] of Object.entries(features)) {
      const weight = weightOf(name);
      if (weight !== 0) contributions.push({ to, name, value, weight, evidence: evidenceOf(name) });
    }
  };
  explain('lending', (name) => model.lending.weights[name] ?? 0, model.lending.bias);

  const ranked = Object.entries(model.kinds)
    .map(([kind, part]) => ({ kind: kind as PageKind, part, score: score(part, features) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = ranked;
  const { threshold } = model.lending;
  const lends = lending >= threshold && best !== undefined;
  const signals = [...reading.signals];
  if (lends && best) {
    const against = second?.part ?? { bias: 0, weights: {} as Readonly<Record<string, number>> };
    explain(
      'kind',
      (name) => (best.part.weights[name] ?? 0) - (against.weights[name] ?? 0),
      best.part.bias - against.bias,
    );
    if (likelihood(score(model.lending, reading.features)) < threshold)
      signals.unshift(...tipping(priorFeatures(prior, at), evidenceOf));
  }
  const top = ranked.reduce((sum, item) => sum + Math.exp(item.score - (best?.score ?? 0)), 0);
  return {
    kind: lends && best ? best.kind : 'none',
    score: round(lends ? lending / top : 1 - lending),
    lending: round(lending),
    contributions: weightiest(contributions),
    signals,
  };
}

function weightiest(contributions: Contribution[]): Contribution[] {
  const weight = (one: Contribution) => one.value * one.weight;
  const ranked = contributions
    .filter(({ name }) => name !== 'bias')
    .sort((a, b) => Math.abs(weight(b)) - Math.abs(weight(a)));
  const others = (['lending', 'kind'] as const).flatMap((to): Contribution[] => {
    const left = ranked.slice(SHOWN).filter((one) => one.to === to);
    const rest = left.reduce((sum, one) => sum + weight(one), 0);
    return left.length > 0 ? [{ to, name: 'others', value: 1, weight: rest, evidence: null }] : [];
  });
  return [...ranked.slice(0, SHOWN), ...contributions.filter(({ name }) => name === 'bias'), ...others];
}

/** Words on lending, as a share of all there are, from which a listing that names loans in a heading is a lender's app. */
const LISTING_MONEY = 0.25;

/**
 * Judges an app's listing in a store. Its surroundings are the store's, so only what it names counts: loans in the title
 * or a heading, and talk of lending from several sides. The two numbers are set by hand; no labelled listing is at hand.
 */
function judgeListing(reading: PageReading, features: Readonly<Record<string, number>>): Verdict {
  const money = features['sum:money'] ?? 0;
  const lends = (features['sum:named'] ?? 0) > 0 && money >= LISTING_MONEY;
  const contributions = ['page:store', 'sum:named', 'sum:money'].flatMap((name): Contribution[] => {
    const value = features[name] ?? 0;
    return value > 0 ? [{ to: 'kind', name, value, weight: 1, evidence: reading.evidence[name] ?? null }] : [];
  });
  const lending = round(lends ? Math.min(1, 0.6 + money) : money);
  return {
    kind: lends ? 'store-listing' : 'none',
    score: lends ? lending : round(1 - lending),
    lending,
    contributions,
    signals: [...reading.signals],
  };
}

const round = (value: number) => Math.round(value * 1000) / 1000;

function tipping(before: Readonly<Record<string, number>>, evidenceOf: (name: string) => Evidence | null): Signal[] {
  const strongest = Object.entries(before).sort(([, a], [, b]) => b - a)[0];
  if (!strongest) return [];
  const [name, value] = strongest;
  return [{ id: 'visit', value, evidence: evidenceOf(name) ?? { text: name, where: 'an earlier page' } }];
}
