// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  appendEvent,
  type EventDraft,
  FILE_LIMIT,
  FILES_LIMIT,
  listEvents,
  newestEvents,
  readFile,
  requestPersistence,
  verifyLog,
} from '../../../lib/evidence/index.ts';
import { openVisits, type VisitStore } from '../../../lib/visits/index.ts';
import { draft } from './fixtures.ts';

const NOW = Date.UTC(2026, 10, 2);
let store: VisitStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openVisits();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function file(text: string, name = 'a.txt', type = 'text/plain') {
  return { name, blob: new Blob([text], { type }) };
}

async function entries() {
  const result = await listEvents(store);
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

describe('newestEvents', () => {
  it('gives what happened last and how many there are, in whatever order it was written down', async () => {
    for (const [index, minute] of [5, 1, 9, 9, 3].entries()) {
      await appendEvent(store, draft({ at: minute * 60_000, said: `${index + 1}` }), [], { now: NOW });
    }
    const result = await newestEvents(store, 3);
    if (!result.ok) throw new Error(result.reason);
    expect(result.value.entries.map(({ at, n }) => [at / 60_000, n])).toEqual([
      [9, 4],
      [9, 3],
      [5, 1],
    ]);
    expect(result.value.total).toBe(5);
  });

  it('puts what was written last first within a minute, since the form asks for no seconds', async () => {
    const minute = Date.UTC(2026, 10, 1, 3, 18);
    for (const at of [minute + 50_000, minute + 18_000, minute])
      await appendEvent(store, draft({ at }), [], { now: NOW });
    for (const limit of [1, 2, 3]) {
      const result = await newestEvents(store, limit);
      expect(result.ok && result.value.entries.map(({ n }) => n)).toEqual([3, 2, 1].slice(0, limit));
    }
  });

  it('gives nothing of an empty log', async () => {
    expect(await newestEvents(store, 3)).toEqual({ ok: true, value: { entries: [], total: 0 } });
  });
});

describe('appendEvent', () => {
  it('keeps entries with their files, chained', async () => {
    const first = await appendEvent(store, draft(), [file('hello'), file('hello', 'b.txt')], { now: NOW });
    await appendEvent(store, draft({ said: 'again', corrects: 1 }), [], { now: NOW });
    const [a, b] = await entries();
    expect(first).toMatchObject({ ok: true, value: { entry: a } });
    expect(a).toMatchObject({
      n: 1,
      offset: 420,
      recorded: NOW,
      files: [{ name: 'a.txt', size: 5 }, { name: 'b.txt' }],
    });
    expect(b).toMatchObject({ n: 2, corrects: 1, previous: a!.hash });
    const blob = await readFile(store, a!.files[0]!.sha256);
    expect(blob.ok && (await blob.value.text())).toBe('hello');
    expect(await verifyLog(store)).toMatchObject({ ok: true, value: { intact: true, files: [] } });
  });

  it('keeps every entry where many are added at once', async () => {
    const other = await openVisits();
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        appendEvent(index % 2 ? store : other, draft({ said: String(index) }), [], { now: NOW }),
      ),
    );
    expect(new Set((await entries()).map((entry) => entry.said)).size).toBe(12);
    expect(await verifyLog(store)).toMatchObject({ value: { intact: true } });
  });

  it.each<[string, Partial<EventDraft>, string]>([
    ['a moment that is none', { at: Number.NaN }, 'at'],
    ['the year 0', { at: Date.parse('0000-01-01') }, 'at'],
    ['the year 275760', { at: 8.64e15 }, 'at'],
    ['a time to come', { at: NOW + 10 * 60_000 }, 'at'],
    ['a zone of no map', { zone: 'Mars/Olympus' }, 'zone'],
    ['an unknown channel', { channel: 'pigeon' as never }, 'channel'],
    ['somebody unknown', { contacted: 'cat' as never }, 'contacted'],
    ['an unknown threat', { threats: ['spell' as never] }, 'threats'],
    ['a text without end', { said: 'x'.repeat(20_001) }, 'said'],
    ['an address that runs', { url: 'javascript:alert(1)' }, 'url'],
  ])('refuses %s', async (_what, change, detail) => {
    expect(await appendEvent(store, draft(change), [], { now: NOW })).toEqual({ ok: false, reason: 'invalid', detail });
    expect(await entries()).toEqual([]);
  });

  it('refuses an entry that says nothing, and takes one with a number, a threat or a file alone', async () => {
    const blank = draft({ party: ' ', said: '\n' });
    const refused = await appendEvent(store, blank, [], { now: NOW });
    expect(refused).toEqual({ ok: false, reason: 'invalid', detail: 'blank' });
    expect(await entries()).toEqual([]);
    await appendEvent(store, { ...blank, party: '+62 21 000' }, [], { now: NOW });
    await appendEvent(store, { ...blank, threats: ['arrest'] }, [], { now: NOW });
    await appendEvent(store, blank, [file('a')], { now: NOW });
    expect(await entries()).toHaveLength(3);
  });

  it('has a clear answer to a file of no bytes, of 200 MB, and to too many', async () => {
    const huge = { name: 'call.wav', blob: { size: 200e6 } as Blob };
    expect(await appendEvent(store, draft(), [file('', 'none.png')])).toEqual({
      ok: false,
      reason: 'empty',
      detail: 'none.png',
    });
    expect(await appendEvent(store, draft(), [huge])).toEqual({ ok: false, reason: 'too-large', detail: 'call.wav' });
    const many = Array.from({ length: FILES_LIMIT + 1 }, () => file('x'));
    expect(await appendEvent(store, draft(), many)).toMatchObject({ ok: false, reason: 'too-large' });
    expect(FILE_LIMIT).toBeLessThan(200e6);
    expect(await entries()).toEqual([]);
  });

  it('keeps nothing from a private window, and corrects only what is there', async () => {
    expect(await appendEvent(store, draft(), [], { private: true })).toMatchObject({ reason: 'private' });
    expect(await appendEvent(store, draft({ corrects: 7 }), [], { now: NOW })).toMatchObject({ reason: 'not-found' });
    expect(await entries()).toEqual([]);
  });

  it('takes a time that is a little ahead, as clocks differ', async () => {
    await appendEvent(store, draft({ at: NOW + 2 * 60_000 }), [], { now: NOW });
    expect(await entries()).toHaveLength(1);
  });

  it('keeps hostile text as text', async () => {
    const said = '<img src=x onerror=alert(1)>\u0000\ud800 __proto__';
    await appendEvent(store, draft({ said }), [file('x', '../../etc/passwd', 'text/html; charset=x')], { now: NOW });
    expect((await entries())[0]).toMatchObject({
      said: said.toWellFormed(),
      files: [{ type: 'application/octet-stream' }],
    });
    expect(await verifyLog(store)).toMatchObject({ value: { intact: true } });
  });

  it('keeps the clock as it was, and tells that it went back', async () => {
    await appendEvent(store, draft(), [], { now: NOW });
    await appendEvent(store, draft(), [], { now: NOW - 1000 });
    expect(await verifyLog(store)).toMatchObject({ value: { intact: true, clockBack: [2] } });
  });

  it('follows the zone of each entry through a journey and a change of clocks', async () => {
    await appendEvent(store, draft({ at: Date.UTC(2026, 2, 29, 0, 30), zone: 'Europe/Paris' }), [], { now: NOW });
    await appendEvent(store, draft({ at: Date.UTC(2026, 2, 29, 1, 30), zone: 'Europe/Paris' }), [], { now: NOW });
    await appendEvent(store, draft({ at: Date.UTC(2026, 2, 30), zone: 'Asia/Manila' }), [], { now: NOW });
    expect((await entries()).map((entry) => entry.offset)).toEqual([60, 120, 480]);
  });
});

describe('verifyLog', () => {
  it('names an entry changed in the database, and a file that is gone or was changed', async () => {
    await appendEvent(store, draft(), [file('one')], { now: NOW });
    await appendEvent(store, draft(), [file('two', 'b.txt')], { now: NOW });
    await appendEvent(store, draft(), [], { now: NOW });
    const [a, b, c] = await entries();
    await store.database.run(['events', 'files'], 'readwrite', async (tx) => {
      await tx.objectStore('events').put({ ...c!, said: 'nothing of the kind' });
      await tx.objectStore('files').delete(a!.files[0]!.sha256);
      await tx.objectStore('files').put({ sha256: b!.files[0]!.sha256, blob: new Blob(['TWO']) });
    });
    expect(await verifyLog(store)).toMatchObject({
      value: {
        intact: false,
        faults: [{ n: 3, what: 'altered' }],
        files: [
          { n: 1, name: 'a.txt', what: 'missing' },
          { n: 2, name: 'b.txt', what: 'altered' },
        ],
      },
    });
  });

  it('notices that the last entry was taken away', async () => {
    await appendEvent(store, draft(), [], { now: NOW });
    await appendEvent(store, draft(), [], { now: NOW });
    await store.database.run(['events'], 'readwrite', (tx) => tx.store.delete(2));
    expect(await verifyLog(store)).toMatchObject({ value: { faults: [{ n: 2, what: 'removed' }] } });
  });
});

describe('requestPersistence', () => {
  it.each([
    ['unavailable', undefined],
    ['granted', { persisted: async () => false, persist: async () => true }],
    ['granted', { persisted: async () => true, persist: async () => false }],
    ['denied', { persisted: async () => false, persist: async () => false }],
    ['unavailable', { persisted: () => Promise.reject(new Error('no')), persist: async () => false }],
  ])('is %s', async (expected, storage) => {
    vi.stubGlobal('navigator', { storage });
    expect(await requestPersistence()).toBe(expected);
  });

  it('is asked for with the first entry alone', async () => {
    const persist = vi.fn(async () => true);
    vi.stubGlobal('navigator', { storage: { persisted: async () => false, persist } });
    expect(await appendEvent(store, draft(), [], { now: NOW })).toMatchObject({ value: { persistence: 'granted' } });
    expect(await appendEvent(store, draft(), [], { now: NOW })).not.toHaveProperty('value.persistence');
    expect(persist).toHaveBeenCalledTimes(1);
  });
});
