import { expect } from 'vitest';
import { compileList, type ListState, openPlatformLists } from '../../../lib/platforms/index.ts';
import { MemoryStore } from '../../../scripts/lib/data/memory-store.ts';
import { openCompiled, record } from './build-list.ts';
import { MANIFEST, NOW, type Published, serve, updaterOver } from './published.ts';

/** Records of an edition and of the next one. */
export const OLD = [
  record({ id: 'id-kas', domains: ['kas.co.id'] }),
  record({ id: 'id-duit', name: 'Duit', domains: ['duit.co.id'] }),
];
export const NEW = [
  record({ id: 'id-kas', domains: ['kas.co.id'], note: 'changed' }),
  record({ id: 'id-naga', name: 'Naga', domains: ['naga.co.id'] }),
];

/** A packaged list with one host. */
export const bundled = async () =>
  openCompiled(
    await compileList([record({ id: 'id-b', domains: ['bundled.co.id'] })], { version: 10, date: '2026-11-01' }),
  );

/** Which of the test's hosts are found over all lists. */
export async function known(store: MemoryStore): Promise<string[]> {
  const lists = await openPlatformLists(await bundled(), store, NOW);
  expect(lists.broken).toEqual([]);
  const found: string[] = [];
  for (const host of ['bundled.co.id', 'kas.co.id', 'duit.co.id', 'naga.co.id'])
    if (await lists.findByHost(host)) found.push(host);
  return found;
}

/** Adds a published list, as a user would. */
export async function accepted(published: Published, store = new MemoryStore(), now?: () => number) {
  const server = serve(published);
  const updater = updaterOver(store, server.fetch, now);
  const result = await updater.accept(MANIFEST, [published.key.public]);
  return { store, updater, result, server };
}

/** The state of the only list in a store. */
export const only = async (store: MemoryStore): Promise<ListState> => (await store.readState())!.lists[0]!;
