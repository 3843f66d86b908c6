// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { IndexedDbStore, type ListStore, type ListsState, openPlatformLists } from '../../../lib/platforms/index.ts';
import { MemoryStore } from '../../../scripts/lib/data/memory-store.ts';
import { accepted, bundled, known, NEW, OLD } from './added-list.ts';
import { record } from './build-list.ts';
import { forge, MANIFEST, NOW, publishEdition, serve, updaterOver } from './published.ts';

/** A store whose worker is killed at its nth write: that one and everything after it fails. */
class DyingStore extends MemoryStore {
  writes = 0;
  /** What the worker was writing when it died. */
  last = '';
  readonly #dieAt: number;
  readonly #half: boolean;

  constructor(from: MemoryStore, dieAt: number, half: boolean) {
    super();
    this.saved = from.saved;
    for (const [hash, bytes] of from.parts) this.parts.set(hash, bytes);
    this.#dieAt = dieAt;
    this.#half = half;
  }

  #step(what: string): boolean {
    this.writes++;
    if (this.writes === this.#dieAt) this.last = what;
    if (this.writes > this.#dieAt || (this.writes === this.#dieAt && !this.#half)) throw new Error('killed');
    return this.writes === this.#dieAt;
  }

  override async changeState(edit: (state: ListsState) => void): Promise<void> {
    const last = this.#step('state');
    await super.changeState(edit);
    if (last) throw new Error('killed');
  }

  override async writePart(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const last = this.#step('part');
    await super.writePart(hash, bytes);
    if (last) throw new Error('killed');
  }

  override async deletePart(hash: string): Promise<void> {
    const last = this.#step('deletion');
    await super.deletePart(hash);
    if (last) throw new Error('killed');
  }
}

describe('a worker killed at any write', () => {
  it.each([
    ['by delta', true, false],
    ['by delta, the write itself done', true, true],
    ['in parts', false, false],
    ['in parts, the write itself done', false, true],
  ])('%s: comes back whole, and goes on', async (_, delta, half) => {
    const published = await publishEdition(OLD);
    const { store } = await accepted(published);
    await publishEdition(NEW, { into: published, version: 2 });
    const plain = delta ? {} : { 'manifest.json': await forge(published, (payload) => ({ ...payload, deltas: [] })) };
    const died = new Set<string>();
    for (let at = 1; ; at++) {
      const dying = new DyingStore(store, at, half);
      const first = await updaterOver(dying, serve(published, plain).fetch)
        .update('group')
        .catch((error: Error) => error);
      const survived = new MemoryStore();
      survived.saved = dying.saved;
      for (const [hash, bytes] of dying.parts) survived.parts.set(hash, bytes);
      // Whatever was reached: either edition, whole.
      const found = await known(survived);
      expect([
        ['bundled.co.id', 'kas.co.id', 'duit.co.id'],
        ['bundled.co.id', 'kas.co.id', 'naga.co.id'],
      ]).toContainEqual(found);
      const again = await updaterOver(survived, serve(published, plain).fetch).update('group');
      expect(again).toMatchObject({ version: 2 });
      expect(await known(survived)).toEqual(['bundled.co.id', 'kas.co.id', 'naga.co.id']);
      expect(survived.parts.size).toBe(2);
      if (!(first instanceof Error)) break;
      died.add(dying.last);
    }
    // Every kind of write that there is was one at which it died.
    expect([...died].sort()).toEqual(['deletion', 'part', 'state']);
  });

  it.each([
    ['a list that is being added', false],
    ['a list that is being added, the write itself done', true],
  ])('%s: is there wholly or not at all', async (_, half) => {
    const published = await publishEdition(OLD);
    for (let at = 1; ; at++) {
      const dying = new DyingStore(new MemoryStore(), at, half);
      const result = await updaterOver(dying, serve(published).fetch)
        .accept(MANIFEST, [published.key.public])
        .catch((error: Error) => error);
      expect([['bundled.co.id'], ['bundled.co.id', 'kas.co.id', 'duit.co.id']]).toContainEqual(await known(dying));
      if (!(result instanceof Error)) break;
    }
  });

  it.each([
    ['a list that is being removed', false],
    ['a list that is being removed, the write itself done', true],
  ])('%s: is there wholly or not at all, and leaves nothing once asked again', async (_, half) => {
    const published = await publishEdition(OLD);
    const { store } = await accepted(published);
    for (let at = 1; ; at++) {
      const dying = new DyingStore(store, at, half);
      const result = await updaterOver(dying, serve(published).fetch)
        .remove('group')
        .catch((error: Error) => error);
      expect([['bundled.co.id'], ['bundled.co.id', 'kas.co.id', 'duit.co.id']]).toContainEqual(await known(dying));
      const survived = new MemoryStore();
      survived.saved = dying.saved;
      for (const [hash, bytes] of dying.parts) survived.parts.set(hash, bytes);
      await updaterOver(survived, serve(published).fetch).remove('group');
      expect(survived.parts.size).toBe(0);
      if (!(result instanceof Error)) break;
    }
  });

  it('does not fetch again what it had', async () => {
    const published = await publishEdition(
      Array.from({ length: 4000 }, (_, at) =>
        record({ id: `id-${at}`, domains: [`kas${at}.co.id`], note: `${at * 7919} ${at ** 3} ${at ** 5}` }),
      ),
    );
    const dying = new DyingStore(new MemoryStore(), 2, true);
    await expect(updaterOver(dying, serve(published).fetch).accept(MANIFEST, [published.key.public])).rejects.toThrow(
      'killed',
    );
    const survived = new MemoryStore();
    for (const [hash, bytes] of dying.parts) survived.parts.set(hash, bytes);
    const server = serve(published);
    expect((await updaterOver(survived, server.fetch).accept(MANIFEST, [published.key.public])).outcome).toBe(
      'updated',
    );
    expect(server.asked.filter((path) => path.startsWith('parts/')).length).toBeLessThan(2);
  });
});

describe('a database whose nth write fails', () => {
  afterEach(() => vi.restoreAllMocks());

  /** Lets the nth write to IndexedDB fail, and all after it; gives how many were tried. */
  const failFrom = (nth: number) => {
    let writes = 0;
    for (const method of ['put', 'delete'] as const) {
      const original = IDBObjectStore.prototype[method];
      vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
        this: IDBObjectStore,
        ...args: unknown[]
      ) {
        if (++writes >= nth) throw new DOMException('the disk is full', 'QuotaExceededError');
        return Reflect.apply(original, this, args);
      });
    }
    return () => writes;
  };
  const hosts = async (store: ListStore) => {
    const lists = await openPlatformLists(await bundled(), store, NOW);
    expect(lists.broken).toEqual([]);
    const found: string[] = [];
    for (const host of ['kas.co.id', 'duit.co.id', 'naga.co.id']) if (await lists.findByHost(host)) found.push(host);
    return found;
  };

  it('keeps either edition whole, and takes the new one once it can', async () => {
    for (let nth = 1; ; nth++) {
      globalThis.indexedDB = new IDBFactory();
      const published = await publishEdition(OLD);
      const { fetch } = serve(published);
      await updaterOver(new IndexedDbStore(), fetch).accept(MANIFEST, [published.key.public]);
      await publishEdition(NEW, { into: published, version: 2 });
      const tried = failFrom(nth);
      const result = await updaterOver(new IndexedDbStore(), fetch)
        .update('group')
        .catch((error: Error) => error);
      const failed = tried() >= nth;
      vi.restoreAllMocks();
      expect([
        ['kas.co.id', 'duit.co.id'],
        ['kas.co.id', 'naga.co.id'],
      ]).toContainEqual(await hosts(new IndexedDbStore()));
      expect(await updaterOver(new IndexedDbStore(), fetch).update('group')).toMatchObject({ version: 2 });
      expect(await hosts(new IndexedDbStore())).toEqual(['kas.co.id', 'naga.co.id']);
      expect(await new IndexedDbStore().partHashes()).toHaveLength(2);
      if (!failed) {
        expect(result).toEqual({ outcome: 'updated', version: 2 });
        // The lease, two parts, the switch, two deletions.
        expect(nth).toBeGreaterThan(6);
        break;
      }
    }
  });
});
