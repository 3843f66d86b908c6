import { listDebts, localDay, makePlan, type PlanStore, readBudget, scheduleRows } from '../../../lib/plan/index.ts';
import type { LetterContext } from '../../../lib/rights/index.ts';
import { getVisit, openVisits } from '../../../lib/visits/index.ts';

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

/** What a letter can start with, and the place whose law it rests on; null where the visit names none. */
export interface LetterStart {
  known: LetterContext;
  place: string | null;
}

/**
 * What is known for a letter. About a visited platform (its key): name, site, place, and its debt of the repayment plan.
 * Without one: the debt that is paid off first. With the next payments of that debt.
 */
export async function letterStart(visit: string | null, now = new Date()): Promise<LetterStart> {
  const store = await openVisits();
  const found = visit === null ? null : await getVisit(store, visit);
  const row = found?.ok ? found.value.row : null;
  const planned = await fromPlan(store, row?.key ?? null, localDay(now));
  if (!row) return { known: planned, place: null };
  return {
    known: {
      ...planned,
      platformName: row.host,
      debtName: row.name === row.host ? row.host : `${row.name} (${row.host})`,
      debtAmount: planned.debtAmount ?? row.amount,
    },
    place: row.jurisdiction || null,
  };
}

async function fromPlan(store: PlanStore, visit: string | null, from: string): Promise<LetterContext> {
  const [all, budget] = await Promise.all([listDebts(store), readBudget(store)]);
  const debts = all.ok && visit !== null ? { ...all, value: all.value.filter((debt) => debt.visit === visit) } : all;
  if (!debts.ok || debts.value.length === 0) return NOTHING;
  const kept = budget.ok ? budget.value : null;
  // A debt is paid beside the others, so all of them go into the plan.
  const result = kept && all.ok ? makePlan({ ...kept, debts: all.value }) : null;
  const plan = result?.ok ? result.plan : null;
  const own = new Set(debts.value.map(({ id }) => id));
  const cleared = plan ? Object.entries(plan.clearedIn).filter(([id]) => own.has(id)) : [];
  const firstCleared = cleared.sort(([, a], [, b]) => a.localeCompare(b))[0]?.[0];
  const debt = debts.value.find((item) => item.id === firstCleared) ?? debts.value[0];
  if (!debt) return NOTHING;
  const rows = plan && kept ? scheduleRows(plan, kept.payDay, { debt: debt.id, from }).slice(0, PAYMENTS) : [];
  return {
    ...NOTHING,
    debtName: debt.name,
    debtAmount: debt.balance,
    schedule: rows.length > 0 ? rows.map(({ date, amount, balance }) => ({ date, amount, balance })) : null,
  };
}
