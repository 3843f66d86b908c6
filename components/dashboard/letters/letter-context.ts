import { localDay } from '../../../lib/evidence/index.ts';
import { listDebts, makePlan, type PlanStore, readBudget, scheduleRows } from '../../../lib/plan/index.ts';
import type { LetterContext } from '../../../lib/rights/index.ts';
import { getVisit, openVisits } from '../../../lib/visits/index.ts';

// A lender wants to see the next payments; the rest follows from the last of them.
const PAYMENTS = 12;

/** What a letter knows where it knows nothing. */
export const NOTHING: LetterContext = {
  platformName: null,
  debtName: null,
  debtAmount: null,
  userName: null,
  userChannel: null,
  schedule: null,
  income: null,
  costs: null,
};

/** A debt of the repayment plan that a letter can be about. */
export interface LetterDebt {
  id: string;
  name: string;
  /** Key of the visited platform, or null. */
  visit: string | null;
}

/** What a letter can start with, and the place whose law it rests on; null where the visit names none. */
export interface LetterStart {
  known: LetterContext;
  place: string | null;
  /** The debts that it can be about: those of the visit, or all without one. */
  debts: LetterDebt[];
  /** Id of the one that it is about, or null where there is none. */
  debt: string | null;
}

/**
 * What is known for a letter. About a visited platform (its key): name, site, place, and its debt of the repayment plan.
 * A platform that is not kept borrows nothing from other debts. Of several debts it is the one whose id is given, else
 * the one that is paid off first. With the next payments of that debt, and what the plan says of the user's month.
 */
export async function letterStart(
  visit: string | null,
  debt: string | null = null,
  now = new Date(),
): Promise<LetterStart> {
  const store = await openVisits();
  const found = visit === null ? null : await getVisit(store, visit);
  const row = found?.ok ? found.value.row : null;
  const planned = await fromPlan(store, visit, debt, localDay(now.getTime()));
  if (!row) return { ...planned, place: null };
  return {
    ...planned,
    known: {
      ...planned.known,
      platformName: row.host,
      debtName: row.name === row.host ? row.host : `${row.name} (${row.host})`,
      debtAmount: planned.known.debtAmount ?? row.amount,
    },
    place: row.jurisdiction || null,
  };
}

async function fromPlan(
  store: PlanStore,
  visit: string | null,
  wanted: string | null,
  from: string,
): Promise<Omit<LetterStart, 'place'>> {
  const [listed, budget] = await Promise.all([listDebts(store), readBudget(store)]);
  const all = listed.ok ? listed.value : [];
  const kept = budget.ok ? budget.value : null;
  const typed = (minor: number | undefined) => (kept && minor ? { minor, currency: kept.currency } : null);
  const month = { income: typed(kept?.income), costs: typed(kept?.essential) };
  const own = visit === null ? all : all.filter((debt) => debt.visit === visit);
  // A debt is paid beside the others, so all of them go into the plan.
  const result = kept ? makePlan({ ...kept, debts: all }) : null;
  const plan = result?.ok ? result.plan : null;
  const cleared = own
    .filter(({ id }) => plan?.clearedIn[id])
    .sort((a, b) => (plan?.clearedIn[a.id] ?? '').localeCompare(plan?.clearedIn[b.id] ?? ''));
  const debt = own.find(({ id }) => id === wanted) ?? cleared[0] ?? own[0];
  if (!debt) return { known: { ...NOTHING, ...month }, debts: [], debt: null };
  // Payments of a plan that cannot work are no offer.
  const rows =
    plan?.outcome.kind === 'paid' && kept
      ? scheduleRows(plan, kept.payDay, { debt: debt.id, from }).slice(0, PAYMENTS)
      : [];
  return {
    known: {
      ...NOTHING,
      ...month,
      debtName: debt.name,
      debtAmount: debt.balance,
      schedule: rows.length > 0 ? rows.map(({ date, amount, balance }) => ({ date, amount, balance })) : null,
    },
    debts: own.map(({ id, name, visit }) => ({ id, name, visit })),
    debt: debt.id,
  };
}
