import conventions from '../../data/pricing/conventions.json' with { type: 'json' };
import type { Evidence, PriceFlag, PriceStep } from '../assessment/index.ts';
import type { Per } from './shares.ts';
import type { StatedPrice } from './stated.ts';
import {
  bounded,
  levelPayment,
  nominalOf,
  reducingOfFlat,
  YEAR_DAYS,
  type Yearly,
  yearlyOf,
  yearlyOfRepayment,
} from './yearly.ts';

/** How often a year holds each time. */
const TIMES: Record<Exclude<Per, 'loan'>, number> = { day: 365, week: 52, fortnight: 26, month: 12, year: 1 };
const MONTH_DAYS = YEAR_DAYS / 12;
/** Above this (10,000 % a year) a stated rate is taken for a slip or a joke: shown, never judged. */
const ABSURD = 100;
/** A single payment is taken for granted up to this term, in days; longer loans are repaid in months. */
const SINGLE_PAYMENT = 62;

/** What one statement costs a year, as far as it tells. */
export interface Cost {
  price: StatedPrice;
  evidence: Evidence;
  nominal: number | null;
  effective: number | null;
  /** All charges of the loan as a share of the sum. */
  total: number | null;
  /** Whether interest alone, all that is charged, or charges without the interest are counted. */
  counts: 'interest' | 'all-in' | 'charges';
  /** Days, null where the page does not tell. */
  term: number | null;
  fee: number | null;
  flags: PriceFlag[];
  steps: PriceStep[];
  /** The fee that is counted in. */
  with: StatedPrice | null;
  /** How much the statement says of the true price; the highest is shown first. */
  rank: number;
}

/** Whether APR means a compounded rate by the law of a jurisdiction. */
export function aprIsEffective(jurisdiction: string | null): boolean {
  return conventions.effectiveApr.some((entry) => entry.jurisdiction === jurisdiction);
}

const compound = (nominal: number, times: number): Yearly => yearlyOf(nominal / times, times);

function blank(price: StatedPrice, term: number | null): Cost {
  const cost: Cost = {
    price,
    evidence: price.evidence,
    nominal: null,
    effective: null,
    total: null,
    counts: 'all-in',
    term,
    fee: null,
    flags: [],
    steps: [],
    with: null,
    rank: 0,
  };
  if (price.teaser) cost.flags.push('teaser');
  if (price.low !== null && price.high !== null && price.low < price.high) cost.flags.push('range');
  return cost;
}

function set(cost: Cost, yearly: Yearly | null): Cost {
  if (!yearly || !Number.isFinite(yearly.nominal) || yearly.nominal < 0) return cost;
  cost.nominal = bounded(yearly.nominal);
  cost.effective = yearly.effective;
  if (yearly.effective === null && cost.nominal !== null) cost.flags.push('off-scale');
  return cost;
}

/** A charge taken once, on a loan of `term` days: repaid at once where short, in level months where longer. */
function once(cost: Cost, share: number, kept: boolean): Cost {
  const { term } = cost;
  cost.total = share;
  if (term === null) {
    cost.flags.push('no-term');
    return cost;
  }
  const received = kept ? 1 - share : 1;
  const repaid = kept ? 1 : 1 + share;
  if (received <= 0) return cost;
  cost.steps.push({ step: 'once', share, days: term, kept });
  const months = Math.round(term / MONTH_DAYS);
  if (term <= SINGLE_PAYMENT || months < 2) {
    return set(cost, yearlyOfRepayment({ received, payments: [repaid], every: term }));
  }
  const payments = Array.from({ length: Math.min(months, 600) }, () => repaid / months);
  cost.steps.push({ step: 'in-months', count: months });
  return set(cost, yearlyOfRepayment({ received, payments, every: MONTH_DAYS }));
}

function costOfExample(price: StatedPrice, term: number | null): Cost {
  const cost = blank(price, price.termMax ?? term);
  const { principal, repaid, payment, payments } = price;
  if (principal === null) return cost;
  const received = price.received ?? principal;
  const paid = repaid ?? (payment !== null && payments !== null ? payment * payments : null);
  const whole = price.received !== null || repaid !== null || payment !== null;
  cost.rank = whole && !price.partial ? 5 : 1.5;
  if (price.partial) cost.counts = 'charges';
  if (price.deducted) cost.fee = 1 - received / principal;
  if (paid === null) return cost;
  cost.total = Math.max(0, (paid - received) / principal);
  const days = cost.term;
  const currency = price.currency ?? '';
  if (payment !== null && payments !== null && payments >= 2) {
    const every = days !== null && days / payments < 27 ? days / payments : MONTH_DAYS;
    cost.steps.push({ step: 'payments', received, payment, count: payments, every, currency });
    cost.term = days ?? Math.round(payments * every);
    return set(cost, yearlyOfRepayment({ received, payments: Array.from({ length: payments }, () => payment), every }));
  }
  if (days === null) {
    cost.flags.push('no-term');
    return cost;
  }
  cost.steps.push({ step: 'amounts', received, repaid: paid, days, currency });
  // Repaid in parts, the same sum costs more: the rate of a single payment is the least it can be.
  if (days > SINGLE_PAYMENT) cost.flags.push('at-least');
  return set(cost, yearlyOfRepayment({ received, payments: [paid], every: days }));
}

function costOfRate(price: StatedPrice, term: number | null, apr: 'effective' | 'nominal'): Cost {
  const cost = blank(price, term);
  const rate = price.high ?? 0;
  cost.counts = price.measure === 'interest' ? 'interest' : 'all-in';
  cost.rank = price.measure === 'interest' ? 3 : 4;
  if (rate === 0) {
    cost.rank = 1;
    return set(cost, { nominal: 0, effective: 0 });
  }
  if (price.measure === 'effective' || (price.measure === 'all-in' && price.per === 'year' && apr === 'effective')) {
    cost.steps.push({ step: 'stated-effective', rate });
    return set(cost, { nominal: nominalOf(rate, 12), effective: rate });
  }
  if (price.per === null || price.per === 'loan') {
    if (price.per === null) cost.flags.push('no-period');
    cost.rank = 2;
    // Without a time a percentage of a short loan is for the whole of it; of a long one nobody can tell.
    return price.per === 'loan' || (term !== null && term <= SINGLE_PAYMENT) ? once(cost, rate, false) : cost;
  }
  const times = TIMES[price.per];
  const nominal = rate * times;
  cost.steps.push({ step: 'per-year', rate, per: price.per, times, nominal });
  if (price.method === 'flat' && price.measure === 'interest') return costOfFlat(cost, nominal);
  if (price.per === 'day' && term !== null && term <= SINGLE_PAYMENT) {
    cost.total = rate * term;
    cost.steps.push({ step: 'compound-term', days: term });
    return set(cost, yearlyOf(rate * term, YEAR_DAYS / term));
  }
  const compounding = price.per === 'year' || price.per === 'day' ? 12 : times;
  cost.steps.push({ step: 'compound', times: compounding });
  return set(cost, compound(nominal, compounding));
}

function costOfFlat(cost: Cost, nominal: number): Cost {
  const months = cost.term === null ? null : Math.round(cost.term / MONTH_DAYS);
  if (months !== null && months >= 2 && months <= 600) {
    const reducing = reducingOfFlat(nominal / 12, months);
    cost.total = (nominal / 12) * months;
    cost.steps.push({ step: 'flat', months, nominal: (reducing ?? 0) * 12 });
    return set(cost, reducing === null ? null : yearlyOf(reducing, 12));
  }
  cost.flags.push('at-least');
  return set(cost, compound(nominal, 12));
}

function costOfFee(price: StatedPrice, term: number | null): Cost {
  const cost = blank(price, term);
  const share = price.high ?? 0;
  cost.counts = price.kind === 'total' ? 'all-in' : 'charges';
  cost.rank = price.kind === 'total' ? 3 : 1.5;
  if (price.deducted) cost.fee = share;
  if (price.per !== null && price.per !== 'loan') {
    const times = TIMES[price.per];
    cost.steps.push({ step: 'per-year', rate: share, per: price.per, times, nominal: share * times });
    return set(cost, compound(share * times, 12));
  }
  return once(cost, share, price.deducted);
}

/** What a statement costs a year. `term` is the term of the page in days; `apr` is what APR means there. */
export function costOf(price: StatedPrice, term: number | null, apr: 'effective' | 'nominal'): Cost {
  const cost =
    price.kind === 'example'
      ? costOfExample(price, term)
      : price.kind === 'rate'
        ? costOfRate(price, price.termMax ?? term, apr)
        : costOfFee(price, price.termMax ?? term);
  if (price.kind !== 'example' && (cost.nominal ?? 0) > ABSURD) cost.flags.push('absurd');
  return cost;
}

/**
 * Interest for each period and a fee taken from what is paid out, as one price: level payments over the term against
 * what is left of the sum. The same cost where the term is not known or the fee takes all.
 */
export function withFee(cost: Cost, fee: StatedPrice): Cost {
  const share = fee.high ?? 0;
  const months = cost.term === null ? 0 : Math.round(cost.term / MONTH_DAYS);
  const { nominal } = cost;
  if (nominal === null || nominal === 0 || cost.counts !== 'interest' || share <= 0 || share >= 0.9) return cost;
  const merged: Cost = {
    ...cost,
    counts: 'all-in',
    with: fee,
    rank: 4.5,
    flags: [...cost.flags],
    steps: [...cost.steps],
  };
  if (fee.deducted) merged.fee = share;
  merged.steps.push({ step: 'fee', share, kept: fee.deducted });
  if (months >= 2 && months <= 600) {
    const payment = levelPayment(nominal / 12, months);
    merged.total = payment * months - 1 + share;
    const payments = Array.from({ length: months }, () => payment);
    return set(merged, yearlyOfRepayment({ received: 1 - share, payments, every: MONTH_DAYS }));
  }
  if (cost.term === null || cost.term > SINGLE_PAYMENT) return { ...cost, fee: fee.deducted ? share : cost.fee };
  const interest = (nominal * cost.term) / YEAR_DAYS;
  merged.total = interest + share;
  return set(merged, yearlyOfRepayment({ received: 1 - share, payments: [1 + interest], every: cost.term }));
}
