// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparePlans,
  type DebtRow,
  MONTHS_LIMIT,
  makePlan,
  nextPayMonth,
  type Plan,
  type PlanInput,
  scheduleRows,
  sortDebts,
  TOTAL_LIMIT,
} from '../../../lib/plan/index.ts';
import { debt } from './fixtures.ts';

function plan(debts: DebtRow[], budget: number, rest: Partial<PlanInput> = {}): Plan {
  const result = makePlan({
    currency: 'USD',
    debts,
    income: budget,
    essential: 0,
    order: 'own',
    start: '2026-11',
    ...rest,
  });
  if (!result.ok) throw new Error(result.part);
  return result.plan;
}

describe('makePlan', () => {
  it('agrees with the annuity formula: 1,200.00 at 12 % in twelve payments of 106.62', () => {
    const { months, outcome, totalInterest } = plan([debt({ owed: 120_000, rate: 120_000 })], 10_662);
    expect(outcome).toEqual({ kind: 'paid' });
    expect(months).toHaveLength(12);
    // The annuity of 106.6185… pays 79.42 interest; the payment is rounded up, so the last one is smaller.
    expect(totalInterest).toBeGreaterThan(7_930);
    expect(totalInterest).toBeLessThan(7_945);
    expect(months.at(-1)?.paid).toBeLessThanOrEqual(10_662);
    expect(months.map((month) => month.month)).toEqual([
      ...['2026-11', '2026-12', '2027-01', '2027-02', '2027-03', '2027-04'],
      ...['2027-05', '2027-06', '2027-07', '2027-08', '2027-09', '2027-10'],
    ]);
  });

  it('pays every minimum, then one debt after the other, and hands on what is left over', () => {
    const debts = [debt({ id: 'big', owed: 10_000, minimum: 1_000 }), debt({ id: 'small', owed: 1_500, minimum: 100 })];
    const { months, clearedIn } = plan(debts, 2_000, { order: 'smallest' });
    expect(months.slice(0, 2).map((month) => month.payments)).toEqual([
      [
        { debt: 'small', interest: 0, paid: 1_000, balance: 500 },
        { debt: 'big', interest: 0, paid: 1_000, balance: 9_000 },
      ],
      [
        { debt: 'small', interest: 0, paid: 500, balance: 0 },
        { debt: 'big', interest: 0, paid: 1_500, balance: 7_500 },
      ],
    ]);
    expect(clearedIn).toEqual({ small: '2026-12', big: '2027-04' });
  });

  it.each<[string, 'smallest' | 'highest-rate' | 'harassment' | 'own', string[]]>([
    ['smallest balance', 'smallest', ['s', 'm', 'l']],
    ['highest rate', 'highest-rate', ['l', 's', 'm']],
    ['harassment, then balance', 'harassment', ['m', 's', 'l']],
    ['own order', 'own', ['l', 'm', 's']],
  ])('sorts by %s', (_what, order, expected) => {
    const debts = [
      debt({ id: 's', owed: 1, rate: 5, place: 2 }),
      debt({ id: 'm', owed: 2, rate: 4, harassment: true, place: 1 }),
      debt({ id: 'l', owed: 3, rate: 6, place: 0 }),
    ];
    expect(sortDebts(debts, order).map((entry) => entry.id)).toEqual(expected);
  });

  it('says that a debt grows, and how much a month would stop it', () => {
    const { outcome, growingAtMinimum } = plan([debt({ owed: 100_000, rate: 3_600_000, minimum: 20_000 })], 25_000);
    expect(outcome).toEqual({ kind: 'growing', needed: 30_001 });
    expect(growingAtMinimum).toEqual(['a']);
    expect(plan([debt({ owed: 100_000, rate: 3_600_000 })], 30_001).outcome.kind).not.toBe('growing');
  });

  it('tells a debt that grows at its minimum though the plan pays it off', () => {
    const { outcome, growingAtMinimum } = plan([debt({ rate: 1_200_000, minimum: 9_999 })], 50_000);
    expect(outcome).toEqual({ kind: 'paid' });
    expect(growingAtMinimum).toEqual(['a']);
  });

  it('names debts whose minimum the money does not reach', () => {
    const debts = [debt({ id: 'a', minimum: 800, place: 0 }), debt({ id: 'b', minimum: 500, place: 1 })];
    expect(plan(debts, 1_000).months[0]).toMatchObject({ short: ['b'], paid: 1_000 });
  });

  it.each<[string, DebtRow[], number, Plan['outcome']]>([
    ['no money', [debt()], 0, { kind: 'no-money' }],
    ['no debts', [], 100, { kind: 'paid' }],
    ['no debts and no money', [], 0, { kind: 'paid' }],
    ['debts of zero', [debt({ owed: 0 })], 0, { kind: 'paid' }],
    ['more than fifty years', [debt({ owed: 100_000 })], 100, { kind: 'too-long' }],
  ])('has an answer to %s', (_what, debts, budget, outcome) => {
    const result = plan(debts, budget);
    expect(result.outcome).toEqual(outcome);
    expect(result.months.length).toBeLessThanOrEqual(MONTHS_LIMIT);
  });

  it('has nothing to pay with where essential spending exceeds income', () => {
    expect(plan([debt()], 100, { essential: 200 })).toMatchObject({ budget: 0, outcome: { kind: 'no-money' } });
  });

  it.each<[string, Partial<PlanInput>, string]>([
    ['a negative income', { income: -1 }, 'income'],
    ['spending of 1e308', { essential: 1e308 }, 'essential'],
    ['half a cent', { debts: [debt({ owed: 0.5 })] }, 'debts.0.balance'],
    ['a balance of 1e308', { debts: [debt(), debt({ owed: 1e308 })] }, 'debts.1.balance'],
    ['a rate that is no number', { debts: [debt({ rate: Number.NaN })] }, 'debts.0.rate'],
    ['a negative rate', { debts: [debt({ rate: -1 })] }, 'debts.0.rate'],
    ['an infinite minimum', { debts: [debt({ minimum: Number.POSITIVE_INFINITY })] }, 'debts.0.minimum'],
    ['another currency', { debts: [debt({ currency: 'IDR' })] }, 'debts.0.currency'],
    ['a month 13', { start: '2026-13' }, 'start'],
    ['more than counts exactly', { debts: [debt({ owed: TOTAL_LIMIT }), debt({ owed: 1 })] }, 'total'],
  ])('refuses %s by the name of the part', (_what, change, part) => {
    const input = {
      currency: 'USD',
      debts: [debt()],
      income: 1,
      essential: 0,
      order: 'own',
      start: '2026-11',
    } as const;
    expect(makePlan({ ...input, ...change })).toEqual({ ok: false, part });
  });

  const debtArbitrary = fc.record({
    owed: fc.integer({ min: 0, max: 5_000_000 }),
    rate: fc.integer({ min: 0, max: 4_000_000 }),
    minimum: fc.integer({ min: 0, max: 50_000 }),
    harassment: fc.boolean(),
  });
  const debtsArbitrary = fc
    .array(debtArbitrary, { maxLength: 6 })
    .map((list) => list.map((entry, place) => debt({ ...entry, id: `d${place}`, place })));

  it('loses and invents no money, and gives only whole, finite amounts', () => {
    fc.assert(
      fc.property(
        debtsArbitrary,
        fc.integer({ min: 0, max: 900_000 }),
        fc.constantFrom('smallest', 'highest-rate', 'harassment', 'own' as const),
        (debts, budget, order) => {
          const result = plan(debts, budget, { order });
          const before = debts.reduce((sum, entry) => sum + entry.balance.minor, 0);
          const after = result.months.at(-1)?.balance ?? before;
          expect(before + result.totalInterest).toBe(after + result.totalPaid);
          for (const month of result.months) {
            expect(month.paid).toBeLessThanOrEqual(budget);
            for (const { paid, interest, balance } of month.payments) {
              for (const amount of [paid, interest, balance]) {
                expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
              }
            }
          }
          if (result.outcome.kind === 'paid') expect(after).toBe(0);
        },
      ),
      { seed: 6, numRuns: 200 },
    );
  });

  it('never pays more interest by the highest rate first than by another order, but for rounding', () => {
    fc.assert(
      fc.property(debtsArbitrary, fc.integer({ min: 100_000, max: 900_000 }), (debts, budget) => {
        // With a minimum the month's surplus is what an order decides about; without, all of it.
        const free = debts.map((entry) => ({ ...entry, minimum: 0 }));
        const result = comparePlans({ currency: 'USD', debts: free, income: budget, essential: 0, start: '2026-11' });
        if (!result.ok) throw new Error(result.part);
        const interest = Object.fromEntries(result.comparisons.map((entry) => [entry.order, entry.plan]));
        for (const other of result.comparisons) {
          if (other.plan.outcome.kind !== 'paid') continue;
          const rounding = other.plan.months.length * Math.max(1, debts.length);
          expect(interest['highest-rate']!.totalInterest).toBeLessThanOrEqual(other.plan.totalInterest + rounding);
          expect(other.saved).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: 6, numRuns: 150 },
    );
  });
});

describe('nextPayMonth', () => {
  it('is this month up to its pay day, else the next, also over the year and in short months', () => {
    expect(nextPayMonth('2026-11-25', 1)).toBe('2026-12');
    expect(nextPayMonth('2026-11-25', 25)).toBe('2026-11');
    expect(nextPayMonth('2026-11-30', 31)).toBe('2026-11');
    expect(nextPayMonth('2026-12-02', 1)).toBe('2027-01');
  });
});

describe('scheduleRows', () => {
  it('leaves out what lies before a day, though the plan reckons it as paid', () => {
    const rows = scheduleRows(plan([debt({ owed: 3_000 })], 1_000), 1, { from: '2026-12-01' });
    expect(rows.map(({ date, balance }) => [date, balance.minor])).toEqual([
      ['2026-12-01', 1_000],
      ['2027-01-01', 0],
    ]);
  });

  it('dates the payments of one debt for a letter, on the last day of shorter months', () => {
    const debts = [debt({ id: 'a', owed: 3_000 }), debt({ id: 'b', owed: 1_000, place: 1 })];
    const rows = scheduleRows(plan(debts, 1_000, { start: '2027-12' }), 31, { debt: 'a' });
    expect(rows).toEqual(
      [
        ['2027-12-31', 2_000],
        ['2028-01-31', 1_000],
        ['2028-02-29', 0],
      ].map(([date, left]) => ({
        debt: 'a',
        date,
        amount: { minor: 1_000, currency: 'USD' },
        balance: { minor: left, currency: 'USD' },
      })),
    );
  });
});
