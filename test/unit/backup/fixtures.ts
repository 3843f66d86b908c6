import { appendEvent } from '../../../lib/evidence/index.ts';
import { saveBudget, saveDebt } from '../../../lib/plan/index.ts';
import type { VisitStore } from '../../../lib/visits/index.ts';
import { annotateVisit, forgetSite, recordVisit } from '../../../lib/visits/index.ts';
import { draft } from '../evidence/fixtures.ts';
import { debt } from '../plan/fixtures.ts';
import { assessment, DAY, platform } from '../visits/fixtures.ts';

const NOW = Date.UTC(2026, 10, 3);
const HOSTILE = '<img src=x onerror=alert(1)> =HYPERLINK("http://a.example") "quoted", ‮ 借款\n\t{"__proto__":1}';

/** Fills a store with something of every kind, hostile texts included. */
export async function fill(store: VisitStore): Promise<void> {
  await recordVisit(store, assessment());
  await recordVisit(store, assessment({ at: assessment().at + DAY, severity: 'danger', platform: platform() }));
  await recordVisit(
    store,
    assessment({ host: 'plain.example', signals: [{ id: 's', value: 0.5, evidence: { text: HOSTILE, where: 'p' } }] }),
  );
  await annotateVisit(store, 'p:id/tepat-dana', {
    relation: 'borrowed',
    notes: HOSTILE,
    tags: ['=1+1', 'family'],
    amount: { minor: 150_000_050, currency: 'IDR' },
    due: '2026-12-31',
  });
  await forgetSite(store, 'h:never.example', { never: true });
  await saveDebt(store, debt({ id: 'd1', name: HOSTILE.slice(0, 100), owed: 500, currency: 'IDR', rate: 365_000 }));
  await saveBudget(store, {
    id: 'budget',
    currency: 'IDR',
    income: 900,
    essential: 300,
    order: 'harassment',
    start: '2026-12',
    payDay: 31,
  });
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256);
  const file = { name: '../a.png', blob: new Blob([bytes], { type: 'image/png' }) };
  await appendEvent(store, draft({ said: HOSTILE, party: '+62 21', threats: ['arrest', 'shaming'] }), [file], {
    now: NOW,
  });
  await appendEvent(store, draft({ corrects: 1, url: 'https://a.example/' }), [], { now: NOW - 5 });
}

/** All that a store holds, as plain data that can be compared. */
export async function dump(store: VisitStore): Promise<Record<string, unknown>> {
  const names = ['visits', 'assessments', 'debts', 'meta', 'events', 'files'] as const;
  const result = await store.database.run([...names], 'readonly', async (tx) => {
    const rows = await Promise.all(names.map((name) => tx.objectStore(name).getAll()));
    return Object.fromEntries(names.map((name, index) => [name, rows[index] as unknown[]]));
  });
  if (!result.ok) throw new Error(result.reason);
  const files = await Promise.all(
    (result.value.files as { sha256: string; blob: Blob }[]).map(async ({ sha256, blob }) => [
      sha256,
      blob.type,
      [...new Uint8Array(await blob.arrayBuffer())],
    ]),
  );
  return { ...result.value, files };
}
