// @vitest-environment node

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  compileList,
  keyFingerprint,
  type ListState,
  type ListsState,
  ListUpdater,
  openPlatformLists,
  type PlatformRecord,
} from '../../../lib/platforms/index.ts';
import { MemoryStore } from '../../../scripts/lib/data/memory-store.ts';
import { newKey } from '../../../scripts/lib/data/publish.ts';
import { openCompiled, record, statement } from './build-list.ts';
import {
  BASE,
  forge,
  MANIFEST,
  NOW,
  type Published,
  publishEdition,
  serve,
  unsigned,
  updaterOver,
} from './published.ts';

const DAY = 86_400_000;
const OLD = [
  record({ id: 'id-kas', domains: ['kas.co.id'] }),
  record({ id: 'id-duit', name: 'Duit', domains: ['duit.co.id'] }),
];
const NEW = [
  record({ id: 'id-kas', domains: ['kas.co.id'], note: 'changed' }),
  record({ id: 'id-naga', name: 'Naga', domains: ['naga.co.id'] }),
];

const bundled = async () =>
  openCompiled(
    await compileList([record({ id: 'id-b', domains: ['bundled.co.id'] })], { version: 10, date: '2026-11-01' }),
  );

/** Which of the test's hosts are found over all lists. */
async function known(store: MemoryStore): Promise<string[]> {
  const lists = await openPlatformLists(await bundled(), store, NOW);
  expect(lists.broken).toEqual([]);
  const found: string[] = [];
  for (const host of ['bundled.co.id', 'kas.co.id', 'duit.co.id', 'naga.co.id'])
    if (await lists.findByHost(host)) found.push(host);
  return found;
}

async function accepted(published: Published, store = new MemoryStore(), now?: () => number) {
  const server = serve(published);
  const updater = updaterOver(store, server.fetch, now);
  const result = await updater.accept(MANIFEST, [published.key.public]);
  return { store, updater, result, server };
}

const only = async (store: MemoryStore): Promise<ListState> => (await store.readState())!.lists[0]!;

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

describe('editions that are refused: the last good one stays', () => {
  const refused = async (
    replace: (published: Published) => Promise<Record<string, Uint8Array<ArrayBuffer> | Response | Error>>,
    now = NOW,
  ) => {
    const published = await publishEdition(OLD);
    const { store } = await accepted(published);
    await publishEdition(NEW, { into: published, version: 2 });
    const before = await known(store);
    const result = await updaterOver(store, serve(published, await replace(published)).fetch, () => now).update(
      'group',
    );
    expect(await known(store)).toEqual(before);
    expect((await only(store)).edition?.version).toBe(1);
    if (result.outcome !== 'refused') throw new Error('it was taken');
    expect((await only(store)).problem).toMatchObject({ reason: result.reason, detail: result.detail });
    expect(result.detail).not.toBe('');
    return result.reason;
  };
  const manifest = (bytes: Uint8Array<ArrayBuffer>) => ({ 'manifest.json': bytes });
  const text = (words: string) => manifest(Uint8Array.from(Buffer.from(words)));

  it('a wrong signature', async () => {
    const tampered = async (published: Published) => {
      const envelope = JSON.parse(await readFile(join(published.folder, 'manifest.json'), 'utf8'));
      const payload = Buffer.from(envelope.payload, 'base64url').toString().replace('"version":2', '"version":3');
      return text(JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString('base64url') }));
    };
    expect(await refused(tampered)).toBe('signature');
  });

  it('the signature of another key', async () => {
    const other = await newKey();
    expect(await refused(async ({ folder }) => manifest(await forge({ folder, key: other }, () => undefined)))).toBe(
      'other-key',
    );
  });

  it('a key of ours with the signature of another', async () => {
    const other = await newKey();
    const lying = async ({ folder, key }: Published) =>
      manifest(await forge({ folder, key: { ...other, public: key.public } }, () => undefined));
    expect(await refused(lying)).toBe('signature');
  });

  it('no signature', async () => {
    expect(await refused(async () => text(unsigned('{}')))).toBe('other-key');
  });

  it('an older version', async () => {
    const published = await publishEdition(OLD, { version: 5 });
    const { store } = await accepted(published);
    const { fetch } = serve(published, manifest(await forge(published, (payload) => ({ ...payload, version: 4 }))));
    expect(await updaterOver(store, fetch).update('group')).toMatchObject({ outcome: 'refused', reason: 'older' });
    expect((await only(store)).edition?.version).toBe(5);
  });

  it('an expired one', async () => {
    expect(
      await refused(async (published) =>
        manifest(await forge(published, (payload) => ({ ...payload, expires: '2026-11-22' }))),
      ),
    ).toBe('expired');
  });

  it('one from the future, as when the clock of the device is wrong', async () => {
    const published = await publishEdition(OLD, { date: '2026-11-20' });
    const { store, result } = await accepted(published, new MemoryStore(), () => Date.parse('2019-01-01'));
    expect(result).toMatchObject({ outcome: 'refused', reason: 'clock' });
    expect(store.saved).toBeNull();
  });

  it('another list under the same address', async () => {
    expect(
      await refused(async (published) =>
        manifest(await forge(published, (payload) => ({ ...payload, list: 'other' }))),
      ),
    ).toBe('other-list');
  });

  it.each([
    ['truncated', '{"payload":"eyJ'],
    ['a page instead', '<!doctype html><title>404</title>'],
    ['an array', '[]'],
    ['empty', ''],
  ])('a manifest that is %s', async (_, words) => {
    expect(['damaged', 'format']).toContain(await refused(async () => text(words)));
  });

  it.each([
    ['a wrong format', { format: 'other' }],
    ['a format of the future', { formatVersion: 2 }],
    ['a version that is no number', { version: '3' }],
    ['a hostile id', { list: '__proto__' }],
    ['markup in its title', { title: '<b>x</b>' }],
    ['an impossible date', { date: '2026-99-99' }],
    ['no keys', { keys: [] }],
  ])('a manifest with %s', async (_, change) => {
    expect(
      await refused(async (published) => manifest(await forge(published, (payload) => ({ ...payload, ...change })))),
    ).toBe('format');
  });

  it('a list of 500 MB', async () => {
    const huge = async (published: Published) =>
      manifest(
        await forge(published, (payload) => {
          const parts = Array.from({ length: 125 }, (_, at) => ({
            sha256: at.toString(16).padStart(64, '0'),
            bytes: 4 * 1024 * 1024,
          }));
          return { ...payload, deltas: [], recordParts: parts };
        }),
      );
    expect(await refused(huge)).toBe('too-large');
  });

  it('a part that is larger than it says, without reading it to the end', async () => {
    let sent = 0;
    const endless = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += 65_536;
            controller.enqueue(new Uint8Array(65_536));
          },
        }),
      );
    const published = await publishEdition(OLD);
    const payload = JSON.parse(
      Buffer.from(
        JSON.parse(await readFile(join(published.folder, 'manifest.json'), 'utf8')).payload,
        'base64url',
      ).toString(),
    );
    const { fetch } = serve(published, { [`parts/${payload.recordParts[0].sha256}.bin`]: endless() });
    const store = new MemoryStore();
    expect(await updaterOver(store, fetch).accept(MANIFEST, [published.key.public])).toMatchObject({
      reason: 'too-large',
    });
    expect(sent).toBeLessThan(1_000_000);
    expect(store.saved).toBeNull();
  });

  it('an endless manifest', async () => {
    const endless = new Response(
      new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(32)) }),
    );
    expect(await refused(async () => ({ 'manifest.json': endless }))).toBe('too-large');
  });

  it('no network, a server that is down', async () => {
    expect(await refused(async () => ({ 'manifest.json': new Error('offline') }))).toBe('network');
    expect(await refused(async () => ({ 'manifest.json': new Response('', { status: 503 }) }))).toBe('network');
  });

  it.each<[string, PlatformRecord[], RegExp]>([
    ['a public suffix, which would match everything', [record({ domains: ['co.id'] })], /a public suffix/],
    ['a host that strangers share', [record({ domains: ['sites.google.com'] })], /shared by strangers/],
    ['invalid IDNA', [record({ domains: ['xn--zz.com'] })], /not a host name|normal form/],
    ['a host that is not in its normal form', [record({ domains: ['Kas.co.id'] })], /normal form/],
    ['markup in a name', [record({ name: '<img src=x onerror=alert(1)>' })], /markup/],
    ['a control character in a name', [record({ name: 'Kas\u202eHarimau' })], /control/],
    ['a hostile id', [record({ id: '__proto__' })], /the id is not/],
    ['one id twice', [record(), record()], /stands twice/],
    ['a link that runs', [record({ evidence: [statement({ url: 'javascript:alert(1)' })] })], /not http/],
    ['a status of its own', [record({ evidence: [statement({ status: 'evil' as 'reported' })] })], /unknown status/],
    ['an endless name', [record({ name: 'x'.repeat(5000) })], /too long/],
    ['an evidence without a date', [record({ evidence: [statement({ date: '' })] })], /without a date/],
  ])('%s', async (_, records, reason) => {
    const { store, result } = await accepted(await publishEdition(records));
    expect(result).toMatchObject({ outcome: 'refused', reason: 'content' });
    expect(result).toHaveProperty('detail', expect.stringMatching(reason));
    expect(store.saved).toBeNull();
    expect(Object.prototype).not.toHaveProperty('name');
  });

  it('one record over and over', async () => {
    const many = Array.from({ length: 30_000 }, () => record({ domains: ['kas.co.id'] }));
    const { result } = await accepted(await publishEdition(many));
    expect(result).toMatchObject({ outcome: 'refused', reason: 'content' });
  });

  it('an index that belongs to other records, though all is signed', async () => {
    const published = await publishEdition(OLD);
    const other = await publishEdition(NEW);
    const read = async (folder: string) =>
      JSON.parse(
        Buffer.from(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')).payload, 'base64url').toString(),
      );
    const foreign = (await read(other.folder)).recordParts;
    const bytes = Uint8Array.from(await readFile(join(other.folder, 'parts', `${foreign[0].sha256}.bin`)));
    const mixed = await forge(published, (payload) => ({ ...payload, recordParts: foreign }));
    const { fetch } = serve(published, { 'manifest.json': mixed, [`parts/${foreign[0].sha256}.bin`]: bytes });
    const store = new MemoryStore();
    expect(await updaterOver(store, fetch).accept(MANIFEST, [published.key.public])).toMatchObject({
      reason: 'damaged',
    });
    expect(store.saved).toBeNull();
  });
});

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

  it('though the clock was far ahead and is set right again', async () => {
    let now = NOW + 100 * DAY;
    const { updater } = await accepted(await publishEdition(OLD), new MemoryStore(), () => now);
    await updater.setUpdates(true);
    now = NOW;
    expect(await updater.due()).toEqual(['group']);
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
