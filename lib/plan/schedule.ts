import type { DebtRow, PayOrder } from '../database/index.ts';

/** Months that a plan may run: fifty years. What takes longer is no plan. */
export const MONTHS_LIMIT = 600;

/** The highest rate that is reckoned with: 10,000 % a year, in millionths. */
export const RATE_LIMIT = 100_000_000;

/** The most that all debts together may be, in minor units: up to here every figure of a plan is exact. */
export const TOTAL_LIMIT = 10_000_000_000_000;

// A plan whose debts have grown this many times over is given up.
const HOPELESS = 100n;

/** What a plan is made from: amounts a month in minor units of one currency; `start` is YYYY-MM. */
export interface PlanInput {
  currency: string;
  debts: readonly DebtRow[];
  income: number;
  essential: number;
  order: PayOrder;
  start: string;
}

/** What happens to one debt in one month. All in minor units; `balance` is what is left at the month's end. */
export interface Payment {
  debt: string;
  interest: number;
  paid: number;
  balance: number;
}

/** One month of a plan, with the sums over all debts. */
export interface PlanMonth {
  month: string;
  payments: Payment[];
  interest: number;
  paid: number;
  balance: number;
  /** Debts whose minimum could not be paid in full. */
  short: string[];
}

/**
 * What comes of a plan.
 * - `paid`: everything is paid off in the last month
 * - `growing`: with this much a month the debts grow for ever; `needed` a month would cover the interest of the first
 * - `too-long`: it shrinks, but is not paid off within `MONTHS_LIMIT`
 * - `no-money`: nothing is left after essential spending
 */
export type Outcome =
  | { kind: 'paid' }
  | { kind: 'growing'; needed: number }
  | { kind: 'too-long' }
  | { kind: 'no-money' };

/** A plan month by month. */
export interface Plan {
  order: PayOrder;
  currency: string;
  outcome: Outcome;
  /** What can be paid a month. */
  budget: number;
  months: PlanMonth[];
  totalPaid: number;
  totalInterest: number;
  /** In which month each debt is paid off; debts that never are have no entry. */
  clearedIn: Record<string, string>;
  /** Debts whose own minimum payment does not cover their own interest: paid only that, they grow. */
  growingAtMinimum: string[];
}

/** A plan, or which part of the input cannot be reckoned with (such as `debts.2.rate`). */
export type PlanResult = { ok: true; plan: Plan } | { ok: false; part: string };

const MILLION = 1_000_000n;

/** A month's interest on a balance, in minor units, rounded half up: nominal annual rate over twelve. */
export function monthlyInterest(balance: bigint, rate: number): bigint {
  return (balance * BigInt(rate) * 2n + 12n * MILLION) / (24n * MILLION);
}

/** The month `count` months after another, both YYYY-MM. */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

function isAmount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function fault(input: PlanInput): string | null {
  if (!/^[A-Z]{3}$/.test(input.currency)) return 'currency';
  if (!/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(input.start)) return 'start';
  if (!isAmount(input.income)) return 'income';
  if (!isAmount(input.essential)) return 'essential';
  for (const [index, debt] of input.debts.entries()) {
    if (!isAmount(debt.balance.minor)) return `debts.${index}.balance`;
    if (debt.balance.currency !== input.currency) return `debts.${index}.currency`;
    if (!Number.isInteger(debt.rate) || debt.rate < 0 || debt.rate > RATE_LIMIT) return `debts.${index}.rate`;
    if (!isAmount(debt.minimum)) return `debts.${index}.minimum`;
  }
  const total = input.debts.reduce((sum, debt) => sum + debt.balance.minor, 0);
  return total > TOTAL_LIMIT ? 'total' : null;
}

const COMPARE: Record<PayOrder, (a: DebtRow, b: DebtRow) => number> = {
  smallest: (a, b) => a.balance.minor - b.balance.minor || b.rate - a.rate,
  'highest-rate': (a, b) => b.rate - a.rate || a.balance.minor - b.balance.minor,
  harassment: (a, b) => Number(b.harassment) - Number(a.harassment) || a.balance.minor - b.balance.minor,
  own: () => 0,
};

/** The debts in the order in which they are paid off. Equal ones keep the user's own order. */
export function sortDebts(debts: readonly DebtRow[], order: PayOrder): DebtRow[] {
  return [...debts].sort((a, b) => COMPARE[order](a, b) || a.place - b.place || (a.id < b.id ? -1 : 1));
}

interface Running {
  row: DebtRow;
  balance: bigint;
}

function runMonth(debts: Running[], budget: bigint, month: string): PlanMonth {
  let left = budget;
  const open = debts.filter((debt) => debt.balance > 0n);
  const steps = open.map((debt) => {
    const interest = monthlyInterest(debt.balance, debt.row.rate);
    return { debt, interest, owed: debt.balance + interest, paid: 0n };
  });
  const pay = (step: (typeof steps)[number], most: bigint) => {
    const amount = [most, left, step.owed - step.paid].reduce((a, b) => (a < b ? a : b));
    step.paid += amount;
    left -= amount;
  };
  for (const step of steps) pay(step, BigInt(step.debt.row.minimum));
  const short = steps.filter((step) => step.paid < step.owed && step.paid < BigInt(step.debt.row.minimum));
  for (const step of steps) pay(step, step.owed);
  for (const step of steps) step.debt.balance = step.owed - step.paid;
  const sum = (values: bigint[]) => Number(values.reduce((total, value) => total + value, 0n));
  return {
    month,
    payments: steps.map((step) => ({
      debt: step.debt.row.id,
      interest: Number(step.interest),
      paid: Number(step.paid),
      balance: Number(step.debt.balance),
    })),
    interest: sum(steps.map((step) => step.interest)),
    paid: sum(steps.map((step) => step.paid)),
    balance: sum(debts.map((debt) => debt.balance)),
    short: short.map((step) => step.debt.row.id),
  };
}

function totalOf(debts: readonly Running[]): bigint {
  return debts.reduce((total, debt) => total + debt.balance, 0n);
}

/**
 * The repayment plan month by month: interest is added, every debt gets its minimum, and what is left goes to the
 * debts one after the other in the chosen order. Whole minor units throughout; no result is ever NaN or infinite.
 */
export function makePlan(input: PlanInput): PlanResult {
  const part = fault(input);
  if (part) return { ok: false, part };
  const debts: Running[] = sortDebts(input.debts, input.order).map((row) => ({
    row,
    balance: BigInt(row.balance.minor),
  }));
  const budget = Math.max(0, input.income - input.essential);
  const before = totalOf(debts);
  const firstInterest = debts.reduce((total, debt) => total + monthlyInterest(debt.balance, debt.row.rate), 0n);
  const months: PlanMonth[] = [];
  const clearedIn = new Map<string, string>();
  while (budget > 0 && totalOf(debts) > 0n && months.length < MONTHS_LIMIT) {
    const month = runMonth(debts, BigInt(budget), addMonths(input.start, months.length));
    months.push(month);
    for (const payment of month.payments) if (payment.balance === 0) clearedIn.set(payment.debt, month.month);
    if (totalOf(debts) > before * HOPELESS) break;
  }
  const after = totalOf(debts);
  let outcome: Outcome = { kind: 'paid' };
  if (after > 0n && budget === 0) outcome = { kind: 'no-money' };
  else if (after > 0n && after >= before) outcome = { kind: 'growing', needed: Number(firstInterest) + 1 };
  else if (after > 0n) outcome = { kind: 'too-long' };
  return {
    ok: true,
    plan: {
      order: input.order,
      currency: input.currency,
      outcome,
      budget,
      months,
      totalPaid: months.reduce((total, month) => total + month.paid, 0),
      totalInterest: months.reduce((total, month) => total + month.interest, 0),
      clearedIn: Object.fromEntries(clearedIn),
      growingAtMinimum: input.debts
        .filter((debt) => monthlyInterest(BigInt(debt.balance.minor), debt.rate) > BigInt(debt.minimum))
        .map((debt) => debt.id),
    },
  };
}
