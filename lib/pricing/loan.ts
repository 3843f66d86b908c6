import { addDays, addMonths, isoOf, parseDay } from './dates.ts';
import { aprByUnitPeriods } from './unit-periods.ts';
import { annualRateOfCharge, levelPayment, YEAR_DAYS, type Yearly, yearlyOfRepayment } from './yearly.ts';

/** How often a loan is paid; `once` is at the end. */
export type Every = 'once' | 'week' | 'fortnight' | 'month';

/** A loan as it is offered. Amounts are whole minor units of one currency; dates are YYYY-MM-DD. */
export interface LoanOffer {
  principal: number;
  /** A fraction for each `per`: 0.03 a month is 3 %. */
  rate: number;
  per: 'day' | 'week' | 'month' | 'year';
  method: 'reducing' | 'flat';
  /** Taken from what is paid out, or paid on the same day. */
  feeAtStart: number;
  /** Put on top of the debt. */
  feeAdded: number;
  every: Every;
  /** Payments; 1 for `once`. */
  count: number;
  /** Days until the end, for `once`. */
  days: number;
  /** Each payment as the lender asks it; null to have it worked out. */
  payment: number | null;
  /** The day of pay-out, and of the first payment where it is not one period later. */
  start: string;
  first: string | null;
}

/** One payment of the table. Minor units; `balance` is what is owed after it. */
export interface LoanRow {
  date: string;
  interest: number;
  paid: number;
  balance: number;
}

/**
 * - `paid`: nothing is left after the last payment
 * - `growing`: a payment does not even cover the interest, so that the debt grows; `needed` would hold it
 * - `left`: it shrinks, but `balance` is still owed after the last payment
 */
export type LoanOutcome = { kind: 'paid' } | { kind: 'growing'; needed: number } | { kind: 'left'; balance: number };

/** A loan worked out. Rates are fractions a year. */
export interface Loan {
  /** What reaches the borrower. */
  received: number;
  /** Each regular payment. */
  payment: number;
  rows: LoanRow[];
  outcome: LoanOutcome;
  interest: number;
  fees: number;
  /** What is paid in all, with what is left at the end. */
  repaid: number;
  /** All costs as a share of the sum. */
  totalCost: number;
  /** Null where no rate fits, or only one beyond all bounds. */
  yearly: { nominal: number; effective: number | null } | null;
  /**
   * Interest alone as a simple yearly rate, as it is stated; and on what is still owed, which is more for a flat rate, and
   * null where only payments are known, since fees may hide in them.
   */
  interestRate: number;
  interestOnOwed: number | null;
  termDays: number;
}

/** Which part of an offer cannot be reckoned with. */
export type LoanFault = 'principal' | 'rate' | 'fee' | 'count' | 'days' | 'payment' | 'start' | 'first';
export type LoanResult = { ok: true; loan: Loan } | { ok: false; part: LoanFault };

/** Most payments, the longest single term in days, the highest yearly rate (100,000 %), the largest sum. */
export const LOAN_LIMITS = { count: 600, days: 3650, rate: 1000, amount: 1_000_000_000_000 };

const TIMES = { day: 365, week: 52, month: 12, year: 1 };
const PERIODS: Record<Exclude<Every, 'once'>, number> = { week: 52, fortnight: 26, month: 12 };
const WEEK_DAYS = { week: 7, fortnight: 14 };
/** A year holds 52 weeks or 12 equal months, as both laws say. */
const stepOf = (every: Exclude<Every, 'once'>) => YEAR_DAYS / PERIODS[every];
/** Rates are reckoned in billionths, so that whole minor units come out exact. */
const SCALE = 1_000_000_000;

// A debt that has grown this many times over is shown no further.
const HOPELESS = 100n;
// A thousandth of what a number holds exactly, so that the sums of a table stay exact too.
const COUNTABLE = BigInt(Number.MAX_SAFE_INTEGER) / 1000n;

const isAmount = (value: number) => Number.isSafeInteger(value) && value >= 0 && value <= LOAN_LIMITS.amount;

function fault(offer: LoanOffer): LoanFault | null {
  const { principal, rate, per, feeAtStart, feeAdded, every, count, days, payment, start, first } = offer;
  if (!isAmount(principal) || principal === 0) return 'principal';
  if (!Number.isFinite(rate) || rate < 0 || rate * TIMES[per] > LOAN_LIMITS.rate) return 'rate';
  if (!isAmount(feeAtStart) || !isAmount(feeAdded) || feeAtStart >= principal) return 'fee';
  if (!Number.isInteger(count) || count < 1 || count > LOAN_LIMITS.count) return 'count';
  if (every === 'once' && (!Number.isInteger(days) || days < 1 || days > LOAN_LIMITS.days)) return 'days';
  if (payment !== null && (!isAmount(payment) || payment === 0)) return 'payment';
  const from = parseDay(start);
  if (!from) return 'start';
  const next = first === null ? null : parseDay(first);
  if (first !== null && (!next || next.number <= from.number || next.number - from.number > LOAN_LIMITS.days))
    return 'first';
  return null;
}

/** Half up, in whole numbers. */
const divide = (top: bigint, bottom: bigint) => (2n * top + bottom) / (2n * bottom);

function dueDates({ start, first, every, count, days }: LoanOffer): string[] {
  const from = parseDay(start);
  if (!from) return [];
  if (every === 'once') return [isoOf(parseDay(first ?? '') ?? addDays(from, days))];
  const next = (step: number) => (every === 'month' ? addMonths(from, step) : addDays(from, WEEK_DAYS[every] * step));
  const begin = parseDay(first ?? '');
  return Array.from({ length: count }, (_, at) => {
    if (!begin) return isoOf(next(at + 1));
    return isoOf(every === 'month' ? addMonths(begin, at) : addDays(begin, WEEK_DAYS[every] * at));
  });
}

/** Interest of one period on a sum, as a fraction top/bottom of it. The first period counts days where it is odd. */
function periodRate(offer: LoanOffer, at: number, dates: readonly string[]): { top: bigint; bottom: bigint } {
  const yearly = BigInt(Math.round(offer.rate * SCALE)) * BigInt(TIMES[offer.per]);
  const odd = offer.every === 'once' || (at === 0 && offer.first !== null);
  if (!odd)
    return { top: yearly, bottom: BigInt(SCALE) * BigInt(PERIODS[offer.every === 'once' ? 'month' : offer.every]) };
  const from = parseDay(offer.start)?.number ?? 0;
  const to = parseDay(dates[at] ?? '')?.number ?? from;
  return { top: yearly * BigInt(to - from), bottom: BigInt(SCALE) * BigInt(YEAR_DAYS) };
}

function levelOf(offer: LoanOffer, debt: bigint, dates: readonly string[]): bigint {
  const count = BigInt(offer.count);
  if (offer.every === 'once') {
    const { top, bottom } = periodRate(offer, 0, dates);
    return debt + divide(debt * top, bottom);
  }
  if (offer.method === 'flat') {
    const interest = dates.reduce((sum, _, at) => {
      const { top, bottom } = periodRate(offer, at, dates);
      return sum + divide(debt * top, bottom);
    }, 0n);
    return divide(debt + interest, count);
  }
  const rate = (offer.rate * TIMES[offer.per]) / PERIODS[offer.every];
  const { top, bottom } = periodRate(offer, 0, dates);
  const firstPeriod = (1 + Number(top) / Number(bottom)) / (1 + rate);
  return BigInt(Math.ceil(Number(debt) * firstPeriod * levelPayment(rate, offer.count) - 1e-9));
}

/** Null where the debt passes what can be counted exactly. */
function tableOf(offer: LoanOffer, dates: readonly string[], payment: bigint, given: boolean): LoanRow[] | null {
  const debt = BigInt(offer.principal + offer.feeAdded);
  let balance = debt;
  const rows: LoanRow[] = [];
  for (const [at, date] of dates.entries()) {
    const { top, bottom } = periodRate(offer, at, dates);
    const interest = divide((offer.method === 'flat' ? debt : balance) * top, bottom);
    const owed = balance + interest;
    if (owed > COUNTABLE) return null;
    // The last payment of a table that was worked out takes what rounding left.
    const last = !given && at === dates.length - 1;
    const paid = last || payment > owed ? owed : payment;
    balance = owed - paid;
    rows.push({ date, interest: Number(interest), paid: Number(paid), balance: Number(balance) });
    if (balance === 0n || balance > debt * HOPELESS) break;
  }
  return rows;
}

function outcomeOf(rows: readonly LoanRow[], offer: LoanOffer): LoanOutcome {
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last || last.balance === 0) return { kind: 'paid' };
  if (last.balance >= offer.principal + offer.feeAdded) return { kind: 'growing', needed: first.interest + 1 };
  return { kind: 'left', balance: last.balance };
}

function ratesOf(offer: LoanOffer, rows: readonly LoanRow[], received: number): Yearly | null {
  const left = rows.at(-1)?.balance ?? 0;
  const payments = rows.map(({ paid }, at) => paid + (at === rows.length - 1 ? left : 0));
  if (offer.first === null && offer.every !== 'once') {
    return yearlyOfRepayment({ received, payments, every: stepOf(offer.every) });
  }
  const from = parseDay(offer.start)?.number ?? 0;
  const years = ({ date }: LoanRow) => ((parseDay(date)?.number ?? from) - from) / YEAR_DAYS;
  const paid = rows.map((row, at) => ({ date: row.date, years: years(row), amount: payments[at] ?? 0 }));
  const nominal = aprByUnitPeriods([{ date: offer.start, amount: received }], paid);
  const effective = annualRateOfCharge([{ amount: received, years: 0 }], paid);
  return nominal.ok ? { nominal: nominal.rate, effective } : null;
}

/**
 * Works a loan out: each payment, the table in whole minor units, and its yearly rates with all costs (nominal by
 * Regulation Z, Appendix J; effective by Directive 2008/48/EC, Annex I). What is left at the end counts as due with the
 * last payment. An offer that cannot be reckoned with is refused with the part that is wrong; no figure is ever NaN.
 */
export function workOutLoan(offer: LoanOffer): LoanResult {
  const part = fault(offer);
  if (part) return { ok: false, part };
  const dates = dueDates(offer);
  const debt = BigInt(offer.principal + offer.feeAdded);
  const payment = offer.payment === null ? levelOf(offer, debt, dates) : BigInt(offer.payment);
  const rows = tableOf(offer, dates, payment, offer.payment !== null);
  if (!rows) return { ok: false, part: 'rate' };
  const received = offer.principal - offer.feeAtStart;
  const interest = rows.reduce((sum, row) => sum + row.interest, 0);
  const left = rows.at(-1)?.balance ?? 0;
  const repaid = rows.reduce((sum, row) => sum + row.paid, 0) + left;
  const from = parseDay(offer.start)?.number ?? 0;
  const to = parseDay(rows.at(-1)?.date ?? '')?.number ?? from;
  const stated = offer.rate * TIMES[offer.per];
  const onOwed = offer.method === 'flat' ? ratesOf(offer, rows, Number(debt))?.nominal : stated;
  return {
    ok: true,
    loan: {
      received,
      payment: Number(payment),
      rows,
      outcome: outcomeOf(rows, offer),
      interest,
      fees: offer.feeAtStart + offer.feeAdded,
      repaid,
      totalCost: (repaid - received) / offer.principal,
      yearly: ratesOf(offer, rows, received),
      interestRate: stated,
      interestOnOwed: onOwed ?? stated,
      termDays: to - from,
    },
  };
}

/** A loan of which only what arrives and what is paid is known. Minor units. */
export interface PaymentsOffer {
  received: number;
  payment: number;
  every: Every;
  count: number;
  days: number;
  start: string;
}

/**
 * The loan behind payments: the rate that they hide, and the table that comes of it. Refused like an offer; `payment`
 * also where less is paid back than was received.
 */
export function workOutPayments(offer: PaymentsOffer): LoanResult {
  const { received, payment, every, days, start } = offer;
  const count = every === 'once' ? 1 : offer.count;
  const base = { feeAtStart: 0, feeAdded: 0, every, count, days, start, first: null, per: 'year' as const };
  const part = fault({ ...base, principal: received, rate: 0, method: 'reducing', payment });
  if (part) return { ok: false, part };
  if (payment * count < received) return { ok: false, part: 'payment' };
  const step = every === 'once' ? days : stepOf(every);
  const payments = Array.from({ length: count }, () => payment);
  const yearly = yearlyOfRepayment({ received, payments, every: step });
  if (!yearly) return { ok: false, part: 'payment' };
  const solved = workOutLoan({
    ...base,
    principal: received,
    rate: Math.min(yearly.nominal, LOAN_LIMITS.rate),
    method: 'reducing',
    payment: null,
  });
  if (!solved.ok) return solved;
  const repaid = payment * count;
  const { loan } = solved;
  const totalCost = (repaid - received) / received;
  const interest = repaid - received;
  return { ok: true, loan: { ...loan, payment, repaid, interest, totalCost, yearly, interestOnOwed: null } };
}
