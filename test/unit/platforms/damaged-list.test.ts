// @vitest-environment node
import { expect, it } from 'vitest';
import { compileList, type ListInUse, openPlatformLists, PlatformLists } from '../../../lib/platforms/index.ts';
import { accepted, bundled, OLD } from './added-list.ts';
import { openCompiled, record } from './build-list.ts';
import { NOW, publishEdition } from './published.ts';

it('goes on with the other lists when the records of an added one are lost', async () => {
  const { store } = await accepted(await publishEdition(OLD));
  const state = await store.readState();
  for (const part of state?.lists[0]?.edition?.recordParts ?? []) await store.deletePart(part);
  const lists = await openPlatformLists(await bundled(), store, NOW);
  expect(await lists.findByHost('kas.co.id')).toBeNull();
  expect((await lists.findByHost('bundled.co.id'))?.id).toBe('id-b');
  expect(await lists.listedHosts()).toEqual(['bundled.co.id']);
  expect((await lists.search('kas')).map((one) => one.list)).toEqual(['ringfence']);
  expect(lists.broken.map((one) => one.id)).toEqual(['group']);
});

it('names the user’s own hosts first and those of added lists last: the browser watches no more than a part', async () => {
  const list = (id: string, kind: ListInUse['kind'], hosts: string[]) =>
    ({ id, kind, title: id, list: { listedHosts: async () => hosts } }) as unknown as ListInUse;
  const all = [list('ringfence', 'bundled', ['m.test', 'n.test']), list('group', 'added', ['a.test', 'm.test'])];
  const lists = new PlatformLists(all, [{ host: 'z.test', note: '', at: 0 }]);
  expect(await lists.listedHosts()).toEqual(['z.test', 'm.test', 'n.test', 'a.test']);
});

it('does not hide that the packaged list is damaged', async () => {
  const { store } = await accepted(await publishEdition(OLD));
  const list = await compileList([record({ domains: ['bad.co.id'] })], { version: 1, date: '2026-11-01' });
  list.records.fill(0, 20);
  const lists = await openPlatformLists(openCompiled(list), store, NOW);
  await expect(lists.findByHost('bad.co.id')).rejects.toThrow();
});
