import {
  announce,
  type BudgetRow,
  type Database,
  type DebtRow,
  failure,
  getMeta,
  Refusal,
  type Result,
  type VisitRow,
} from '../database/index.ts';
import { RATE_LIMIT } from './schedule.ts';

/** Whatever holds the open database, such as a `VisitStore`. */
export interface PlanStore {
  database: Database;
}

/** Debts that a plan may hold, and the longest name of one. */
export const DEBTS_LIMIT = 200;
export const NAME_LIMIT = 200;

/** The part of a debt that cannot be kept, or null. */
export function debtFault(debt: DebtRow): string | null {
  const isAmount = (value: number) => Number.isSafeInteger(value) && value >= 0;
  if (debt.id === '' || debt.id.length > 100) return 'id';
  if (debt.name.trim() === '' || debt.name.length > NAME_LIMIT) return 'name';
  if (!isAmount(debt.balance.minor)) return 'balance';
  if (!/^[A-Z]{3}$/.test(debt.balance.currency)) return 'currency';
  if (!Number.isInteger(debt.rate) || debt.rate < 0 || debt.rate > RATE_LIMIT) return 'rate';
  if (!isAmount(debt.minimum)) return 'minimum';
  if (!Number.isSafeInteger(debt.place) || debt.place < 0) return 'place';
  return null;
}

/** All debts in the user's own order. */
export async function listDebts(store: PlanStore): Promise<Result<DebtRow[]>> {
  return store.database.run(['debts'], 'readonly', async (tx) =>
    (await tx.store.getAll()).sort((a, b) => a.place - b.place),
  );
}

/** Keeps a debt, new or changed. `invalid` names the part in `detail`; `too-large` beyond `DEBTS_LIMIT`. */
export async function saveDebt(store: PlanStore, debt: DebtRow): Promise<Result<DebtRow>> {
  const wrong = debtFault(debt);
  if (wrong) return failure('invalid', wrong);
  const result = await store.database.run(['debts'], 'readwrite', async (tx) => {
    const [known, count] = await Promise.all([tx.store.getKey(debt.id), tx.store.count()]);
    if (known === undefined && count >= DEBTS_LIMIT) throw new Refusal('too-large');
    await tx.store.put(debt);
    return debt;
  });
  if (result.ok) announce({ store: 'debts', keys: [debt.id] });
  return result;
}

/** Takes a debt out and gives it, so that it can be put back with `saveDebt`; `not-found` where it is gone. */
export async function removeDebt(store: PlanStore, id: string): Promise<Result<DebtRow>> {
  const result = await store.database.run(['debts'], 'readwrite', async (tx) => {
    const debt = await tx.store.get(id);
    if (!debt) throw new Refusal('not-found');
    await tx.store.delete(id);
    return debt;
  });
  if (result.ok) announce({ store: 'debts', keys: [id] });
  return result;
}

/** Sets the user's own order: the debts named get the places of their ids in the list. */
export async function orderDebts(store: PlanStore, ids: readonly string[]): Promise<Result<undefined>> {
  const result = await store.database.run(['debts'], 'readwrite', async (tx) => {
    const rows = await Promise.all(ids.map((id) => tx.store.get(id)));
    await Promise.all(rows.map((row, place) => row && tx.store.put({ ...row, place })));
    return undefined;
  });
  if (result.ok) announce({ store: 'debts', keys: [...ids] });
  return result;
}

/** A debt made out of a visited platform, to be completed by the user; zero in `currency` where no amount is noted. */
export function debtFromVisit(visit: VisitRow, currency: string, place: number): DebtRow {
  return {
    id: `visit:${visit.key}`.slice(0, 100),
    name: visit.name.slice(0, NAME_LIMIT),
    visit: visit.key,
    balance: visit.amount ?? { minor: 0, currency },
    rate: 0,
    minimum: 0,
    harassment: false,
    place,
  };
}

/** Income, spending and order of the plan; null before they were first set. */
export async function readBudget(store: PlanStore): Promise<Result<BudgetRow | null>> {
  return store.database.run(['meta'], 'readonly', async (tx) => (await getMeta(tx, 'budget')) ?? null);
}

/** The part of a budget that cannot be kept, or null. */
export function budgetFault(budget: BudgetRow): string | null {
  for (const part of ['income', 'essential'] as const) {
    if (!Number.isSafeInteger(budget[part]) || budget[part] < 0) return part;
  }
  if (!/^[A-Z]{3}$/.test(budget.currency)) return 'currency';
  if (!/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(budget.start)) return 'start';
  if (!Number.isInteger(budget.payDay) || budget.payDay < 1 || budget.payDay > 31) return 'payDay';
  return null;
}

/** Keeps income, spending and order. `invalid` names the part in `detail`. */
export async function saveBudget(store: PlanStore, budget: BudgetRow): Promise<Result<undefined>> {
  const wrong = budgetFault(budget);
  if (wrong) return failure('invalid', wrong);
  const result = await store.database.run(['meta'], 'readwrite', async (tx) => {
    await tx.store.put(budget);
    return undefined;
  });
  if (result.ok) announce({ store: 'budget', keys: null });
  return result;
}
