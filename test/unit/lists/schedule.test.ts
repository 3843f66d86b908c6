import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { LISTS_ALARM } from '../../../lib/lists/index.ts';
import { compileList, type PackagedSource } from '../../../lib/platforms/index.ts';
import { changeSettings } from '../../../lib/settings/index.ts';
import { record } from '../platforms/build-list.ts';
import { MANIFEST, NOW, publishEdition, serve } from '../platforms/published.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

const published = await publishEdition([record({ domains: ['naga.co.id'] })], { list: 'ringfence', version: 11 });
const packaged = await compileList([record({ domains: ['kas.co.id'] })], { version: 10, date: '2026-11-01' });

let source: PackagedSource;
vi.mock('../../../lib/package/index.ts', () => ({
  fetchPackagedBytes: async (path: string) => {
    if (path === 'lists/source.json') return new TextEncoder().encode(JSON.stringify(source)).buffer;
    return (path.endsWith('.idx') ? packaged.index : packaged.records).slice().buffer;
  },
}));

/** The room as a worker sees it that has just been woken. */
async function woken() {
  vi.resetModules();
  return import('../../../lib/lists/index.ts');
}

const alarm = async () => (await browser.alarms.get(LISTS_ALARM))?.scheduledTime ?? null;

describe('when lists are looked for', () => {
  let asked: string[] = [];

  beforeEach(() => {
    fakeBrowser.reset();
    globalThis.indexedDB = new IDBFactory();
    const server = serve(published);
    asked = server.asked;
    vi.stubGlobal('fetch', server.fetch);
    vi.stubGlobal('navigator', { locks: { request: (_: string, work: () => unknown) => work() } });
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    source = { url: MANIFEST, keys: [published.key.public], contact: null };
  });

  it('is never, until the user turns updates on', async () => {
    const room = await woken();
    await room.scheduleUpdates();
    expect(await alarm()).toBeNull();
    expect(await room.updateDueLists()).toBe(0);
    expect(asked).toEqual([]);
  });

  it('is never where the package names no address and nobody added a list', async () => {
    source = { url: null, keys: [], contact: null };
    await changeSettings({ listUpdates: true });
    const room = await woken();
    await room.scheduleUpdates();
    expect(await alarm()).toBeNull();
    expect(await room.updateDueLists()).toBe(0);
    expect(asked).toEqual([]);
  });

  it('is some minutes after they were turned on, then once a day, whatever wakes the worker', async () => {
    await changeSettings({ listUpdates: true });
    await (await woken()).scheduleUpdates();
    const first = (await alarm())!;
    expect(first).toBeGreaterThanOrEqual(NOW + MINUTE);
    expect(first).toBeLessThanOrEqual(NOW + 31 * MINUTE);
    expect(asked).toEqual([]);
    vi.setSystemTime(NOW + MINUTE / 2);
    await (await woken()).scheduleUpdates();
    expect(await alarm()).toBe(first);

    vi.setSystemTime(first);
    await browser.alarms.clear(LISTS_ALARM);
    const room = await woken();
    expect(await room.updateDueLists()).toBe(1);
    await room.scheduleUpdates();
    expect(asked).toContain('manifest.json');
    expect(await alarm()).toBe(first + DAY);
    const after = asked.length;
    for (const hours of [1, 8, 16, 23]) {
      vi.setSystemTime(first + hours * 60 * MINUTE);
      const again = await woken();
      expect(await again.updateDueLists()).toBe(0);
      await again.scheduleUpdates();
      expect(await alarm()).toBe(first + DAY);
    }
    expect(asked).toHaveLength(after);
    vi.setSystemTime(first + DAY);
    await (await woken()).updateDueLists();
    expect(asked.slice(after)).toEqual(['manifest.json']);
  });

  it('is never again once they are turned off', async () => {
    await changeSettings({ listUpdates: true });
    await (await woken()).scheduleUpdates();
    await changeSettings({ listUpdates: false });
    const room = await woken();
    await room.scheduleUpdates();
    expect(await alarm()).toBeNull();
    vi.setSystemTime(NOW + 3 * DAY);
    expect(await room.updateDueLists()).toBe(0);
    expect(asked).toEqual([]);
  });
});
