// @vitest-environment node
import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { openDB, unwrap } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import storage from '../../../data/locales/en/storage.json' with { type: 'json' };
import { applyImport, plainBackup, readBackup, readWhatCanBeRead } from '../../../lib/backup/index.ts';
import { OPEN_TIME } from '../../../lib/database/database.ts';
import { classify, type FailureReason } from '../../../lib/database/index.ts';
import { appendEvent, verifyLog } from '../../../lib/evidence/index.ts';
import { orderDebts, removeDebt, saveBudget, saveDebt } from '../../../lib/plan/index.ts';
import {
  annotateVisit,
  deleteVisit,
  forgetSite,
  listDeleted,
  listVisits,
  openVisits,
  purgeExpired,
  recordVisit,
  undoDelete,
  type VisitStore,
} from '../../../lib/visits/index.ts';
import { dump, fill } from '../backup/fixtures.ts';
import { draft } from '../evidence/fixtures.ts';
import { debt } from '../plan/fixtures.ts';
import { assessment, DAY, platform } from '../visits/fixtures.ts';

let store: VisitStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openVisits();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Ends the transaction at the `nth` write from now on, as a killed worker or a full disk would; gives how many came. */
function failAt(nth: number, end: (tx: IDBTransaction) => void): { writes: () => number } {
  let writes = 0;
  for (const name of ['put', 'add', 'delete', 'clear'] as const) {
    const original = IDBObjectStore.prototype[name] as (...args: unknown[]) => IDBRequest;
    vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (this: IDBObjectStore, ...args: unknown[]) {
      const request = original.apply(this, args);
      // Never amid the caller's own statement: a worker or a disk does not fail between two words of it.
      if (++writes === nth) queueMicrotask(() => end(this.transaction));
      return request as never;
    });
  }
  return { writes: () => writes };
}

async function everything(): Promise<unknown> {
  const trash = await store.database.run(['trash'], 'readonly', (tx) => tx.store.getAll());
  return { ...(await dump(store)), trash };
}

const NOW = Date.UTC(2026, 10, 5);

const OPERATIONS: [string, () => Promise<{ ok: boolean }>][] = [
  ['a new visit', () => recordVisit(store, assessment({ host: 'new.example' }))],
  ['one more visit', () => recordVisit(store, assessment({ host: 'plain.example', at: NOW, severity: 'danger' }))],
  [
    'a visit whose site the list came to know',
    () => recordVisit(store, assessment({ host: 'plain.example', platform: platform({ id: 'id/plain' }) })),
  ],
  ['a note', () => annotateVisit(store, 'h:plain.example', { notes: 'n' })],
  ['a deletion', () => deleteVisit(store, 'h:plain.example')],
  [
    'its undoing',
    async () => {
      const deleted = await listDeleted(store, 0);
      return undoDelete(store, deleted.ok ? deleted.value[0]!.id : '', 0);
    },
  ],
  ['forgetting for ever', () => forgetSite(store, 'h:plain.example', { never: true })],
  ['the purge', () => purgeExpired(store, 30, NOW + 90 * DAY)],
  ['a debt', () => saveDebt(store, debt({ id: 'new' }))],
  ['a debt removed', () => removeDebt(store, 'd1')],
  ['an order', () => orderDebts(store, ['d1'])],
  [
    'a budget',
    () =>
      saveBudget(store, {
        id: 'budget',
        currency: 'USD',
        income: 1,
        essential: 1,
        order: 'own',
        start: '2027-01',
        payDay: 1,
      }),
  ],
  [
    'an entry with files',
    () =>
      appendEvent(
        store,
        draft(),
        [
          { name: 'a', blob: new Blob(['a']) },
          { name: 'b', blob: new Blob(['b']) },
        ],
        { now: NOW },
      ),
  ],
  [
    'an import that replaces',
    async () => {
      const backup = await plainBackup(store);
      const contents = await readBackup(backup.ok ? backup.value : new Blob());
      return contents.ok ? applyImport(store, contents.value, 'replace') : contents;
    },
  ],
];

describe('a transaction ended at any point', () => {
  it.each(OPERATIONS)('leaves nothing half-done: %s', async (_what, operation) => {
    await fill(store);
    await recordVisit(store, assessment({ host: 'deleted.example' }));
    // So late that the purge, which empties the trash in a transaction of its own, has nothing to do there.
    await deleteVisit(store, 'h:deleted.example', Date.UTC(2100, 0, 1));
    const before = await everything();
    let nth = 0;
    while (true) {
      const injected = failAt(++nth, (tx) => tx.abort());
      const result = await operation();
      const reached = injected.writes() >= nth;
      vi.restoreAllMocks();
      if (!reached) {
        expect(result).toMatchObject({ ok: true });
        break;
      }
      expect(result).toMatchObject({ ok: false, reason: 'aborted' });
      expect(await everything()).toEqual(before);
    }
    expect(nth).toBeGreaterThan(1);
    if (!['an order', 'an import that replaces'].includes(_what)) expect(await everything()).not.toEqual(before);
    expect(await verifyLog(store)).toMatchObject({ ok: true, value: { intact: true } });
  });
});

describe('a full disk', () => {
  it('is told as such, and what is kept can still be read', async () => {
    await fill(store);
    const before = await everything();
    // Browsers end the transaction with this error; fake-indexeddb has the same way of doing it.
    const full = (tx: IDBTransaction) => (tx as unknown as { _abort(name: string): void })._abort('QuotaExceededError');
    failAt(2, full);
    const file = { name: 'a', blob: new Blob(['a']) };
    expect(await appendEvent(store, draft(), [file], { now: NOW })).toMatchObject({ ok: false, reason: 'quota' });
    vi.restoreAllMocks();
    failAt(1, full);
    expect(await recordVisit(store, assessment({ at: NOW }))).toMatchObject({ ok: false, reason: 'quota' });
    vi.restoreAllMocks();
    expect(await everything()).toEqual(before);
    expect(await plainBackup(store)).toMatchObject({ ok: true });
  });
});

describe('a blocked database', () => {
  it('is told while an older window holds it, and used once that is gone', async () => {
    await store.database.close();
    globalThis.indexedDB = new IDBFactory();
    const old = await openDB('ringfence', 1, {
      upgrade: (db) => void db.createObjectStore('visits', { keyPath: 'key' }),
    });
    await old.put('visits', { key: 'k' });
    unwrap(old).onversionchange = null;
    // The fixture's version 1 has no other stores, so the upgrade makes them as it would for an empty database.
    const blocked = await openVisits('ringfence');
    expect(blocked.state).toMatchObject({ ok: false, reason: 'blocked' });
    expect(await recordVisit(blocked, assessment())).toMatchObject({ ok: false, reason: 'blocked' });
    old.close();
    // The upgrade goes on by itself; the same handle then works, with no reload.
    const debts = await vi.waitFor(async () => {
      const result = await saveDebt(blocked, debt());
      expect(result.ok).toBe(true);
      return result;
    });
    expect(debts).toMatchObject({ ok: true });
  });

  it('makes way for a newer window and for being erased', async () => {
    await recordVisit(store, assessment());
    const newer = await openDB('ringfence', 99);
    expect(newer.version).toBe(99);
    newer.close();
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase('ringfence');
      request.onsuccess = () => resolve();
      request.onblocked = reject;
    });
    expect(await indexedDB.databases()).toEqual([]);
    expect(await listVisits(store)).toMatchObject({ ok: true, value: { rows: [] } });
  });

  it('waits no longer than fifteen seconds for a browser that gives no answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.stubGlobal('indexedDB', { open: () => Object.assign(new EventTarget(), { readyState: 'pending' }) });
    Object.setPrototypeOf((indexedDB as unknown as { open(): object }).open(), EventTarget.prototype);
    vi.stubGlobal('IDBRequest', EventTarget);
    const opening = openVisits();
    await vi.advanceTimersByTimeAsync(OPEN_TIME);
    expect((await opening).state).toMatchObject({ ok: false, reason: 'blocked' });
  });
});

describe('a connection that the browser ended', () => {
  it('is opened again without a word', async () => {
    await recordVisit(store, assessment());
    const raw = await openDB('ringfence');
    const connections = (unwrap(raw) as unknown as { _rawDatabase: { connections: IDBDatabase[] } })._rawDatabase
      .connections;
    for (const connection of [...connections]) forceCloseDatabase(connection as never);
    expect(await listVisits(store)).toMatchObject({ ok: true, value: { rows: [{ count: 1 }] } });
  });
});

describe('a damaged database', () => {
  /** Makes some reads fail as Chromium fails on a damaged file. */
  function damage(isDamaged: (store: string, method: string, key: unknown) => boolean): void {
    for (const method of ['get', 'getAll', 'getAllKeys'] as const) {
      const original = IDBObjectStore.prototype[method] as (...args: unknown[]) => IDBRequest;
      vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
        this: IDBObjectStore,
        ...args: unknown[]
      ) {
        if (isDamaged(this.name, method, args[0])) throw new DOMException('Internal error.', 'UnknownError');
        return original.apply(this, args) as never;
      });
    }
  }

  it('is told, and gives what can be read as a file that can be imported', async () => {
    await fill(store);
    const whole = await dump(store);
    damage((name, method, key) => method === 'getAll' || (name === 'visits' && key === 'h:plain.example'));
    expect(await plainBackup(store)).toMatchObject({ ok: false, reason: 'corrupt' });
    const rescued = await readWhatCanBeRead();
    vi.restoreAllMocks();
    expect(rescued).toMatchObject({ ok: true, value: { unreadable: 1 } });
    globalThis.indexedDB = new IDBFactory();
    store = await openVisits();
    const contents = await readBackup(rescued.ok ? rescued.value.file : new Blob());
    expect(contents).toMatchObject({ ok: true, value: { rejected: 0 } });
    if (contents.ok) await applyImport(store, contents.value, 'replace');
    const back = await dump(store);
    const without = (rows: unknown) => (rows as { key: string }[]).filter((entry) => entry.key !== 'h:plain.example');
    expect(back).toEqual({ ...whole, visits: without(whole.visits), assessments: without(whole.assessments) });
    expect(await verifyLog(store)).toMatchObject({ ok: true, value: { intact: true } });
  });

  it('says so where a whole store is gone', async () => {
    await fill(store);
    damage((name, method) => name === 'events' && method === 'getAllKeys');
    expect(await readWhatCanBeRead()).toMatchObject({ ok: true, value: { unreadable: null } });
  });

  it('can be read where a newer version wrote it', async () => {
    await fill(store);
    await store.database.close();
    (await openDB('ringfence', 99)).close();
    expect((await openVisits()).state).toMatchObject({ reason: 'newer' });
    expect(await readWhatCanBeRead()).toMatchObject({ ok: true, value: { unreadable: 0 } });
  });
});

describe('failures', () => {
  it('each have a sentence', () => {
    const reasons: Record<FailureReason, true> = {
      unavailable: true,
      blocked: true,
      newer: true,
      quota: true,
      corrupt: true,
      aborted: true,
      private: true,
      paused: true,
      never: true,
      nothing: true,
      'not-found': true,
      invalid: true,
      cancelled: true,
      'too-large': true,
      empty: true,
      format: true,
      password: true,
      damaged: true,
    };
    expect(Object.keys(storage).sort()).toEqual(Object.keys(reasons).sort());
  });
});

it('tells a full disk from a wrong value, though Chromium gives both the same name', () => {
  expect(classify(new DOMException('Failed to write blobs (IOError)', 'DataError')).reason).toBe('quota');
  expect(classify(new DOMException('The parameter is not a valid key.', 'DataError')).reason).toBe('invalid');
});
