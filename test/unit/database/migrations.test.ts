// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Database, migrate, VERSION } from '../../../lib/database/index.ts';
import { getVisit, listVisits, openVisits, recordVisit } from '../../../lib/visits/index.ts';
import { assessment, DAY, row } from '../visits/fixtures.ts';

/** A version as it was released, written out: a step that is changed later shows here. */
interface Released {
  stores: Record<string, { keyPath: string | string[]; indexes?: Record<string, string | string[]> }>;
  rows: Record<string, unknown[]>;
}

const V1: Released = {
  stores: {
    visits: {
      keyPath: 'key',
      indexes: {
        recency: 'recency',
        severity: ['rank', 'recency'],
        status: ['status', 'recency'],
        jurisdiction: ['jurisdiction', 'recency'],
        kind: ['kind', 'recency'],
      },
    },
    assessments: { keyPath: ['key', 'n'] },
    trash: { keyPath: 'id', indexes: { expires: 'expires' } },
    meta: { keyPath: 'id' },
  },
  rows: {
    visits: [row({ key: 'h:b.example', lastVisit: 5, notes: 'kept' }), row()],
    assessments: [{ key: row().key, n: 1, since: 1, assessment: assessment() }],
    meta: [{ id: 'policy', never: ['h:never.example'] }],
  },
};

const V2: Released = {
  stores: { ...V1.stores, debts: { keyPath: 'id' } },
  rows: { ...V1.rows, debts: [{ id: 'd', name: 'D' }] },
};

const V3: Released = {
  stores: { ...V2.stores, events: { keyPath: 'n', indexes: { at: 'at' } }, files: { keyPath: 'sha256' } },
  rows: { ...V2.rows, events: [{ n: 1, at: 1 }], files: [{ sha256: 'x' }] },
};

const RELEASED = [V1, V2, V3];

async function create(version: number): Promise<void> {
  const { stores, rows } = RELEASED[version - 1]!;
  const db = await openDB('ringfence', version, {
    upgrade(database) {
      for (const [name, { keyPath, indexes = {} }] of Object.entries(stores)) {
        const store = database.createObjectStore(name, { keyPath });
        for (const [index, path] of Object.entries(indexes)) store.createIndex(index, path);
      }
    },
  });
  for (const [name, values] of Object.entries(rows)) for (const value of values) await db.put(name, value);
  db.close();
}

async function shape(): Promise<Released['stores']> {
  const db = await openDB('ringfence');
  const stores: Released['stores'] = {};
  const tx = db.transaction([...db.objectStoreNames]);
  for (const name of db.objectStoreNames) {
    const store = tx.objectStore(name);
    const indexes = Object.fromEntries([...store.indexNames].map((index) => [index, store.index(index).keyPath]));
    stores[name] = { keyPath: store.keyPath!, ...(store.indexNames.length > 0 ? { indexes } : {}) };
  }
  db.close();
  return stores;
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('migrations', () => {
  it('has every released version on record', () => {
    expect(RELEASED).toHaveLength(VERSION);
  });

  it.each(RELEASED.map((released, index) => [index + 1, released] as const))(
    'makes version %d as it was released',
    async (version, released) => {
      const db = await openDB('ringfence', version, {
        upgrade: (database, from, _to, tx) => migrate(database as never, tx as never, from, version),
      });
      db.close();
      expect(await shape()).toEqual(released.stores);
    },
  );

  it.each(RELEASED.map((released, index) => [index + 1, released] as const))(
    'comes from version %d with every row, and works',
    async (version, released) => {
      await create(version);
      const store = await openVisits();
      expect(store.state).toEqual({ ok: true, value: undefined });
      for (const [name, values] of Object.entries(released.rows)) {
        expect(await store.database.run([name as 'visits'], 'readonly', (tx) => tx.store.getAll())).toEqual({
          ok: true,
          value: values,
        });
      }
      expect(await listVisits(store)).toMatchObject({ value: { rows: [{ key: row().key }, { notes: 'kept' }] } });
      await recordVisit(store, assessment({ at: assessment().at + DAY, severity: 'danger' }));
      expect(await getVisit(store, row().key)).toMatchObject({ value: { history: [{ n: 2 }, { n: 1 }] } });
      expect(await recordVisit(store, assessment({ host: 'never.example' }))).toMatchObject({ reason: 'never' });
      await store.database.close();
      expect(await shape()).toEqual(RELEASED.at(-1)!.stores);
    },
  );

  it('leaves the older version as it was where a step fails, and works once it no longer does', async () => {
    await create(1);
    const original = IDBDatabase.prototype.createObjectStore;
    const spy = vi.spyOn(IDBDatabase.prototype, 'createObjectStore').mockImplementation(function (
      this: IDBDatabase,
      name,
      options,
    ) {
      if (name === 'events') throw new DOMException('full', 'QuotaExceededError');
      return original.call(this, name, options);
    });
    const store = await openVisits();
    expect(store.state).toMatchObject({ ok: false, reason: 'aborted' });
    expect(await recordVisit(store, assessment())).toMatchObject({ ok: false, reason: 'aborted' });
    spy.mockRestore();
    expect(await shape()).toEqual(V1.stores);
    expect(await recordVisit(store, assessment({ host: 'later.example' }))).toMatchObject({ ok: true });
    await store.database.close();
    expect(await shape()).toEqual(V3.stores);
  });

  it('refuses a database of a newer version, and leaves it alone', async () => {
    const db = await openDB('ringfence', VERSION + 1, {
      upgrade: (d) => void d.createObjectStore('visits', { keyPath: 'key' }),
    });
    await db.put('visits', row());
    db.close();
    const store = await openVisits();
    expect(store.state).toMatchObject({ ok: false, reason: 'newer' });
    expect(await recordVisit(store, assessment())).toMatchObject({ ok: false, reason: 'newer' });
    const again = await openDB('ringfence');
    expect([again.version, await again.count('visits')]).toEqual([VERSION + 1, 1]);
  });

  it('is not shared between handles of different names', async () => {
    const [a, b] = [new Database('a'), new Database('b')];
    await a.open();
    await b.open();
    expect((await indexedDB.databases()).map((entry) => entry.name).sort()).toEqual(['a', 'b']);
  });
});
