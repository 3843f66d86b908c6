import { type Loan, type LoanOffer, workOutLoan } from '../../../lib/pricing/index.ts';

/** A loan of 8,000 in three months from a day on, at `rate` a month (0.08 for 8 %), worked out. */
export function threeMonths(rate: number, start: string, offer: Partial<LoanOffer> = {}): Loan {
  const result = workOutLoan({
    principal: 800_000,
    rate,
    per: 'month',
    method: 'reducing',
    feeAtStart: 0,
    feeAdded: 0,
    every: 'month',
    count: 3,
    days: 90,
    payment: null,
    start,
    first: null,
    ...offer,
  });
  if (!result.ok) throw new Error(result.part);
  return result.loan;
}
