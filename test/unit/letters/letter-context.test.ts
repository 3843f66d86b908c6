// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { readDraft, writeDraft } from '../../../components/dashboard/letters/drafts.ts';
import { letterStart } from '../../../components/dashboard/letters/letter-context.ts';
import { saveBudget, saveDebt } from '../../../lib/plan/index.ts';
import { openVisits, type VisitStore } from '../../../lib/visits/index.ts';
import { debt } from '../plan/fixtures.ts';
import { row } from '../visits/fixtures.ts';

const TODAY = new Date(2026, 10, 25, 12);
const BUDGET = {
  id: 'budget' as const,
  currency: 'USD',
  income: 900_00,
  essential: 400_00,
  order: 'own' as const,
  start: '2026-11',
  payDay: 1,
};
let store: VisitStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openVisits();
});

it('a plan that began before today offers nothing that lies before today', async () => {
  await saveBudget(store, BUDGET);
  await saveDebt(store, debt({ owed: 1_200_00 }));
  const { known } = await letterStart(null, null, TODAY);
  expect(known.schedule?.map(({ date }) => date)).toEqual(['2026-12-01', '2027-01-01']);
});

it('a visit whose place is not known names none, so that the user’s own place counts', async () => {
  const visit = row({ key: 'h:lender.example', jurisdiction: '' });
  await store.database.run(['visits'], 'readwrite', async (tx) => void (await tx.store.put(visit)));
  expect((await letterStart(visit.key, null, TODAY)).place).toBeNull();
});

it('the user chooses the debt; what the plan says of the month comes along, and what it does not say stays unsaid', async () => {
  await saveBudget(store, { ...BUDGET, essential: 0 });
  await saveDebt(store, debt({ id: 'a', name: 'A', owed: 100_00 }));
  await saveDebt(store, debt({ id: 'b', name: 'B', owed: 2_000_00, place: 1 }));
  const first = await letterStart(null, null, TODAY);
  expect([first.debt, first.debts.map(({ name }) => name)]).toEqual(['a', ['A', 'B']]);
  const { debt: chosen, known } = await letterStart(null, 'b', TODAY);
  expect(chosen).toBe('b');
  expect(known).toMatchObject({
    debtName: 'B',
    debtAmount: { minor: 2_000_00 },
    income: { minor: 900_00 },
    costs: null,
  });
  expect(known.schedule?.[0]).toMatchObject({ date: '2026-12-01', amount: { minor: 900_00 } });
});

it('a plan that cannot work gives no payments to offer', async () => {
  await saveBudget(store, { ...BUDGET, income: 410_00 });
  await saveDebt(store, debt({ owed: 2_000_00, rate: 3_000_000 }));
  expect((await letterStart(null, null, TODAY)).known).toMatchObject({ debtName: 'A', schedule: null });
});

it('a draft is kept without payments that are past', async () => {
  const pay = (date: string) => ({ date, amount: { minor: 1, currency: 'USD' }, balance: null });
  await writeDraft('x', { name: 'N', schedule: [pay('2026-11-01'), pay('2026-12-01')] });
  expect(await readDraft('x', '2026-11-25')).toEqual({ name: 'N', schedule: [pay('2026-12-01')] });
  expect(await readDraft('x', '2027-01-01')).toEqual({ name: 'N' });
});

it('a lender that is not among the visits borrows no other lender’s name or debt', async () => {
  await saveDebt(store, debt({ name: 'A' }));
  const { known, debts } = await letterStart('h:unknown.example', null, TODAY);
  expect([known.debtName, known.debtAmount, debts]).toEqual([null, null, []]);
});
