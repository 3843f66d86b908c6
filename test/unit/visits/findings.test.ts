// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { chartData } from '../../../components/dashboard/visits/chart-data.ts';
import {
  type Findings,
  listVisits,
  openVisits,
  periodOf,
  readFindings,
  recordVisit,
  type VisitStore,
  VisitTable,
} from '../../../lib/visits/index.ts';
import { assessment, row } from './fixtures.ts';

const STARTS = [1000, 2000, 3000];
let store: VisitStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openVisits();
});

it('finds the period of a moment', () => {
  expect([999, 1000, 1999, 2000, 9e9].map((at) => periodOf(STARTS, at))).toEqual([-1, 0, 0, 1, 2]);
});

it('tells of every month what was found in it, and not only of the last visit', async () => {
  const at = (moment: number, severity: 'info' | 'caution' | 'danger') =>
    recordVisit(store, assessment({ at: moment, severity, reasons: [{ rule: severity, severity, evidence: [] }] }));
  await at(500, 'danger');
  await at(1500, 'danger');
  await at(1600, 'caution');
  await at(3500, 'info');
  const findings: Findings = new Map();
  await readFindings(store, STARTS, findings);
  expect([...findings.values()].map((marks) => [...marks])).toEqual([[4, 0, 2]]);

  const table = new VisitTable();
  const page = await listVisits(store);
  if (!page.ok) throw new Error(page.reason);
  table.upsert([...page.value.rows, row({ key: 'from-a-table', lastVisit: 2500, severity: 'caution', rank: 2 })]);
  table.upsert([row({ key: 'old', lastVisit: 10, severity: 'danger', rank: 3 })]);
  const data = chartData(table, table.query({}), findings, STARTS);
  expect(data.months.map(({ counts }) => counts)).toEqual([
    { none: 0, info: 0, caution: 0, danger: 1 },
    { none: 0, info: 0, caution: 1, danger: 0 },
    { none: 0, info: 1, caution: 0, danger: 0 },
  ]);
  expect(data).toMatchObject({ seen: 2, danger: 1, earlier: 1, total: 3 });
});

it('reads more than a page, and single platforms anew', async () => {
  await store.database.run(['assessments'], 'readwrite', async (tx) => {
    for (let index = 0; index < 450; index++) {
      const one = assessment({ at: 1000 + index, severity: 'caution' });
      await tx.store.put({
        key: `k${Math.floor(index / 3)}`,
        n: (index % 3) + 1,
        since: 1000 + index,
        assessment: one,
      });
    }
  });
  const findings: Findings = new Map();
  let pages = 0;
  await readFindings(store, STARTS, findings, { onPage: () => pages++ });
  expect(findings.size).toBe(150);
  expect(pages).toBe(2);
  await store.database.run(['assessments'], 'readwrite', (tx) =>
    tx.store.delete(IDBKeyRange.bound(['k7', 0], ['k7', 9])),
  );
  await readFindings(store, STARTS, findings, { keys: ['k7', 'k8'] });
  expect(findings.has('k7')).toBe(false);
  expect(findings.size).toBe(149);
});
