// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PlatformRecord } from '../../../lib/platforms/index.ts';
import { MemoryStore } from '../../../scripts/lib/data/memory-store.ts';
import { newKey } from '../../../scripts/lib/data/publish.ts';
import { accepted, known, NEW, OLD, only } from './added-list.ts';
import { record, statement } from './build-list.ts';
import { forge, MANIFEST, NOW, type Published, publishEdition, serve, unsigned, updaterOver } from './published.ts';

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
    ['a contact that runs', { contact: 'javascript:alert(1)' }],
    ['a contact that writes the mail', { contact: 'mailto:a@b.example?bcc=c@d.example' }],
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
