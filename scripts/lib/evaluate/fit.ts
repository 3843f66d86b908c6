/** A row of training data: sparse features, how much each class is its label, and how much the row counts. */
export interface Row {
  features: readonly (readonly [index: number, value: number])[];
  target: readonly number[];
  weight: number;
}

/** How a fit is held back from learning single pages by heart. */
export interface FitOptions {
  features: number;
  classes: number;
  /** Strength of the pull of every weight towards where it began. */
  ridge: number;
  /** Where a weight begins. */
  prior: (feature: number, klass: number) => number;
  /** The sign a weight must have: 1, -1, or 0 for any; NaN for a weight that stays zero. */
  sign: (feature: number, klass: number) => number;
  steps: number;
}

/** Weights by class and feature; the last weight of each class is its bias. */
export type Weights = Float64Array[];

/**
 * Fits a multinomial logistic model by accelerated projected gradient descent. There is no chance in it: the
 * same rows in the same order give the same weights. With one class the model is the plain logistic one.
 */
export function fitModel(rows: readonly Row[], options: FitOptions): Weights {
  const { features, classes, ridge, steps } = options;
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  // Step size below one over the gradient's Lipschitz constant, for which the mean squared length of a row is a bound.
  const length = rows.reduce((sum, row) => sum + row.weight * squared(row), 0) / total;
  const rate = 1 / (length / (classes === 1 ? 4 : 2) + ridge);
  const make = () => Array.from({ length: classes }, () => new Float64Array(features + 1));
  const start = () =>
    make().map((sums, klass) => sums.map((_, index) => (index === features ? 0 : options.prior(index, klass))));
  let weights = start();
  let ahead = start();
  let momentum = 1;
  for (let step = 0; step < steps; step += 1) {
    const gradient = make();
    for (const row of rows) {
      const guess = predict(ahead, row.features);
      for (let klass = 0; klass < classes; klass += 1) {
        const slope = ((guess[klass] ?? 0) - (row.target[klass] ?? 0)) * (row.weight / total);
        const sums = gradient[klass]!;
        for (const [index, value] of row.features) sums[index]! += slope * value;
        sums[features]! += slope;
      }
    }
    const nextMomentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const push = (momentum - 1) / nextMomentum;
    const next = make();
    const nextAhead = make();
    for (let klass = 0; klass < classes; klass += 1) {
      const [from, before, slopes] = [ahead[klass]!, weights[klass]!, gradient[klass]!];
      const [to, toAhead] = [next[klass]!, nextAhead[klass]!];
      for (let index = 0; index <= features; index += 1) {
        const pull = index === features ? 0 : ridge * (from[index]! - options.prior(index, klass));
        const moved = from[index]! - rate * (slopes[index]! + pull);
        to[index] = index === features ? moved : signed(moved, options.sign(index, klass));
        toAhead[index] = to[index]! + push * (to[index]! - before[index]!);
      }
    }
    weights = next;
    ahead = nextAhead;
    momentum = nextMomentum;
  }
  return weights;
}

function squared(row: Row): number {
  return row.features.reduce((sum, [, value]) => sum + value * value, 1);
}

function signed(value: number, sign: number): number {
  if (Number.isNaN(sign)) return 0;
  return sign > 0 ? Math.max(0, value) : sign < 0 ? Math.min(0, value) : value;
}

/** Likelihood of each class for sparse features. */
export function predict(weights: Weights, row: Row['features']): number[] {
  const scores = weights.map((sums) => {
    let score = sums[sums.length - 1]!;
    for (const [index, value] of row) score += sums[index]! * value;
    return score;
  });
  if (scores.length === 1) return [1 / (1 + Math.exp(-scores[0]!))];
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / sum);
}
