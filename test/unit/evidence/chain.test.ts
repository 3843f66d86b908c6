// @vitest-environment node
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type EventRow, entryHash, sha256, verifyChain } from '../../../lib/evidence/index.ts';
import { chain } from './fixtures.ts';

describe('canonicalJson', () => {
  it('has one spelling for one value, and is JSON', () => {
    expect(canonicalJson({ b: [1, { z: null, a: 'é"\n' }], a: true })).toBe(
      '{"a":true,"b":[1,{"a":"é\\"\\n","z":null}]}',
    );
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
      { seed: 6, numRuns: 200 },
    );
  });

  it('refuses what is no JSON', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, () => 0, undefined, { a: undefined }]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
  });
});

describe('sha256', () => {
  it('agrees with another implementation', async () => {
    for (const text of ['', 'abc', '借款 🙂']) {
      expect(await sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
    }
  });
});

describe('verifyChain', () => {
  const endOf = (entries: EventRow[]) => ({ count: entries.length, hash: entries.at(-1)!.hash });

  it('finds a sound log sound, with and without its end, empty too', async () => {
    const entries = await chain(6);
    expect(await verifyChain(entries, endOf(entries))).toEqual({
      intact: true,
      faults: [],
      clockBack: [],
      head: entries[5]!.hash,
    });
    expect(await verifyChain(entries)).toMatchObject({ intact: true });
    expect(await verifyChain([], { count: 0, hash: '0'.repeat(64) })).toMatchObject({ intact: true });
  });

  it('tells where the clock went back, which is no fault', async () => {
    const entries = await chain(4, (n) => (n === 3 ? { recorded: 5 } : {}));
    expect(await verifyChain(entries, endOf(entries))).toMatchObject({ intact: true, clockBack: [3] });
  });

  it('names exactly the entry that was tampered with', async () => {
    const sound = await chain(8);
    const field = fc.constantFrom<Partial<EventRow>>(
      { said: 'Please pay when you can' },
      { at: 1 },
      { threats: ['arrest'] },
      { previous: 'f'.repeat(64) },
      { zone: 'UTC' },
      { files: [{ name: 'a', type: 'b', size: 1, sha256: 'c' }] },
    );
    const at = fc.integer({ min: 0, max: 7 });
    const tamper = fc.oneof(
      fc.record({ how: fc.constant('alter' as const), at, field }),
      fc.record({ how: fc.constant('rewrite' as const), at, field }),
      fc.record({ how: fc.constant('remove' as const), at }),
      fc.record({ how: fc.constant('move' as const), at: fc.integer({ min: 0, max: 6 }) }),
      fc.record({ how: fc.constant('double' as const), at }),
    );
    await fc.assert(
      fc.asyncProperty(tamper, async (action) => {
        const entries = structuredClone(sound);
        const entry = entries[action.at]!;
        let what = 'altered';
        if (action.how === 'alter') Object.assign(entry, action.field);
        if (action.how === 'rewrite') {
          Object.assign(entry, action.field);
          entry.hash = await entryHash(entry);
        }
        if (action.how === 'remove') {
          entries.splice(action.at, 1);
          what = 'removed';
        }
        if (action.how === 'move') {
          entries.splice(action.at + 1, 0, ...entries.splice(action.at, 1));
          what = 'reordered';
        }
        if (action.how === 'double') {
          entries.push(structuredClone(entry));
          what = 'added';
        }
        const check = await verifyChain(entries, endOf(sound));
        expect(check.faults).toEqual([{ n: entry.n, what }]);
        expect(check.intact).toBe(false);
      }),
      { seed: 6, numRuns: 150 },
    );
  });

  it('sees a log cut off at its end, and one grown behind it', async () => {
    const entries = await chain(5);
    expect((await verifyChain(entries.slice(0, 3), endOf(entries))).faults).toEqual([
      { n: 4, what: 'removed' },
      { n: 5, what: 'removed' },
    ]);
    expect((await verifyChain(entries, endOf(entries.slice(0, 4)))).faults).toEqual([{ n: 5, what: 'added' }]);
  });

  it('sees an entry replaced by one with its number', async () => {
    const entries = await chain(5);
    const others = await chain(5, () => ({ said: 'other' }));
    entries[2] = others[2]!;
    expect((await verifyChain(entries, endOf(entries))).faults).toEqual([{ n: 3, what: 'altered' }]);
  });
});
