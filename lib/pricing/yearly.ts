import { type Flow, solveRate } from './solve.ts';

/** Days of a year in all conversions, as in Regulation Z and Directive 2008/48/EC. */
export const YEAR_DAYS = 365;

/** Yearly rates as fractions: simple (periods times the rate for each) and compounded. */
export interface Yearly {
  nominal: number;
  /** Null where compounding passes all bounds (more than a hundred billion per cent). */
  effective: number | null;
}

const BOUND = 1e9;

/** A fraction kept within what can be shown; null beyond. */
export function bounded(value: number): number | null {
  return Number.isFinite(value) && value <= BOUND && value > -1 ? value : null;
}

/** Yearly rates of a rate that is charged `times` a year and compounds each time. */
export function yearlyOf(rate: number, times: number): Yearly {
  return { nominal: rate * times, effective: bounded(Math.expm1(times * Math.log1p(rate))) };
}

/** The nominal rate, compounding `times` a year, that an effective yearly rate stands for. */
export function nominalOf(effective: number, times: number): number {
  return times * Math.expm1(Math.log1p(effective) / times);
}

/** A loan as money that passes hands: pay-out at once, then payments at regular times. Amounts in one currency. */
export interface Repayment {
  /** What reaches the borrower, after all that is kept back. */
  received: number;
  /** Each payment, in order. */
  payments: readonly number[];
  /** Days between pay-out and first payment, and between payments. */
  every: number;
}

/**
 * Yearly rates of a loan that is repaid at regular times. Null where nothing is received or paid, where less is paid
 * back than received at any rate above −100 %, and beyond all bounds.
 */
export function yearlyOfRepayment({ received, payments, every }: Repayment): Yearly | null {
  if (!(received > 0) || !(every > 0)) return null;
  const flows: Flow[] = [{ amount: received, at: 0 }];
  for (const [index, amount] of payments.entries()) flows.push({ amount: -amount, at: index + 1 });
  const solution = solveRate(flows);
  return solution.ok ? yearlyOf(solution.rate, YEAR_DAYS / every) : null;
}

/** The level payment that repays 1 in `count` payments at `rate` for each period. */
export function levelPayment(rate: number, count: number): number {
  if (rate === 0) return 1 / count;
  return rate / -Math.expm1(-count * Math.log1p(rate));
}

/**
 * The rate on what is still owed that costs the same as a flat rate: `flat` for each period on the first sum, repaid in
 * `count` equal payments. Null where there is none.
 */
export function reducingOfFlat(flat: number, count: number): number | null {
  if (!(count >= 1) || !(flat >= 0)) return null;
  const payment = 1 / count + flat;
  const flows: Flow[] = [{ amount: 1, at: 0 }];
  for (let at = 1; at <= count; at += 1) flows.push({ amount: -payment, at });
  const solution = solveRate(flows);
  return solution.ok ? solution.rate : null;
}

/**
 * The annual percentage rate of charge of Directive 2008/48/EC, Annex I, and of FCA CONC App 1.2: the effective yearly
 * rate X that makes the sum of C·(1+X)^−t of what is paid out equal to that of what is paid back. `years` are years and
 * fractions since the first pay-out. A fraction (0.1296 = 12.96 %), or null where no rate fits.
 */
export function annualRateOfCharge(
  paidOut: readonly { amount: number; years: number }[],
  paidBack: readonly { amount: number; years: number }[],
): number | null {
  const flows = [
    ...paidOut.map(({ amount, years }) => ({ amount, at: years })),
    ...paidBack.map(({ amount, years }) => ({ amount: -amount, at: years })),
  ];
  const solution = solveRate(flows);
  return solution.ok ? bounded(solution.rate) : null;
}
