// @vitest-environment node
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compileList, memoryRecords, PlatformList } from '../../../lib/platforms/index.ts';
import { record } from './build-list.ts';

/**
 * A list written by hand from docs/list-format.md, with none of the code of `lib/platforms`: what another program would
 * do. One record, one key, one bucket.
 */
function byHand(json: string, key: string) {
  const finish = (lane: bigint) => {
    let x = lane;
    const mask = 0xffffffffn;
    x = ((x ^ (x >> 16n)) * 0x85ebca6bn) & mask;
    x = ((x ^ (x >> 13n)) * 0xc2b2ae35n) & mask;
    return x ^ (x >> 16n);
  };
  let a = 0x811c9dc5n;
  let b = 0x27d4eb2fn;
  for (const char of [...key].reverse()) {
    const unit = BigInt(char.charCodeAt(0));
    a = ((a ^ unit) * 0x01000193n) & 0xffffffffn;
    b = ((b + unit) * 0x5bd1e995n) & 0xffffffffn;
  }
  const print = Number(finish(b ^ (b >> 15n)) & 0xffffffn);
  const build = 12345;
  const block = Buffer.from(deflateRawSync(Buffer.from(`[${json}]`)));
  let state = Number((BigInt(build) ^ 0x9e3779b1n) & 0xffffffffn) | 0;
  for (let at = 0; at < block.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    block[at] = block[at]! ^ (state & 0xff);
  }
  const head = Buffer.alloc(16);
  for (const [at, word] of [0x43455252, 1, build, 1].entries()) head.writeUInt32LE(word, at * 4);
  const index = Buffer.alloc(64 + 8 + 8 + 4 + 4 + 4);
  for (const [at, word] of [0x58444952, 1, build, 7, 20_000, 1, 1, 1, 1, 2].entries())
    index.writeUInt32LE(word, at * 4);
  index.writeUInt32LE(1, 68);
  index.writeUInt32LE(16, 72);
  index.writeUInt32LE(16 + block.length, 76);
  index.writeUInt16LE(print & 0xffff, 80);
  index.writeUInt8(print >>> 16, 88);
  return { index: Uint8Array.from(index).buffer, records: Uint8Array.from(Buffer.concat([head, block])).buffer, build };
}

describe('the format as documented', () => {
  it('can be written by another program', async () => {
    const json = '{"id":"id-kas","name":"Kas","jurisdiction":"ID","domains":["kasharimau.co.id"]}';
    const { index, records, build } = byHand(json, 'kasharimau.co.id');
    const list = new PlatformList(index, memoryRecords(records, build));
    expect(list.header).toMatchObject({ version: 7, keys: 1, records: 1 });
    expect((await list.findByHost('www.kasharimau.co.id'))?.id).toBe('id-kas');
    expect(await list.findByHost('kasharimau.com')).toBeNull();
  });

  it('costs at most ten bytes of index a domain', async () => {
    for (const count of [1000, 4096, 20_000]) {
      const { index } = await compileList(
        Array.from({ length: count }, (_, at) => record({ id: `id-${at}`, domains: [`kas${at}.co.id`], evidence: [] })),
        { version: 1, date: '2026-11-01' },
      );
      expect(index.length / count).toBeLessThan(10);
    }
  });
});
