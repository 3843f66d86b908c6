// @vitest-environment node

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  compileList,
  keyFingerprint,
  ListUpdater,
  type OwnSource,
  openPlatformLists,
  type StoredEdition,
} from '../../../lib/platforms/index.ts';
import { MemoryStore } from '../../../scripts/lib/data/memory-store.ts';
import { newKey } from '../../../scripts/lib/data/publish.ts';
import { accepted, bundled, known, NEW, OLD, only } from './added-list.ts';
import { openCompiled, record, statement } from './build-list.ts';
import { BASE, forge, MANIFEST, NOW, publishEdition, serve, updaterOver } from './published.ts';

const DAY = 86_400_000;

describe('a list by address', () => {
  it('is offered with the fingerprint of its key before anything is stored', async () => {
    const published = await publishEdition(OLD);
    const store = new MemoryStore();
    const found = await updaterOver(store, serve(published).fetch).offerFrom(MANIFEST);
    expect(found).toMatchObject({ id: 'group', title: 'A consumer group', version: 1, records: 2 });
    expect(found).toHaveProperty('keys', [
      { key: published.key.public, fingerprint: await keyFingerprint(published.key.public) },
    ]);
    expect(await keyFingerprint(published.key.public)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
    expect(store.saved).toBeNull();
    expect(store.parts.size).toBe(0);
  });

  it('is found in once accepted, beside the bundled one', async () => {
    const { store, result } = await accepted(await publishEdition(OLD));
    expect(result).toEqual({ outcome: 'updated', version: 1 });
    expect(await known(store)).toEqual(['bundled.co.id', 'kas.co.id', 'duit.co.id']);
  });

  it.each([
    'http://lists.example/manifest.json',
    'file:///etc/passwd',
    'https://me:secret@lists.example/',
    'javascript:alert(1)',
    'lists.example',
    '',
  ])('"%s" is no address for one', async (address) => {
    const { fetch, asked } = serve(await publishEdition(OLD));
    expect(await updaterOver(new MemoryStore(), fetch).offerFrom(address)).toMatchObject({ reason: 'address' });
    expect(asked).toEqual([]);
  });

  it('may not call itself ours', async () => {
    const published = await publishEdition(OLD, { list: 'ringfence' });
    const { store, result } = await accepted(published);
    expect(result).toMatchObject({ outcome: 'refused', reason: 'other-key' });
    expect(store.saved).toBeNull();
  });
});

describe('a new edition', () => {
  it('comes by delta where there is one, and leaves nothing of the old behind', async () => {
    const published = await publishEdition(OLD);
    const { store, updater, server } = await accepted(published);
    await publishEdition(NEW, { into: published, version: 2 });
    server.asked.length = 0;
    expect(await updater.update('group')).toEqual({ outcome: 'updated', version: 2 });
    expect(server.asked.map((path) => path.split('/')[0])).toEqual(['manifest.json', 'deltas']);
    expect(await known(store)).toEqual(['bundled.co.id', 'kas.co.id', 'naga.co.id']);
    expect(store.parts.size).toBe(2);
  });

  it.each([
    ['missing', new Response('', { status: 404 })],
    ['another file', Uint8Array.from([1, 2, 3])],
  ])('comes in parts where the delta is %s', async (_, instead) => {
    const published = await publishEdition(OLD);
    const { store } = await accepted(published);
    await publishEdition(NEW, { into: published, version: 2 });
    const manifest = JSON.parse(
      Buffer.from(
        JSON.parse(await readFile(join(published.folder, 'manifest.json'), 'utf8')).payload,
        'base64url',
      ).toString(),
    );
    const { fetch } = serve(published, { [`deltas/${manifest.deltas[0].sha256}.bin`]: instead });
    expect(await updaterOver(store, fetch).update('group')).toEqual({ outcome: 'updated', version: 2 });
    expect(await known(store)).toEqual(['bundled.co.id', 'kas.co.id', 'naga.co.id']);
  });

  it('comes in parts where the delta, though signed, gives something else', async () => {
    const published = await publishEdition(OLD);
    const { store } = await accepted(published);
    await publishEdition(NEW, { into: published, version: 2 });
    // A second folder whose delta starts from the same edition and leads elsewhere.
    const other = await publishEdition(OLD);
    await publishEdition([OLD[0]!], { into: other, version: 2 });
    const read = async (folder: string) =>
      JSON.parse(
        Buffer.from(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')).payload, 'base64url').toString(),
      );
    const wrong = (await read(other.folder)).deltas[0];
    const manifest = await forge(published, (payload) => {
      payload.deltas = [wrong];
    });
    const { fetch } = serve(published, {
      'manifest.json': manifest,
      [`deltas/${wrong.sha256}.bin`]: Uint8Array.from(
        await readFile(join(other.folder, 'deltas', `${wrong.sha256}.bin`)),
      ),
    });
    expect(await updaterOver(store, fetch).update('group')).toEqual({ outcome: 'updated', version: 2 });
    expect(await known(store)).toEqual(['bundled.co.id', 'kas.co.id', 'naga.co.id']);
  });

  it('is not fetched where there is none', async () => {
    const { updater, server } = await accepted(await publishEdition(OLD));
    server.asked.length = 0;
    expect(await updater.update('group')).toEqual({ outcome: 'current', version: 1 });
    expect(server.asked).toEqual(['manifest.json']);
  });

  it('may be signed with a new key that the edition before named, and then only with that', async () => {
    const published = await publishEdition(OLD);
    const { store, updater } = await accepted(published);
    const next = await newKey();
    await publishEdition(OLD, { into: published, version: 2, keys: [next.public] });
    expect((await updater.update('group')).outcome).toBe('updated');
    expect((await only(store)).keys).toEqual([next.public]);
    await publishEdition(NEW, { into: published, version: 3 });
    expect(await updater.update('group')).toMatchObject({ reason: 'other-key' });
    await publishEdition(NEW, { into: published, version: 4, keys: [next.public], signWith: next });
    expect(await updater.update('group')).toEqual({ outcome: 'updated', version: 4 });
  });
});

describe('when to look', () => {
  it('never before the user turned updates on, then once a day', async () => {
    let now = NOW;
    const { updater, store } = await accepted(await publishEdition(OLD), new MemoryStore(), () => now);
    expect(await updater.due()).toEqual([]);
    await updater.setUpdates(true);
    expect(await updater.due()).toEqual([]);
    now += DAY;
    expect(await updater.due()).toEqual(['group']);
    await updater.update('group');
    expect(await updater.due()).toEqual([]);
    now += DAY;
    await updater.setEnabled('group', false);
    expect(await updater.due()).toEqual([]);
    expect(await known(store)).toEqual(['bundled.co.id']);
  });

  it('again soon after a failure, then more and more seldom', async () => {
    let now = NOW;
    const published = await publishEdition(OLD);
    const { store } = await accepted(published);
    const updater = updaterOver(store, serve(published, { 'manifest.json': new Error('offline') }).fetch, () => now);
    const waits: number[] = [];
    for (let turn = 0; turn < 10; turn++) {
      await updater.update('group');
      waits.push((await only(store)).notBefore - now);
      now = (await only(store)).notBefore;
    }
    expect(waits[0]).toBeLessThan(DAY / 48);
    for (let at = 1; at < waits.length; at++) expect(waits[at]!).toBeGreaterThanOrEqual(waits[at - 1]!);
    expect(waits.at(-1)).toBeLessThanOrEqual(DAY);
  });

  it('not again at each waking where the look before could not be finished', async () => {
    const published = await publishEdition(OLD);
    const { store } = await accepted(published);
    await publishEdition(NEW, { into: published, version: 2 });
    let now = NOW + DAY;
    const server = serve(published, {
      'manifest.json': await forge(published, (payload) => ({ ...payload, deltas: [] })),
    });
    const waking = () => updaterOver(store, server.fetch, () => now);
    await waking().setUpdates(true);
    // The disk takes small things only, as at the end of a quota.
    store.writePart = async () => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    };
    expect(await waking().due()).toEqual(['group']);
    expect(await waking().update('group')).toEqual({
      outcome: 'refused',
      reason: 'storage',
      detail: 'the disk is full',
    });
    expect((await only(store)).problem).toMatchObject({ reason: 'storage' });
    expect(await waking().due()).toEqual([]);
    // A worker that is killed while it waits for the server comes to no end at all.
    now += DAY;
    const silent = updaterOver(
      store,
      () => new Promise<Response>(() => undefined),
      () => now,
    );
    void silent.update('group');
    await vi.waitFor(async () => expect((await only(store)).notBefore).toBeGreaterThan(now));
    expect(await waking().due()).toEqual([]);
    expect((await only(store)).edition?.version).toBe(1);
  });

  it('not at all where that it looked cannot be noted', async () => {
    const { store, server, updater } = await accepted(await publishEdition(OLD));
    server.asked.length = 0;
    store.changeState = async () => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    };
    await expect(updater.update('group')).rejects.toThrow('the disk is full');
    expect(server.asked).toEqual([]);
  });

  it('though the clock was far ahead and is set right again', async () => {
    let now = NOW + 100 * DAY;
    const { updater } = await accepted(await publishEdition(OLD), new MemoryStore(), () => now);
    await updater.setUpdates(true);
    now = NOW;
    expect(await updater.due()).toEqual(['group']);
    expect(await updater.nextLook()).toBe(NOW);
  });

  it('looks for our own list only where the package names an address', async () => {
    const store = new MemoryStore();
    const own = { url: 'https://lists.example/ours.json', keys: ['A'.repeat(43)], version: 10 };
    const updater = new ListUpdater({ store, fetch: async () => new Response(''), now: () => NOW, own });
    await updater.setUpdates(true);
    expect(await updater.due()).toEqual(['ringfence']);
    const without = new MemoryStore();
    const silent = updaterOver(without, async () => new Response(''));
    await silent.setUpdates(true);
    expect(await silent.due()).toEqual([]);
    expect(await silent.nextLook()).toBeNull();
  });

  it('follows a newer package that brings an address, or another key', async () => {
    const store = new MemoryStore();
    const packaged = (own: OwnSource) =>
      new ListUpdater({ store, fetch: async () => new Response(''), now: () => NOW, own });
    const [A, B] = ['A'.repeat(43), 'B'.repeat(43)];
    await packaged({ url: null, keys: [], version: 10 }).setUpdates(true);
    expect((await packaged({ url: null, keys: [], version: 10 }).state()).lists).toEqual([]);
    await packaged({ url: 'https://lists.example/a.json', keys: [A], version: 11 }).setUpdates(true);
    expect(await only(store)).toMatchObject({ id: 'ringfence', url: 'https://lists.example/a.json', keys: [A] });
    await packaged({ url: 'https://lists.example/b.json', keys: [B], version: 12 }).setUpdates(true);
    expect(await only(store)).toMatchObject({ url: 'https://lists.example/b.json', keys: [B] });
    // An edition newer than the package may have named newer keys.
    await store.changeState((state) => {
      state.lists[0]!.keys = [A];
      state.lists[0]!.edition = { version: 20 } as StoredEdition;
    });
    await packaged({ url: 'https://lists.example/b.json', keys: [B], version: 12 }).setUpdates(true);
    expect((await only(store)).keys).toEqual([A]);
  });
});

describe('our own list', () => {
  it('is replaced by a newer edition, and by nothing older than the package', async () => {
    const published = await publishEdition(NEW, { list: 'ringfence', version: 9 });
    const store = new MemoryStore();
    const own = { url: MANIFEST, keys: [published.key.public], version: 10 };
    const updater = new ListUpdater({ store, fetch: serve(published).fetch, now: () => NOW, own });
    await updater.setUpdates(true);
    expect(await updater.update('ringfence')).toMatchObject({ reason: 'older' });
    await publishEdition(NEW, { into: published, list: 'ringfence', version: 11 });
    expect(await updater.update('ringfence')).toEqual({ outcome: 'updated', version: 11 });
    const lists = await openPlatformLists(await bundled(), store, NOW);
    expect(lists.inUse.map((one) => [one.id, one.kind])).toEqual([['ringfence', 'updated']]);
    expect(await known(store)).toEqual(['kas.co.id', 'naga.co.id']);
  });
});

describe('a list in a file', () => {
  it('is taken like one from an address', async () => {
    const published = await publishEdition(OLD);
    const file = Uint8Array.from(await readFile(join(published.folder, 'group.rflist')));
    const store = new MemoryStore();
    const { fetch, asked } = serve(published);
    const updater = updaterOver(store, fetch);
    expect(await updater.offerFile(file)).toMatchObject({ id: 'group', records: 2 });
    expect(await updater.accept(file, [published.key.public])).toEqual({ outcome: 'updated', version: 1 });
    expect(await known(store)).toEqual(['bundled.co.id', 'kas.co.id', 'duit.co.id']);
    expect(asked).toEqual([]);
  });

  it.each([
    ['truncated', (file: Uint8Array<ArrayBuffer>) => file.slice(0, -20), 'damaged'],
    ['cut in its manifest', (file: Uint8Array<ArrayBuffer>) => file.slice(0, 60), 'damaged'],
    [
      'changed in a part',
      (file: Uint8Array<ArrayBuffer>) =>
        file.with(file.length - 5, file[file.length - 5]! ^ 1) as Uint8Array<ArrayBuffer>,
      'damaged',
    ],
    ['some other file', () => Uint8Array.from(Buffer.from('%PDF-1.7 something else')), 'damaged'],
    ['empty', () => new Uint8Array(), 'damaged'],
  ])('that is %s is refused', async (_, change, reason) => {
    const published = await publishEdition(OLD);
    const file = change(Uint8Array.from(await readFile(join(published.folder, 'group.rflist'))));
    const store = new MemoryStore();
    const updater = updaterOver(store, serve(published).fetch);
    expect(await updater.accept(file, [published.key.public])).toMatchObject({ outcome: 'refused', reason });
    expect(store.saved).toBeNull();
  });
});

describe('the lists of a user', () => {
  it('own entries warn at once, and say who said so', async () => {
    const store = new MemoryStore();
    const updater = updaterOver(store, async () => new Response(''));
    expect(await updater.addOwn('https://www.Jahat.co.id/apply', 'took my contacts')).toBeNull();
    expect(await updater.addOwn('co.id', '')).toBe('a public suffix');
    expect(await updater.addOwn('not a host', '')).toBe('not a host name');
    const lists = await openPlatformLists(await bundled(), store, NOW);
    expect(await lists.findByHost('m.www.jahat.co.id')).toMatchObject({
      status: 'reported',
      evidence: [{ source: 'own-entry', says: 'took my contacts' }],
    });
    await updater.removeOwn('www.jahat.co.id');
    expect((await updater.state()).own).toEqual([]);
  });

  it('of two lists the newest word decides, and both are shown', async () => {
    const clears = record({
      id: 'id-kas',
      domains: ['kas.co.id'],
      evidence: [statement({ kind: 'register', status: 'licensed', date: '2026-10-01', says: 'On the register' })],
    });
    const accuses = record({ id: 'g-kas', domains: ['kas.co.id'], evidence: [statement({ date: '2026-03-01' })] });
    const { store } = await accepted(await publishEdition([accuses]));
    const first = openCompiled(await compileList([clears], { version: 10, date: '2026-11-01' }));
    const match = await (await openPlatformLists(first, store, NOW)).findByHost('kas.co.id');
    expect(match).toMatchObject({ id: 'id-kas', status: 'licensed' });
    expect(match?.evidence.map((one) => one.status)).toEqual(['licensed', 'illegal-listed']);
    expect(match?.evidence[1]?.source).toContain('(A consumer group)');
  });

  it('a damaged list is named, and the others go on', async () => {
    const { store } = await accepted(await publishEdition(OLD));
    store.parts.clear();
    const lists = await openPlatformLists(await bundled(), store, NOW);
    expect(lists.broken).toEqual([{ id: 'group', reason: 'the index of the list is missing' }]);
    expect(await lists.findByHost('bundled.co.id')).not.toBeNull();
    store.saved = '{"broken';
    expect((await openPlatformLists(await bundled(), store, NOW)).broken[0]?.id).toBe('store');
  });

  it('an expired list goes on protecting and says so', async () => {
    const { store } = await accepted(await publishEdition(OLD, { expires: '2026-12-01' }));
    const lists = await openPlatformLists(await bundled(), store, Date.parse('2027-03-01'));
    expect(lists.inUse.map((one) => [one.id, one.expired])).toEqual([
      ['ringfence', false],
      ['group', true],
    ]);
  });

  it('removing one removes what it stored', async () => {
    const { store, updater } = await accepted(await publishEdition(OLD));
    await updater.remove('group');
    expect(store.parts.size).toBe(0);
    expect((await updater.state()).lists).toEqual([]);
  });
});

describe('any file server', () => {
  it('serves a published folder as it is', async () => {
    const published = await publishEdition(OLD);
    const server = createServer((request, response) => {
      readFile(join(published.folder, new URL(request.url ?? '/', 'http://x').pathname)).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    try {
      // The extension asks over https; a plain local server stands behind that address here.
      const viaServer = (url: string, init: RequestInit) => fetch(url.replace(BASE, `http://127.0.0.1:${port}/`), init);
      const store = new MemoryStore();
      const updater = updaterOver(store, viaServer);
      expect((await updater.accept(MANIFEST, [published.key.public])).outcome).toBe('updated');
      await publishEdition(NEW, { into: published, version: 2 });
      expect(await updater.update('group')).toEqual({ outcome: 'updated', version: 2 });
      expect(await known(store)).toEqual(['bundled.co.id', 'kas.co.id', 'naga.co.id']);
    } finally {
      server.close();
    }
  });
});
