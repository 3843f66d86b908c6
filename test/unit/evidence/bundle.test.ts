// @vitest-environment node
import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  appendEvent,
  BUNDLE_LIMIT,
  type BundleOptions,
  browserOf,
  deviceZone,
  exportBundle,
  exportBundleBlob,
  isoLocal,
  offsetAt,
} from '../../../lib/evidence/index.ts';
import { openVisits, type VisitStore } from '../../../lib/visits/index.ts';
import { draft } from './fixtures.ts';
import { reportWords, verifierWords } from './words.ts';

const NOW = Date.UTC(2026, 10, 2);
const options: BundleOptions = { language: 'en', report: reportWords, verifier: verifierWords, now: NOW };
let store: VisitStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openVisits();
});

async function unzip(change: Partial<BundleOptions> = {}): Promise<Record<string, Uint8Array>> {
  const result = await exportBundleBlob(store, { ...options, ...change });
  if (!result.ok) throw new Error(`${result.reason} ${result.detail}`);
  return unzipSync(new Uint8Array(await result.value.arrayBuffer()));
}

function png(seed: number, size: number): Blob {
  return new Blob([Uint8Array.from({ length: size }, (_, index) => (index * seed) % 251)], { type: 'image/png' });
}

describe('exportBundle', () => {
  it('holds the log, the report, every file once, and the hash of each', async () => {
    const shot = { name: '../../shot.png', blob: png(7, 300_000) };
    await appendEvent(store, draft(), [shot, { name: 'run.html', blob: new Blob(['<script>']) }], { now: NOW });
    await appendEvent(store, draft({ said: 'second' }), [{ ...shot, name: 'again.png' }], { now: NOW });
    const files = await unzip();
    expect(Object.keys(files).sort()).toEqual([
      'files/0001-1.png',
      'files/0001-2.html.bin',
      'hashes.json',
      'index.html',
      'log.json',
      'verify.html',
    ]);
    const hashes = JSON.parse(strFromU8(files['hashes.json']!));
    expect(hashes).toMatchObject({ count: 2, algorithm: 'SHA-256' });
    expect(hashes.files).toHaveLength(4);
    for (const { path, sha256 } of hashes.files) {
      expect(createHash('sha256').update(files[path]!).digest('hex')).toBe(sha256);
    }
    const log = JSON.parse(strFromU8(files['log.json']!));
    expect(log.entries.map((entry: { said: string }) => entry.said)).toEqual(['Pay tonight', 'second']);
    expect(hashes.head).toBe(log.entries[1].hash);
  });

  it('shows what others wrote as text, whatever it looks like', async () => {
    const hostile = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
    await appendEvent(
      store,
      draft({ said: hostile, party: hostile, url: `https://a.example/${hostile}` }),
      [{ name: hostile, blob: png(3, 10) }],
      { now: NOW },
    );
    await appendEvent(store, draft({ corrects: 1 }), [], { now: NOW });
    const suggestions = [
      {
        text: hostile,
        events: [1],
        rules: [{ text: hostile, citation: hostile, notes: [hostile, 'binds members only'] }],
      },
    ];
    const html = strFromU8((await unzip({ suggestions }))['index.html']!);
    expect(html).not.toMatch(/<script|<img src=x|onerror=alert\(1\)>/);
    expect(html).toContain('binds members only');
    expect(html.match(/<img /g)).toHaveLength(1);
    expect(html).toContain('2026-11-01T21:30+07:00 (Asia/Jakarta)');
    expect(html).toContain('class="past"');
    const made = isoLocal(NOW, offsetAt(NOW, deviceZone()));
    expect(html).toContain(`2 entries, ${made} (${deviceZone()})`);
  });

  it('gives when it was written as it gives when it happened, and keeps the seconds of a picture', async () => {
    const at = Date.UTC(2026, 10, 1, 20, 18, 18);
    const recorded = Date.UTC(2026, 10, 1, 20, 18, 19);
    await appendEvent(store, draft({ at, channel: 'page' }), [], { now: recorded });
    const html = strFromU8((await unzip())['index.html']!);
    expect(html).toContain('2026-11-02T03:18:18+07:00 (Asia/Jakarta)');
    expect(html).toContain('2026-11-02T03:18:19+07:00');
    expect(html).not.toMatch(/\d{2}Z/);
  });

  it('names the program and the browser that made it', async () => {
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
    const edge = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
    expect(browserOf(firefox)).toBe('Firefox 153.0');
    expect(browserOf(`${edge} Edg/156.0.1.2`)).toBe('Edge 156.0.1.2');
    expect(browserOf(edge)).toBe('Chrome 156.0.0.0');
    expect(browserOf('Opera of the future')).toBe('');
    const files = await unzip({ madeWith: { ringfence: '0.1.0', browser: 'Firefox 153.0' } });
    expect(JSON.parse(strFromU8(files['hashes.json']!)).madeWith).toEqual({
      ringfence: '0.1.0',
      browser: 'Firefox 153.0',
    });
  });

  it('is whole without entries', async () => {
    const files = await unzip();
    expect(JSON.parse(strFromU8(files['log.json']!)).entries).toEqual([]);
    expect(JSON.parse(strFromU8(files['hashes.json']!))).toMatchObject({ count: 0, head: '0'.repeat(64) });
  });

  it('comes in pieces, with progress, and stops at the signal', async () => {
    for (const seed of [3, 5, 7])
      await appendEvent(store, draft(), [{ name: 'a.png', blob: png(seed, 200_000) }], { now: NOW });
    const progress: number[] = [];
    const controller = new AbortController();
    let largest = 0;
    const read = async () => {
      const onProgress = (done: number, total: number) => {
        progress.push(done / total);
        if (progress.length === 2) controller.abort();
      };
      for await (const chunk of exportBundle(store, { ...options, signal: controller.signal, onProgress })) {
        largest = Math.max(largest, chunk.length);
      }
    };
    await expect(read()).rejects.toMatchObject({ failure: { reason: 'cancelled' } });
    expect(progress).toEqual([1 / 3, 2 / 3]);
    expect(largest).toBeLessThanOrEqual(200_000);
  });

  it('refuses more than unzip programs can read', async () => {
    await appendEvent(store, draft(), [{ name: 'a.png', blob: png(3, 10) }], { now: NOW });
    await store.database.run(['events'], 'readwrite', async (tx) => {
      const entry = (await tx.store.get(1))!;
      await tx.store.put({ ...entry, files: [{ ...entry.files[0]!, size: BUNDLE_LIMIT + 1 }] });
    });
    expect(await exportBundleBlob(store, options)).toMatchObject({ ok: false, reason: 'too-large' });
  });

  it('works with a clock that is off', async () => {
    expect(Object.keys(await unzip({ now: 0 }))).toContain('log.json');
  });
});
