import { listDebts, makePlan, readBudget, scheduleRows } from '../../../lib/plan/index.ts';
import type { LetterContext } from '../../../lib/rights/index.ts';
import { openVisits } from '../../../lib/visits/index.ts';

// A lender wants to see the next payments; the rest follows from the last of them.
const PAYMENTS = 12;

const NOTHING: LetterContext = {
  platformName: null,
  debtName: null,
  debtAmount: null,
  userName: null,
  userChannel: null,
  schedule: null,
};

/** What the repayment plan knows that a letter can start with: the debt that is paid off first, and its payments. */
export async function letterContext(): Promise<LetterContext> {
  const store = await openVisits();
  const [debts, budget] = await Promise.all([listDebts(store), readBudget(store)]);
  if (!debts.ok || debts.value.length === 0) return NOTHING;
  const kept = budget.ok ? budget.value : null;
  const result = kept ? makePlan({ ...kept, debts: debts.value }) : null;
  const plan = result?.ok ? result.plan : null;
  const firstCleared = plan ? Object.entries(plan.clearedIn).sort(([, a], [, b]) => a.localeCompare(b))[0]?.[0] : null;
  const debt = debts.value.find((item) => item.id === firstCleared) ?? debts.value[0];
  if (!debt) return NOTHING;
  const rows = plan && kept ? scheduleRows(plan, kept.payDay, debt.id).slice(0, PAYMENTS) : [];
  return {
    ...NOTHING,
    debtName: debt.name,
    debtAmount: debt.balance,
    schedule: rows.length > 0 ? rows.map(({ date, amount, balance }) => ({ date, amount, balance })) : null,
  };
}
