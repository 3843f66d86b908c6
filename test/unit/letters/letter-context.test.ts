// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
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
  const { known } = await letterStart(null, TODAY);
  expect(known.schedule?.map(({ date }) => date)).toEqual(['2026-12-01', '2027-01-01']);
});

it('a visit whose place is not known names none, so that the user’s own place counts', async () => {
  const visit = row({ key: 'h:lender.example', jurisdiction: '' });
  await store.database.run(['visits'], 'readwrite', async (tx) => void (await tx.store.put(visit)));
  expect((await letterStart(visit.key, TODAY)).place).toBeNull();
});
