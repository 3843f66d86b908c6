// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileList, IndexedDbStore, ListUpdater, openPlatformLists } from '../../../lib/platforms/index.ts';
import { openCompiled, record } from './build-list.ts';
import { MANIFEST, NOW, publishEdition, serve } from './published.ts';

const original = globalThis.indexedDB;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  globalThis.indexedDB = original;
});

const bundled = async () =>
  openCompiled(await compileList([record({ domains: ['bundled.co.id'] })], { version: 1, date: '2026-11-01' }));

describe('lists in IndexedDB', () => {
  it('outlive the worker', async () => {
    const published = await publishEdition([record({ domains: ['kas.co.id'] })]);
    const updater = new ListUpdater({
      store: new IndexedDbStore(),
      fetch: serve(published).fetch,
      now: () => NOW,
      own: { url: null, keys: [], version: 1 },
    });
    expect((await updater.accept(MANIFEST, [published.key.public])).outcome).toBe('updated');
    const woken = await openPlatformLists(await bundled(), new IndexedDbStore(), NOW);
    expect(await woken.findByHost('kas.co.id')).not.toBeNull();
    expect(await new IndexedDbStore().partHashes()).toHaveLength(2);
  });

  it('change wholly or not at all', async () => {
    const store = new IndexedDbStore();
    await store.changeState((state) => {
      state.updates = true;
    });
    const failing = store.changeState((state) => {
      state.updates = false;
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect((await store.readState())?.updates).toBe(true);
  });

  it('give way to the packaged list where IndexedDB cannot be used', async () => {
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException('not allowed', 'InvalidStateError');
      },
    } as unknown as IDBFactory;
    const store = new IndexedDbStore();
    const lists = await openPlatformLists(await bundled(), store, NOW);
    expect(await lists.findByHost('bundled.co.id')).not.toBeNull();
    expect(lists.broken).toEqual([{ id: 'store', reason: 'not allowed' }]);
    // And come back once it can.
    globalThis.indexedDB = new IDBFactory();
    expect((await openPlatformLists(await bundled(), store, NOW)).broken).toEqual([]);
  });
});
