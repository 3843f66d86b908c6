import type { Money, PayOrder } from '../database/index.ts';
import { addMonths, makePlan, type Plan, type PlanInput } from './schedule.ts';

/** The orders in which debts can be paid off. */
export const ORDERS: readonly PayOrder[] = ['smallest', 'highest-rate', 'harassment', 'own'];

/** One order beside the others. */
export interface Comparison {
  order: PayOrder;
  plan: Plan;
  /** Interest less than with the dearest order that is paid off, in minor units; null where this one never is. */
  saved: number | null;
  /** In which month the first debt is gone, or null. */
  firstCleared: string | null;
}

/** The same debts in all four orders, or the part of the input that cannot be reckoned with. */
export function comparePlans(
  input: Omit<PlanInput, 'order'>,
): { ok: true; comparisons: Comparison[] } | { ok: false; part: string } {
  const plans: Plan[] = [];
  for (const order of ORDERS) {
    const result = makePlan({ ...input, order });
    if (!result.ok) return result;
    plans.push(result.plan);
  }
  const paid = plans.filter((plan) => plan.outcome.kind === 'paid');
  const dearest = Math.max(0, ...paid.map((plan) => plan.totalInterest));
  return {
    ok: true,
    comparisons: plans.map((plan) => ({
      order: plan.order,
      plan,
      saved: plan.outcome.kind === 'paid' ? dearest - plan.totalInterest : null,
      firstCleared: Object.values(plan.clearedIn).sort()[0] ?? null,
    })),
  };
}

/** The day in a month on which is paid, YYYY-MM-DD: the last day where the month has no such day. */
export function payDate(month: string, day: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return `${month}-${String(Math.min(Math.max(1, day), last)).padStart(2, '0')}`;
}

/** The month, YYYY-MM, of the next pay day at or after a day, YYYY-MM-DD. */
export function nextPayMonth(today: string, payDay: number): string {
  const month = today.slice(0, 7);
  return payDate(month, payDay) < today ? addMonths(month, 1) : month;
}

/** One dated payment, as the hardship letter and the reminders take it. */
export interface ScheduleRow {
  debt: string;
  date: string;
  amount: Money;
  /** What is owed after it. */
  balance: Money;
}

/**
 * The dated payments of a plan in the order of their dates: of all debts or of one, from a day (YYYY-MM-DD) on where
 * it is given. Months without payment are left out.
 */
export function scheduleRows(
  plan: Plan,
  payDay: number,
  { debt, from = '' }: { debt?: string; from?: string } = {},
): ScheduleRow[] {
  const { currency } = plan;
  return plan.months.flatMap(({ month, payments }) => {
    const date = payDate(month, payDay);
    if (date < from) return [];
    return payments
      .filter((payment) => payment.paid > 0 && (debt === undefined || payment.debt === debt))
      .map((payment) => ({
        debt: payment.debt,
        date,
        amount: { minor: payment.paid, currency },
        balance: { minor: payment.balance, currency },
      }));
  });
}
