/** What became of the search for a rate. `none`: no rate above −100 % fits, such as where less is paid back than lent. */
export type Solution = { ok: true; rate: number } | { ok: false; reason: 'none' | 'too-high' };

/** The highest rate for each period that is looked for: ten billion per cent. */
const HIGHEST = 1e8;
const CLOSE = 1e-13;

/**
 * The root of a function that falls from above 0 to below 0 between `low` and `high`, by Newton's steps kept inside a
 * bracket that halving shrinks wherever a step leaves it or gains too little. `slope` gives the derivative. Always ends,
 * after at most 200 steps, with the bracket's best point; never gives NaN for finite functions.
 */
export function findRoot(
  value: (x: number) => number,
  slope: (x: number) => number,
  low: number,
  high: number,
): number {
  let below = low;
  let above = high;
  let x = (low + high) / 2;
  let width = high - low;
  for (let step = 0; step < 200; step += 1) {
    const y = value(x);
    if (y === 0) return x;
    if (y > 0) below = x;
    else above = x;
    const shrunk = above - below;
    if (shrunk <= CLOSE * Math.max(1, Math.abs(x))) break;
    const newton = x - y / slope(x);
    const inside = newton > below && newton < above;
    // A step that does not halve the bracket twice over is no better than halving it.
    x = inside && Math.abs(newton - x) < width / 2 ? newton : (below + above) / 2;
    width = shrunk;
    if (inside && Math.abs(y / slope(x)) <= CLOSE * Math.max(1, Math.abs(x))) return x;
  }
  return x;
}

/** Money that passes hands `at` periods after the first pay-out: positive what is lent, negative what is paid back. */
export interface Flow {
  amount: number;
  /** Whole periods, discounted by compounding. */
  at: number;
  /** A fraction of a period besides, discounted by simple interest as Regulation Z has it. */
  odd?: number;
}

function presentValue(flows: readonly Flow[], rate: number): number {
  let sum = 0;
  for (const { amount, at, odd = 0 } of flows) sum += amount / ((1 + odd * rate) * (1 + rate) ** at);
  return sum;
}

function presentSlope(flows: readonly Flow[], rate: number): number {
  let sum = 0;
  for (const { amount, at, odd = 0 } of flows) {
    const grown = (1 + odd * rate) * (1 + rate) ** at;
    sum -= (amount / grown) * (odd / (1 + odd * rate) + at / (1 + rate));
  }
  return sum;
}

/**
 * The rate for each period at which what is lent and what is paid back are worth the same. Fractional times are allowed
 * in `at` (the EU's years and fractions); `odd` is Regulation Z's way. Needs a pay-out before a payment; refuses where
 * no rate above −100 % fits, or only one beyond ten billion per cent.
 */
export function solveRate(flows: readonly Flow[]): Solution {
  const lent = flows.some(({ amount }) => amount > 0);
  const paid = flows.some(({ amount }) => amount < 0);
  const sane = flows.every(
    ({ amount, at, odd = 0 }) => [amount, at, odd].every(Number.isFinite) && at >= 0 && odd >= 0,
  );
  if (!lent || !paid || !sane) return { ok: false, reason: 'none' };
  // At a rate of infinity only the first pay-out counts, so that this side is the lender's loss; the sign is turned.
  const value = (rate: number) => -presentValue(flows, rate);
  const slope = (rate: number) => -presentSlope(flows, rate);
  const atZero = value(0);
  if (atZero === 0) return { ok: true, rate: 0 };
  let low = 0;
  let high = 0.01;
  if (atZero > 0) {
    while (value(high) > 0) {
      low = high;
      high *= 4;
      if (high > HIGHEST) return { ok: false, reason: 'too-high' };
    }
  } else {
    high = 0;
    low = -0.5;
    while (value(low) < 0) {
      low = -1 + (1 + low) / 4;
      if (1 + low < 1e-9) return { ok: false, reason: 'none' };
    }
  }
  const rate = findRoot(value, slope, low, high);
  return Number.isFinite(rate) ? { ok: true, rate } : { ok: false, reason: 'none' };
}
