// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LoanOffer, workOutLoan, workOutPayments } from '../../../lib/pricing/index.ts';

const OFFER: LoanOffer = {
  principal: 100_000,
  rate: 0.02,
  per: 'month',
  method: 'reducing',
  feeAtStart: 0,
  feeAdded: 0,
  every: 'month',
  count: 12,
  days: 30,
  payment: null,
  start: '2026-01-31',
  first: null,
};

function loanOf(change: Partial<LoanOffer>) {
  const result = workOutLoan({ ...OFFER, ...change });
  if (!result.ok) throw new Error(result.part);
  return result.loan;
}

describe('the repayment table', () => {
  it('adds up to the minor unit, and ends at nothing', () => {
    const { rows, repaid, interest, outcome, payment, yearly } = loanOf({});
    expect(outcome).toEqual({ kind: 'paid' });
    expect(rows).toHaveLength(12);
    expect(payment).toBe(9456);
    expect(repaid).toBe(100_000 + interest);
    expect(rows.reduce((sum, row) => sum + row.paid, 0)).toBe(repaid);
    expect(yearly?.nominal).toBeCloseTo(0.24, 4);
  });

  it('pays on the last of each month where it began on one', () => {
    expect(
      loanOf({})
        .rows.slice(0, 3)
        .map(({ date }) => date),
    ).toEqual(['2026-02-28', '2026-03-31', '2026-04-30']);
  });

  it('shows that a flat rate costs nearly twice what it says', () => {
    const flat = loanOf({ method: 'flat' });
    expect(flat.interest).toBe(24_000);
    expect(flat.interestRate).toBeCloseTo(0.24, 12);
    expect(flat.yearly?.nominal).toBeCloseTo(0.417, 3);
  });

  it('counts a fee that is kept back', () => {
    const loan = loanOf({ every: 'once', count: 1, days: 7, rate: 0, feeAtStart: 30_000 });
    expect(loan.received).toBe(70_000);
    expect(loan.repaid).toBe(100_000);
    expect(loan.yearly?.nominal).toBeCloseTo((100 / 70 - 1) * (365 / 7), 6);
    expect(loan.totalCost).toBeCloseTo(0.3, 12);
  });

  it('says that a debt grows where a payment does not cover the interest', () => {
    const loan = loanOf({ payment: 1500 });
    expect(loan.outcome).toEqual({ kind: 'growing', needed: 2001 });
    expect(loan.rows.at(-1)?.balance).toBeGreaterThan(100_000);
    expect(loanOf({ payment: 2000 }).outcome).toEqual({ kind: 'growing', needed: 2001 });
    expect(loanOf({ payment: 3000 }).outcome.kind).toBe('left');
  });

  it('reckons an odd first period by its days', () => {
    const late = loanOf({ first: '2026-04-01' });
    expect(late.rows[0]?.date).toBe('2026-04-01');
    expect(late.rows[0]?.interest).toBe(Math.round((100_000 * 0.24 * 60) / 365));
    expect(late.rows.at(-1)?.balance).toBe(0);
    expect(Math.abs((late.rows.at(-1)?.paid ?? 0) - late.payment)).toBeLessThan(60);
    expect(late.yearly?.nominal).toBeCloseTo(0.24, 2);
  });

  it('names the part that cannot be reckoned with', () => {
    const part = (change: Partial<LoanOffer>) => {
      const result = workOutLoan({ ...OFFER, ...change });
      return result.ok ? null : result.part;
    };
    expect(part({ principal: 0 })).toBe('principal');
    expect(part({ principal: 0.5 })).toBe('principal');
    expect(part({ rate: Number.NaN })).toBe('rate');
    expect(part({ rate: 1e6, per: 'day' })).toBe('rate');
    expect(part({ feeAtStart: 100_000 })).toBe('fee');
    expect(part({ count: 601 })).toBe('count');
    expect(part({ every: 'once', count: 1, days: 0 })).toBe('days');
    expect(part({ payment: 0 })).toBe('payment');
    expect(part({ start: '2026-02-30' })).toBe('start');
    expect(part({ first: '2026-01-01' })).toBe('first');
  });

  it('never gives NaN, and always adds up', () => {
    const offers = fc.record({
      principal: fc.integer({ min: 1, max: 1e9 }),
      rate: fc.double({ min: 0, max: 2, noNaN: true }),
      per: fc.constantFrom('day', 'week', 'month', 'year' as const),
      method: fc.constantFrom('reducing', 'flat' as const),
      feeAtStart: fc.integer({ min: 0, max: 1000 }),
      feeAdded: fc.integer({ min: 0, max: 1000 }),
      every: fc.constantFrom('once', 'week', 'fortnight', 'month' as const),
      count: fc.integer({ min: 1, max: 120 }),
      days: fc.integer({ min: 1, max: 400 }),
      payment: fc.option(fc.integer({ min: 1, max: 1e8 })),
      start: fc.constantFrom('2024-02-29', '2026-01-31', '2026-12-31'),
      first: fc.constant(null),
    });
    fc.assert(
      fc.property(offers, (offer) => {
        const result = workOutLoan(offer as LoanOffer);
        if (!result.ok) return;
        const { loan } = result;
        expect(JSON.stringify(loan)).not.toMatch(/NaN|Infinity/);
        expect(loan.repaid).toBe(offer.principal + offer.feeAdded + loan.interest);
        if (loan.outcome.kind === 'paid') expect(loan.rows.at(-1)?.balance).toBe(0);
      }),
      { seed: 3, numRuns: 400 },
    );
  });
});

describe('the loan behind payments', () => {
  const PAYMENTS = {
    received: 100_000,
    payment: 10_000,
    every: 'week',
    count: 12,
    days: 7,
    start: '2026-01-31',
  } as const;

  it('finds the rate and the table', () => {
    const result = workOutPayments(PAYMENTS);
    expect(result.ok && result.loan.repaid).toBe(120_000);
    expect(result.ok && result.loan.yearly?.nominal).toBeCloseTo(1.52, 2);
    expect(result.ok && result.loan.rows.at(-1)?.balance).toBe(0);
  });

  it('refuses what pays back less than was received, and rates beyond bounds', () => {
    expect(workOutPayments({ ...PAYMENTS, payment: 1000 })).toEqual({ ok: false, part: 'payment' });
    expect(workOutPayments({ ...PAYMENTS, received: 1, payment: 900_000_000 })).toEqual({ ok: false, part: 'payment' });
    const even = workOutPayments({ ...PAYMENTS, received: 120_000 });
    expect(even.ok && even.loan.yearly?.nominal).toBe(0);
  });
});
