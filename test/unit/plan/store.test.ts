// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type BudgetRow,
  DEBTS_LIMIT,
  type DebtRow,
  debtFromVisit,
  listDebts,
  orderDebts,
  readBudget,
  removeDebt,
  saveBudget,
  saveDebt,
} from '../../../lib/plan/index.ts';
import { openVisits, type VisitStore } from '../../../lib/visits/index.ts';
import { row } from '../visits/fixtures.ts';
import { debt } from './fixtures.ts';

let store: VisitStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openVisits();
});

async function ids(): Promise<string[]> {
  const result = await listDebts(store);
  return result.ok ? result.value.map((entry) => entry.id) : [];
}

describe('debts', () => {
  it('are kept, changed, ordered, removed and put back', async () => {
    await saveDebt(store, debt({ id: 'a', place: 0 }));
    await saveDebt(store, debt({ id: 'b', place: 1 }));
    await saveDebt(store, debt({ id: 'a', place: 0, owed: 7 }));
    expect(await ids()).toEqual(['a', 'b']);
    await orderDebts(store, ['b', 'gone', 'a']);
    expect(await ids()).toEqual(['b', 'a']);
    const removed = await removeDebt(store, 'a');
    expect(removed).toMatchObject({ ok: true, value: { balance: { minor: 7 } } });
    expect(await removeDebt(store, 'a')).toMatchObject({ ok: false, reason: 'not-found' });
    if (removed.ok) await saveDebt(store, removed.value);
    expect(await ids()).toEqual(['b', 'a']);
  });

  it.each<[string, DebtRow]>([
    ['balance', debt({ owed: -1 })],
    ['balance', debt({ owed: 1e308 })],
    ['currency', debt({ currency: '$' })],
    ['rate', debt({ rate: 0.36 })],
    ['minimum', debt({ minimum: Number.NaN })],
    ['name', debt({ name: ' ' })],
  ])('are refused for their %s', async (detail, wrong) => {
    expect(await saveDebt(store, wrong)).toEqual({ ok: false, reason: 'invalid', detail });
    expect(await ids()).toEqual([]);
  });

  it('have a limit', async () => {
    for (let index = 0; index < DEBTS_LIMIT; index++) await saveDebt(store, debt({ id: `d${index}` }));
    expect(await saveDebt(store, debt({ id: 'more' }))).toMatchObject({ ok: false, reason: 'too-large' });
    expect(await saveDebt(store, debt({ id: 'd7', owed: 1 }))).toMatchObject({ ok: true });
  });

  it('come out of a visit with what was noted there', () => {
    const amount = { minor: 5, currency: 'IDR' };
    expect(debtFromVisit(row({ amount }), 'USD', 3)).toMatchObject({ balance: amount, visit: row().key, place: 3 });
    expect(debtFromVisit(row(), 'USD', 0).balance).toEqual({ minor: 0, currency: 'USD' });
  });
});

describe('the budget', () => {
  const budget: BudgetRow = {
    id: 'budget',
    currency: 'IDR',
    income: 5,
    essential: 3,
    order: 'smallest',
    start: '2026-12',
    payDay: 25,
  };

  it('is kept, and null before', async () => {
    expect(await readBudget(store)).toEqual({ ok: true, value: null });
    await saveBudget(store, budget);
    expect(await readBudget(store)).toEqual({ ok: true, value: budget });
  });

  it('is refused by the name of its wrong part', async () => {
    expect(await saveBudget(store, { ...budget, payDay: 0 })).toMatchObject({ reason: 'invalid', detail: 'payDay' });
    expect(await saveBudget(store, { ...budget, income: -1 })).toMatchObject({ detail: 'income' });
  });
});
