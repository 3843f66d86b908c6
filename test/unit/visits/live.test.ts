// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  deleteVisit,
  type LiveState,
  type LiveTable,
  observeVisits,
  openTable,
  openVisits,
  recordVisit,
  type VisitStore,
} from '../../../lib/visits/index.ts';
import { assessment, row } from './fixtures.ts';

let store: VisitStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openVisits();
});

/** Opens a table and gives it with a function that waits until it fulfils a condition. */
function follow(): { live: LiveTable; until: (done: (state: LiveState) => boolean) => Promise<LiveState> } {
  let state: LiveState = { rows: 0, complete: false };
  let wake = () => {};
  const live = openTable(store, (next) => {
    state = next;
    wake();
  });
  const until = async (done: (state: LiveState) => boolean) => {
    while (!done(state)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return state;
  };
  return { live, until };
}

describe('openTable', () => {
  it('loads every row in pages, the newest first', async () => {
    await store.database.run(['visits'], 'readwrite', async (tx) => {
      for (let index = 0; index < 2500; index++) {
        // Far more rows of one millisecond than a page holds.
        await tx.store.put(row({ key: `k${index}`, lastVisit: index < 1400 ? 5 : index }));
      }
    });
    const states: LiveState[] = [];
    let oldestOfFirst = Number.NaN;
    const live = openTable(store, (state) => {
      states.push(state);
      if (states.length === 1)
        oldestOfFirst = Math.min(...[...live.table.query({})].map((slot) => live.table.at(slot)!.lastVisit));
    });
    expect(await live.ready).toMatchObject({ ok: true });
    // The first page holds the newest rows; those come again with the rest, and count once.
    expect(states[0]).toEqual({ rows: 100, complete: false });
    expect(states.at(-1)).toEqual({ rows: 2500, complete: true });
    expect(states.map((state) => state.rows)).toEqual(states.map((state) => state.rows).sort((a, b) => a - b));
    expect(live.table.at(live.table.query({})[0]!)?.lastVisit).toBe(2499);
    expect(oldestOfFirst).toBe(2400);
    live.close();
  });

  it('reads on only when the newest rows were shown', async () => {
    await store.database.run(['visits'], 'readwrite', async (tx) => {
      for (let index = 0; index < 300; index++) await tx.store.put(row({ key: `k${index}`, lastVisit: index }));
    });
    const painted = Promise.withResolvers<void>();
    const rows: number[] = [];
    const live = openTable(
      store,
      (state) => rows.push(state.rows),
      () => {
        rows.push(-1);
        return painted.promise;
      },
    );
    await vi.waitFor(() => expect(rows).toEqual([100, -1]));
    painted.resolve();
    await live.ready;
    expect(rows.at(-1)).toBe(300);
    live.close();
  });

  it('follows what this and other contexts do', async () => {
    const { live, until } = follow();
    await live.ready;
    await recordVisit(store, assessment());
    await until((state) => state.rows === 1);
    // Another context: its own channel, and a change of the database behind this one's back.
    const other = new BroadcastChannel('ringfence-changes');
    await store.database.run(['visits'], 'readwrite', (tx) => tx.store.put(row({ key: 'h:other.example' })));
    other.postMessage({ store: 'visits', keys: ['h:other.example'] });
    await until((state) => state.rows === 2);
    await store.database.run(['visits'], 'readwrite', (tx) => tx.store.clear());
    other.postMessage({ store: 'visits', keys: null });
    await until((state) => state.rows === 0);
    other.postMessage({ nonsense: true });
    other.postMessage(null);
    other.close();
    await recordVisit(store, assessment());
    await until((state) => state.rows === 1);
    await deleteVisit(store, 'h:tepat-dana.example');
    await until((state) => state.rows === 0);
    live.close();
  });

  it('catches up on what it could not hear', async () => {
    await recordVisit(store, assessment());
    const { live } = follow();
    await live.ready;
    await store.database.run(['visits'], 'readwrite', (tx) =>
      tx.store.put(row({ key: 'h:silent.example', lastVisit: assessment().at + 1 })),
    );
    await live.refresh();
    expect(live.table.get('h:silent.example')).toBeDefined();
    live.close();
  });

  it('says why there is nothing where there is no database', async () => {
    vi.stubGlobal('indexedDB', undefined);
    store = await openVisits();
    const live = openTable(store, () => {});
    expect(await live.ready).toMatchObject({ ok: false, reason: 'unavailable' });
    live.close();
    vi.unstubAllGlobals();
  });

  it('is silent once closed', async () => {
    const heard: (string[] | null)[] = [];
    const stop = observeVisits((keys) => heard.push(keys));
    await recordVisit(store, assessment());
    stop();
    await recordVisit(store, assessment({ host: 'b.example' }));
    expect(heard).toEqual([['h:tepat-dana.example']]);
  });
});
