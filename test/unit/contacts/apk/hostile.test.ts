// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ApkError, type ApkProblem, bytesSource, readApk } from '../../../../lib/contacts/apk/index.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../../fixtures/apk', name));
const LENDER = fixture('lender.apk');
const MANIFEST = unzipSync(LENDER)['AndroidManifest.xml']!;

async function problemOf(bytes: Uint8Array): Promise<ApkProblem | 'read'> {
  try {
    await readApk(bytesSource(bytes));
    return 'read';
  } catch (error) {
    if (error instanceof ApkError) return error.problem;
    throw error;
  }
}

const withManifest = (manifest: Uint8Array, more: Zippable = {}) =>
  zipSync({ ...more, 'AndroidManifest.xml': [manifest, { level: 9 }] });

/** The bytes with some of them written over, at offsets from a record's signature (the last one found). */
function patched(bytes: Uint8Array, signature: number, change: (view: DataView, at: number) => void): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  for (let at = copy.length - 22; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== signature) continue;
    change(view, at);
    return copy;
  }
  throw new Error('no such record');
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const endPatch = (change: (view: DataView, at: number) => void) => patched(LENDER, END, change);
const entryPatch = (change: (view: DataView, at: number) => void) => patched(LENDER, ENTRY, change);

function manifestPatch(change: (view: DataView) => void): Uint8Array {
  const copy = Uint8Array.from(MANIFEST);
  change(new DataView(copy.buffer));
  return withManifest(copy);
}

/** An archive whose end is in the large form, with these numbers in it. */
function zip64(count: bigint, size: bigint, offset: bigint, recordAt?: bigint): Uint8Array {
  const end = LENDER.length - 22;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(count, 24);
  record.writeBigUInt64LE(count, 32);
  record.writeBigUInt64LE(size, 40);
  record.writeBigUInt64LE(offset, 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(recordAt ?? BigInt(end), 8);
  const tail = Buffer.from(LENDER.subarray(end));
  tail.writeUInt16LE(0xffff, 10);
  tail.writeUInt32LE(0xffffffff, 12);
  tail.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([LENDER.subarray(0, end), record, locator, tail]);
}

const directorySize = LENDER.readUInt32LE(LENDER.length - 22 + 12);
const directoryAt = LENDER.readUInt32LE(LENDER.length - 22 + 16);

describe('an app file that is none, or means harm', () => {
  const cases: [string, () => Uint8Array, ApkProblem | 'read'][] = [
    ['nothing', () => new Uint8Array(), 'not-zip'],
    ['a text', () => Buffer.from('<!doctype html><title>Not an app</title>'.repeat(20)), 'not-zip'],
    ['a file that ends too early', () => LENDER.subarray(0, LENDER.length - 40), 'truncated'],
    ['a file whose beginning is missing', () => LENDER.subarray(400), 'truncated'],
    ['an archive without a manifest', () => zipSync({ 'a.txt': Buffer.from('a') }), 'no-manifest'],
    ['a bundle of parts without a main app', () => zipSync({ 'config.en.apk': LENDER }), 'no-base'],
    [
      'an archive in an archive in an archive',
      () => zipSync({ 'base.apk': zipSync({ 'base.apk': LENDER }) }),
      'no-manifest',
    ],
    [
      'a table of contents that is elsewhere',
      () => endPatch((view, at) => view.setUint32(at + 16, 4, true)),
      'bad-directory',
    ],
    ['more entries than there are', () => endPatch((view, at) => view.setUint16(at + 10, 9, true)), 'bad-directory'],
    ['a table of 4 GB', () => endPatch((view, at) => view.setUint32(at + 12, 0xfffffff0, true)), 'bad-directory'],
    [
      'a name longer than the table',
      () => entryPatch((view, at) => view.setUint16(at + 28, 60_000, true)),
      'bad-directory',
    ],
    ['an entry beyond the table', () => entryPatch((view, at) => view.setUint32(at + 42, 700, true)), 'overlapping'],
    [
      'an entry larger than the file',
      () => entryPatch((view, at) => view.setUint32(at + 20, 90_000, true)),
      'overlapping',
    ],
    [
      'a manifest of 100 MB by its own word',
      () => entryPatch((view, at) => view.setUint32(at + 24, 100_000_000, true)),
      'manifest-too-big',
    ],
    [
      'a manifest of 100 MB that says it is small',
      () => {
        const bomb = withManifest(new Uint8Array(100_000_000));
        return patched(bomb, ENTRY, (view, at) => view.setUint32(at + 24, 2000, true));
      },
      'bomb',
    ],
    [
      'the same name twice',
      () => {
        const two = zipSync({ 'AndroidManifest.xml': MANIFEST, 'AndroidManifest.xmm': MANIFEST });
        return Buffer.from(
          Buffer.from(two).toString('latin1').replaceAll('AndroidManifest.xmm', 'AndroidManifest.xml'),
          'latin1',
        );
      },
      'duplicate',
    ],
    [
      'two entries in the same place',
      () => {
        const two = Buffer.from(zipSync({ 'other.bin': MANIFEST, 'AndroidManifest.xml': MANIFEST }));
        return patched(two, ENTRY, (view, at) => view.setUint32(at + 42, 0, true));
      },
      'overlapping',
    ],
    [
      'packed bytes that are none',
      () => patched(LENDER, LOCAL, (view, at) => new Uint8Array(view.buffer).fill(0xff, at + 60, at + 120)),
      'bad-compression',
    ],
    [
      'an entry that is really encrypted',
      () => {
        const noise = patched(LENDER, LOCAL, (view, at) => new Uint8Array(view.buffer).fill(0xff, at + 60, at + 120));
        return patched(noise, ENTRY, (view, at) => view.setUint16(at + 8, 1, true));
      },
      'encrypted',
    ],
    ['a flag for encryption that is not true', () => entryPatch((view, at) => view.setUint16(at + 8, 1, true)), 'read'],
    ['large numbers where small ones would do', () => zip64(1n, BigInt(directorySize), BigInt(directoryAt)), 'read'],
    ['a table at the far end of the universe', () => zip64(1n, 46n, 2n ** 63n), 'zip64'],
    ['2^60 entries', () => zip64(2n ** 60n, 100n, 4n), 'zip64'],
    ['millions of entries', () => zip64(5_000_000n, 100n, 4n), 'bad-directory'],
    ['an end record that is somewhere else', () => zip64(1n, 100n, 4n, 2n ** 40n), 'zip64'],
    ['a manifest that is a text', () => withManifest(Buffer.from('<manifest package="x"/>')), 'bad-manifest'],
    ['an empty manifest', () => withManifest(new Uint8Array()), 'bad-manifest'],
    ['a manifest of zeros', () => withManifest(new Uint8Array(500)), 'bad-manifest'],
    ['a chunk of no length, over and over', () => manifestPatch((view) => view.setUint32(12, 0, true)), 'bad-manifest'],
    [
      'a chunk that reaches beyond the file',
      () => manifestPatch((view) => view.setUint32(12, 0x7fffffff, true)),
      'bad-manifest',
    ],
    ['four milliard texts', () => manifestPatch((view) => view.setUint32(16, 0xfffffff0, true)), 'bad-pool'],
    ['texts that begin in their own index', () => manifestPatch((view) => view.setUint32(28, 12, true)), 'bad-pool'],
    [
      'texts that lie outside',
      () =>
        manifestPatch((view) => {
          for (let index = 0; index < view.getUint32(16, true); index += 1)
            view.setUint32(36 + index * 4, 0x7ffffff0, true);
        }),
      'bad-pool',
    ],
    [
      'another type of file, which Android does not mind',
      () => manifestPatch((view) => view.setUint16(0, 0, true)),
      'read',
    ],
  ];

  it.each(cases)('%s', async (_name, make, expected) => {
    expect(await problemOf(make())).toBe(expected);
  });

  it('gives the permissions of an app that lies stored under an unknown method, as Android does', async () => {
    const stored = fixture('stored-manifest.apk');
    const odd = patched(stored, ENTRY, (view, at) => view.setUint16(at + 10, 0x1234, true));
    const { permissions } = await readApk(bytesSource(odd));
    expect(permissions).toHaveLength(7);
  });

  it('ends every damaged file in its own kind of error', async () => {
    const seeds = ['lender.apk', 'utf8-pool.apk', 'bundle.xapk', 'stored-manifest.apk'].map(fixture);
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...seeds), damage, fc.nat(40), async (seed, changes, cut) => {
        const bytes = Uint8Array.from(seed.subarray(0, cut > 35 ? seed.length - cut : seed.length));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        await problemOf(bytes);
      }),
      { seed: 20_261_124, numRuns: 3000 },
    );
  });

  it('ends every damaged manifest in its own kind of error', async () => {
    const damage = fc.array(fc.tuple(fc.nat({ max: MANIFEST.length - 1 }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 20,
    });
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const manifest = Uint8Array.from(MANIFEST);
        for (const [at, value] of changes) manifest[at] = value;
        outcomes.add(await problemOf(zipSync({ 'AndroidManifest.xml': [manifest, { level: 0 }] })));
      }),
      { seed: 20_261_124, numRuns: 3000 },
    );
    expect([...outcomes].sort()).toEqual(['bad-manifest', 'bad-pool', 'read']);
  });
});
