/**
 * The part of the visits bench that runs in a real browser's page. `globalThis.measureVisits(total)` fills two databases
 * (`visits-small` with a hundred visits, `visits-large` with `total`) and gives figures in milliseconds, or bytes for the
 * heap; `globalThis.showFirstVisits(name)` is what a page does until its user sees the newest visits.
 */
import Dexie from 'dexie';
import type { Assessment } from '../../lib/assessment/index.ts';
import { type EventRow, heatMap } from '../../lib/evidence/index.ts';
import {
  exportChunks,
  listVisits,
  openTable,
  openVisits,
  recordVisit,
  type VisitRow,
  type VisitStore,
  type VisitTable,
} from '../../lib/visits/index.ts';

/** Figures of ours beside those of the peers. */
export interface VisitFigures {
  keystroke: number;
  keystrokeGetAll: number;
  keystrokeDexie: number;
  put: number;
  record: number;
  recordNew: number;
  loading: number;
  longestTask: number;
  changePatch: number;
  exportTime: number;
  exportTimeWhole: number;
  exportHeap: number;
  exportHeapWhole: number;
  heatMap: number;
}

const KINDS = ['application', 'marketing', 'account', 'policy', 'store-listing'] as const;
const SEVERITIES = ['none', 'info', 'caution', 'danger'] as const;
const STATUSES = ['unknown', 'licensed', 'illegal-listed', 'reported'] as const;
const PLACES = ['ID', 'PH', 'IN', 'NG', 'KE', 'MX', 'VN', ''] as const;
const WORDS = [
  'dana',
  'cepat',
  'kilat',
  'rupiah',
  'tunai',
  'pinjam',
  'cash',
  'peso',
  'fácil',
  '借款',
  'credit',
  'loan',
];
const START = Date.UTC(2026, 0, 1);

// Every choice comes from the number alone, so that each run measures the same rows.
function visit(index: number): VisitRow {
  const pick = <T>(list: readonly T[], step: number): T => list[Math.floor((index * step) % list.length)] as T;
  const lastVisit = START + ((index * 7919) % 1_000_003) * 30_000;
  const host = `${pick(WORDS, 1)}-${pick(WORDS, 5)}-${index}.example`;
  return {
    key: `h:${host}`,
    platform: null,
    name: `${pick(WORDS, 1)} ${pick(WORDS, 5)} ${index}`,
    host: `www.${host}`,
    hosts: [`www.${host}`],
    kind: pick(KINDS, 1),
    severity: pick(SEVERITIES, 3),
    rank: SEVERITIES.indexOf(pick(SEVERITIES, 3)),
    status: pick(STATUSES, 1),
    jurisdiction: pick(PLACES, 3),
    firstVisit: lastVisit - 86_400_000,
    lastVisit,
    recency: -lastVisit,
    count: (index % 9) + 1,
    entry: 1,
    print: `print${index % 97}`,
    since: lastVisit,
    relation: index % 50 ? 'looked' : 'borrowed',
    notes: index % 10 ? '' : 'They called my aunt about a fee that nobody had told me of',
    tags: index % 20 ? [] : ['family'],
    amount: null,
    due: null,
  };
}

function assessment(host: string, at: number, signals: number): Assessment {
  const evidence = (index: number) => ({ text: `Words of the page ${index} ${'x'.repeat(90)}`, where: 'form > label' });
  return {
    version: 1,
    url: `https://${host}/apply`,
    host,
    at,
    kind: 'application',
    score: 0.9,
    signals: Array.from({ length: signals }, (_, index) => ({ id: `signal-${index}`, evidence: evidence(index) })),
    contacts: [],
    price: null,
    platform: null,
    severity: 'caution',
    reasons: [{ rule: 'unknown-lender', severity: 'caution', evidence: [evidence(0)] }],
    jurisdiction: { home: 'ID', page: 'ID' },
  };
}

async function fill(store: VisitStore, total: number): Promise<void> {
  for (let from = 0; from < total; from += 5000) {
    const result = await store.database.run(['visits', 'assessments'], 'readwrite', async (tx) => {
      const writes: Promise<unknown>[] = [];
      for (let index = from; index < Math.min(total, from + 5000); index++) {
        const row = visit(index);
        writes.push(tx.objectStore('visits').put(row));
        if (index % 5 > 0) continue;
        const entry = { key: row.key, n: 1, since: row.since, assessment: assessment(row.host, row.lastVisit, 3) };
        writes.push(tx.objectStore('assessments').put(entry));
      }
      await Promise.all(writes);
    });
    if (!result.ok) throw new Error(result.detail ?? result.reason);
  }
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Opens the visits and shows the newest sixty, as a list page does; gives the milliseconds since the page began. */
async function showFirst(name: string): Promise<number> {
  const page = await listVisits(await openVisits(name), { limit: 60 });
  if (!page.ok || page.value.rows.length !== 60) throw new Error('no first page');
  const table = document.createElement('table');
  for (const row of page.value.rows) {
    const line = table.insertRow();
    const cells = [row.name, row.host, row.severity, row.status, new Date(row.lastVisit).toLocaleString(), row.count];
    for (const cell of cells) line.insertCell().textContent = String(cell);
  }
  document.body.append(table);
  // The second frame begins when the first one with the rows has been painted.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return performance.now();
}

// Typing, correcting, and typing on, with and without a filter, as people do.
const TYPED = [
  'd',
  'da',
  'dan',
  'dana',
  'dana 9',
  'dana',
  'cash',
  'c',
  'aunt',
  'facil',
  '借',
  '借款',
  '99',
  'zzz',
  '',
  'r',
];

function keystrokes(table: VisitTable): number[] {
  const times: number[] = [];
  for (const filters of [{}, { severity: ['danger' as const] }, { kind: ['application' as const], from: START }]) {
    for (const text of TYPED) {
      const start = performance.now();
      const slots = table.query({ text, ...filters });
      table.facets(slots);
      for (const slot of slots.subarray(0, 40)) table.at(slot);
      times.push(performance.now() - start);
    }
  }
  return times;
}

function matches(row: VisitRow, text: string): boolean {
  return `${row.name}\n${row.host}\n${row.notes}`.toLowerCase().includes(text);
}

async function connect(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
  });
}

async function getAll<T>(db: IDBDatabase, store: string): Promise<T[]> {
  const request = db.transaction(store).objectStore(store).getAll();
  await finished(request.transaction!);
  return request.result as T[];
}

async function peers(name: string): Promise<{ getAll: number; dexie: number }> {
  const db = await connect(name);
  const plain: number[] = [];
  const dexieTimes: number[] = [];
  const dexie = await new Dexie(name).open();
  for (const text of ['dana', 'aunt', '99']) {
    plain.push(
      await timed(async () => {
        const rows = (await getAll<VisitRow>(db, 'visits')).filter((row) => matches(row, text));
        rows.sort((a, b) => b.lastVisit - a.lastVisit);
      }),
    );
    const query = () =>
      dexie
        .table<VisitRow>('visits')
        .orderBy('recency')
        .filter((row) => matches(row, text))
        .toArray();
    dexieTimes.push(await timed(query));
  }
  db.close();
  dexie.close();
  return { getAll: Math.min(...plain), dexie: Math.min(...dexieTimes) };
}

/** Medians of recording beside a bare put in the same store, taken in turns so that both meet the same machine. */
async function recording(store: VisitStore, name: string, total: number) {
  const db = await connect(name);
  const [put, record, recordNew]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < 200; round++) {
    const row = visit((round * 331) % total);
    put.push(
      await timed(() => {
        const tx = db.transaction('visits', 'readwrite');
        tx.objectStore('visits').put(row);
        return finished(tx);
      }),
    );
    const known = visit((round * 337 + 5) % total);
    record.push(await timed(() => recordVisit(store, assessment(known.host, known.lastVisit + 3_600_000, 25))));
    recordNew.push(await timed(() => recordVisit(store, assessment(`new-${round}.example`, START, 25))));
  }
  db.close();
  return { put: quantile(put, 0.5), record: quantile(record, 0.5), recordNew: quantile(recordNew, 0.5) };
}

/** Loads the table and hears how long the page was not free in one stretch. */
async function loading(store: VisitStore): Promise<{ table: VisitTable; time: number; longest: number }> {
  const { port1, port2 } = new MessageChannel();
  let longest = 0;
  let last = performance.now();
  let running = true;
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (running) port2.postMessage(0);
  };
  port2.postMessage(0);
  const start = performance.now();
  const live = openTable(store, () => {});
  await live.ready;
  const time = performance.now() - start;
  running = false;
  port1.close();
  live.close();
  return { table: live.table, time, longest };
}

declare global {
  interface Performance {
    memory?: { usedJSHeapSize: number };
  }
  var measureVisits: (total: number) => Promise<VisitFigures>;
  var showFirstVisits: (name: string) => Promise<number>;
}

// Chromium has it where started with --expose-gc.
function collect(): void {
  (globalThis as { gc?: () => void }).gc?.();
}

function heap(): number {
  return performance.memory?.usedJSHeapSize ?? 0;
}

async function exporting(store: VisitStore, name: string) {
  collect();
  let base = heap();
  let peak = 0;
  let pieces = 0;
  for await (const piece of exportChunks(store)) {
    if (piece !== '' && pieces++ % 20 === 0) collect();
    peak = Math.max(peak, heap() - base);
  }
  let size = 0;
  const time = await timed(async () => {
    for await (const piece of exportChunks(store)) size += piece.length;
  });
  collect();
  base = heap();
  const db = await connect(name);
  let whole = '';
  const timeWhole = await timed(async () => {
    const rows = await getAll<VisitRow>(db, 'visits');
    const entries = await getAll<{ key: string }>(db, 'assessments');
    const byKey = Map.groupBy(entries, (entry) => entry.key);
    whole = JSON.stringify(rows.map((row) => ({ ...row, history: byKey.get(row.key) ?? [] })));
  });
  const peakWhole = heap() - base;
  db.close();
  if (whole.length < size / 2) throw new Error('the peer exported less');
  return { time, timeWhole, peak, peakWhole };
}

function events(count: number): EventRow[] {
  return Array.from({ length: count }, (_, index) => ({
    n: index + 1,
    at: START + index * 4_321_000,
    zone: 'Asia/Jakarta',
    offset: 420,
    recorded: START,
    channel: 'call',
    party: '',
    contacted: 'me',
    said: '',
    threats: [],
    visit: null,
    url: null,
    corrects: null,
    files: [],
    previous: '',
    hash: '',
  }));
}

globalThis.showFirstVisits = showFirst;

globalThis.measureVisits = async (total) => {
  const small = await openVisits('visits-small');
  const large = await openVisits('visits-large');
  await fill(small, 100);
  await fill(large, total);
  await small.database.close();
  // The best of three counts: all else is the machine's other work.
  const loads = [await loading(large), await loading(large), await loading(large)];
  const { table } = loads[0]!;
  if (table.size !== total) throw new Error(`${table.size} of ${total} rows`);
  keystrokes(table);
  const typed = keystrokes(table);
  const changePatch = await timed(() => table.upsert([{ ...visit(3), lastVisit: START }]));
  const plain = await peers('visits-large');
  const writes = await recording(large, 'visits-large', total);
  const out = await exporting(large, 'visits-large');
  const log = events(10_000);
  const hours = { channels: null, spans: [{ days: 'monday-saturday', from: '08:00', to: '20:00' }] };
  return {
    keystroke: quantile(typed, 0.95),
    keystrokeGetAll: plain.getAll,
    keystrokeDexie: plain.dexie,
    ...writes,
    loading: Math.min(...loads.map((load) => load.time)),
    longestTask: Math.min(...loads.map((load) => load.longest)),
    changePatch,
    exportTime: out.time,
    exportTimeWhole: out.timeWhole,
    exportHeap: out.peak,
    exportHeapWhole: out.peakWhole,
    heatMap: await timed(() => heatMap(log, hours)),
  };
};
