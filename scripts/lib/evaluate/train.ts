import { COUNTER_CONCEPTS, type Model } from '../../../lib/recognise/index.ts';
import { visitFeatures } from '../../../lib/recognise/visit.ts';
import type { ReadPage } from './dataset.ts';
import { fitModel, type Row, type Weights } from './fit.ts';
import { kindPrior, lendingPrior, tellsKind } from './priors.ts';

/** The kinds that the model tells apart among lenders' pages, in the order of its classes. */
export const KINDS = ['application', 'marketing', 'account', 'policy'] as const;

/** Numbers that hold the model back. Chosen by leaving sites out, see ARCHITECTURE.md. */
export const TRAINING = {
  lendingRidge: 0.005,
  kindRidge: 0.03,
  steps: 300,
  /** A feature counts where at least so many sites show it. */
  sites: 4,
  /** Pages of one site count together like this many at most. */
  pagesPerSite: 8,
  threshold: 0.55,
  /** How much more an application counts when the kinds are learned: to miss one is worse than to miss an offer. */
  applicationWeight: 2,
} as const;

// Words on address books say how a lender behaves, not that the page is a lender's.
const UNUSED = new Set([
  'take',
  'negation',
  'messages',
  'call-log',
  'share-collect',
  'address-book',
  'threat',
  'kinship',
]);

const AGAINST = new Set([
  'visit:staff',
  'sum:article',
  'sum:staff-table',
  'sum:staff-form',
  'sum:client',
  'sum:clients',
  'sum:client-choice',
  'sum:people-table',
  'sum:staff-menu',
  'sum:enquiry',
  'sum:thin',
  'sum:filter',
  'sum:plain-form',
  'sum:counter',
  'sum:no-lending-word',
  'sum:reading',
  'sum:other-loan',
  'sum:warning',
  'sum:sign-in',
]);

/** The sign that a feature's weight must have for "this is a lender's page". */
export function lendingSign(name: string): number {
  const [family = '', concept = ''] = name.split(':');
  if (['any', 'head', 'act', 'ctl', 'prose', 'side', 'hidden'].includes(family)) {
    if (UNUSED.has(concept)) return Number.NaN;
    return COUNTER_CONCEPTS.has(concept) ? -1 : 1;
  }
  if (AGAINST.has(name)) return -1;
  if (family === 'ask' || family === 'visit' || family === 'sum') return 1;
  return 0;
}

interface Target {
  lending: number;
  kinds: number[];
}

function targetOf({ page }: ReadPage): Target | null {
  const kinds = page.kinds.filter((kind) => kind !== 'none');
  const share = KINDS.map((kind) => (kinds.includes(kind) ? 1 / kinds.length : 0));
  if (page.label === 'contacts-request')
    return page.lendingSetting ? { lending: 1, kinds: share } : { lending: 0, kinds: share };
  if (page.either) return null;
  return { lending: page.lending ? 1 : 0, kinds: share };
}

/** Trains a model on read pages. Gives the same model for the same pages in the same order. */
export function train(
  pages: readonly ReadPage[],
  training: { [Key in keyof typeof TRAINING]: number } = TRAINING,
): Model {
  const usable = pages.flatMap((read) => {
    const target = targetOf(read);
    if (!target) return [];
    return [{ read, target, features: visitFeatures(read.prior, read.reading, 0) }];
  });
  const names = commonFeatures(usable, training.sites);
  const index = new Map(names.map((name, at) => [name, at]));
  const sparse = (features: Readonly<Record<string, number>>) =>
    Object.entries(features).flatMap(([name, value]): [number, number][] => {
      const at = index.get(name);
      return at === undefined ? [] : [[at, value]];
    });
  const counts = new Map<string, number>();
  for (const { read } of usable) counts.set(read.page.site, (counts.get(read.page.site) ?? 0) + 1);

  const rows = usable.flatMap(({ read, target, features }) => {
    const weight = Math.min(1, training.pagesPerSite / (counts.get(read.page.site) ?? 1));
    const alone = read.reading.features;
    // The same page as the first of a visit, so that the model does not lean on the visit alone. What says nothing of
    // lending cannot be known alone.
    const first = read.prior && !alone['sum:no-lending-word'] ? [{ features: sparse(alone), weight: weight / 2 }] : [];
    return [{ features: sparse(features), weight }, ...first].map((row) => ({ ...row, target }));
  });
  const lendingRows: Row[] = rows.map(({ features, weight, target }) => ({
    features,
    weight,
    target: [target.lending],
  }));
  const kindRows: Row[] = rows
    .filter(({ target }) => target.lending === 1)
    .map(({ features, weight, target }) => ({
      features,
      weight: weight * (target.kinds[0] === 1 ? training.applicationWeight : 1),
      target: target.kinds,
    }));

  const lending = fitModel(lendingRows, {
    features: names.length,
    classes: 1,
    ridge: training.lendingRidge,
    steps: training.steps,
    prior: (at) => lendingPrior(names[at] ?? ''),
    sign: (at) => lendingSign(names[at] ?? ''),
  });
  const kinds = fitModel(kindRows, {
    features: names.length,
    classes: KINDS.length,
    ridge: training.kindRidge,
    steps: training.steps,
    prior: (at, klass) => kindPrior(names[at] ?? '', KINDS[klass] ?? ''),
    sign: (at) => (tellsKind(names[at] ?? '') ? 0 : Number.NaN),
  });
  return {
    lending: { threshold: training.threshold, ...named(lending, 0, names) },
    kinds: Object.fromEntries(KINDS.map((kind, klass) => [kind, named(kinds, klass, names)])),
  };
}

function commonFeatures(
  usable: readonly { read: ReadPage; features: Record<string, number> }[],
  sites: number,
): string[] {
  const seen = new Map<string, Set<string>>();
  for (const { read, features } of usable) {
    for (const name of Object.keys(features)) {
      const found = seen.get(name);
      if (found) found.add(read.page.site);
      else seen.set(name, new Set([read.page.site]));
    }
  }
  return [...seen].flatMap(([name, found]) => (found.size >= sites ? [name] : [])).sort();
}

/** Weights by name, rounded so that the file does not depend on the last bits of a sum. */
function named(weights: Weights, klass: number, names: readonly string[]) {
  const values = weights[klass]!;
  const rounded = (value: number) => Math.round(value * 1000) / 1000 + 0;
  const entries = names.map((name, at) => [name, rounded(values[at]!)] as const).filter(([, value]) => value !== 0);
  return { bias: rounded(values[names.length]!), weights: Object.fromEntries(entries) as Record<string, number> };
}
