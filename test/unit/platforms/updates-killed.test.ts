// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { ListsState } from '../../../lib/platforms/index.ts';
import { MemoryStore } from '../../../scripts/lib/data/memory-store.ts';
import { accepted, known, NEW, OLD } from './added-list.ts';
import { record } from './build-list.ts';
import { forge, MANIFEST, publishEdition, serve, updaterOver } from './published.ts';

/** A store whose worker is killed at its nth write: that one and everything after it fails. */
class DyingStore extends MemoryStore {
  writes = 0;
  readonly #dieAt: number;
  readonly #half: boolean;

  constructor(from: MemoryStore, dieAt: number, half: boolean) {
    super();
    this.saved = from.saved;
    for (const [hash, bytes] of from.parts) this.parts.set(hash, bytes);
    this.#dieAt = dieAt;
    this.#half = half;
  }

  #step(): boolean {
    this.writes++;
    if (this.writes > this.#dieAt || (this.writes === this.#dieAt && !this.#half)) throw new Error('killed');
    return this.writes === this.#dieAt;
  }

  override async changeState(edit: (state: ListsState) => void): Promise<void> {
    const last = this.#step();
    await super.changeState(edit);
    if (last) throw new Error('killed');
  }

  override async writePart(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const last = this.#step();
    await super.writePart(hash, bytes);
    if (last) throw new Error('killed');
  }

  override async deletePart(hash: string): Promise<void> {
    const last = this.#step();
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
    let died = 0;
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
      died++;
    }
    expect(died).toBeGreaterThanOrEqual(4);
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
