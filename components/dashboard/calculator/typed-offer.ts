import type { Money } from '../../../lib/plan/index.ts';
import {
  type Every,
  type LoanOffer,
  type LoanResult,
  readRate,
  workOutLoan,
  workOutPayments,
} from '../../../lib/pricing/index.ts';

/** What is in the fields of the calculator. Amounts are null where nothing certain is typed. */
export interface TypedOffer {
  know: 'rate' | 'payments';
  currency: string;
  amount: Money | null;
  rate: string;
  per: LoanOffer['per'];
  method: LoanOffer['method'];
  feeAtStart: Money | null;
  feeAdded: Money | null;
  every: Every;
  days: string;
  count: string;
  payment: Money | null;
  first: string;
}

/** The fields before anything is typed. */
export function blankOffer(currency: string): TypedOffer {
  return {
    know: 'rate',
    currency,
    amount: null,
    rate: '',
    per: 'month',
    method: 'reducing',
    feeAtStart: null,
    feeAdded: null,
    every: 'month',
    days: '30',
    count: '12',
    payment: null,
    first: '',
  };
}

const whole = (text: string) => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN);

/** True while the fields that must be filled in are empty: nothing is wrong yet. */
export function isEmpty({ know, amount, rate, payment }: TypedOffer): boolean {
  return amount === null || (know === 'rate' ? rate.trim() === '' : payment === null);
}

/** Works out what was typed. `today` is YYYY-MM-DD, the day of pay-out; `locale` decides how the rate is read. */
export function workOut(typed: TypedOffer, today: string, locale: string): LoanResult {
  const { every, amount, payment, first } = typed;
  const days = whole(typed.days);
  const count = every === 'once' ? 1 : whole(typed.count);
  if (typed.know === 'payments') {
    return workOutPayments({
      received: amount?.minor ?? 0,
      payment: payment?.minor ?? 0,
      every,
      count,
      days,
      start: today,
    });
  }
  return workOutLoan({
    principal: amount?.minor ?? 0,
    rate: readRate(typed.rate, locale) ?? Number.NaN,
    per: typed.per,
    method: typed.method,
    feeAtStart: typed.feeAtStart?.minor ?? 0,
    feeAdded: typed.feeAdded?.minor ?? 0,
    every,
    count,
    days,
    payment: every === 'once' ? null : (payment?.minor ?? null),
    start: today,
    first: every === 'once' || first === '' ? null : first,
  });
}
