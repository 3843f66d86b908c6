// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { openRights } from '../../../lib/rights/index.ts';
import { readPackFiles, rightsIndex } from '../../../scripts/lib/rights-index.ts';
import { fetchJson } from './files.ts';

describe('opening the rights', () => {
  it('reads each file once', async () => {
    const fetch = vi.fn(fetchJson);
    const rights = openRights(fetch);
    await Promise.all([rights.pack('CN'), rights.rightsFor('CN', ['threats']), rights.firstHelp('CN', 'harassed')]);
    expect(fetch.mock.calls.map(([path]) => path)).toEqual(['rights/index.json', 'rights/CN.json']);
  });

  it('tries again after a read that failed', async () => {
    const fetch = vi.fn(fetchJson).mockRejectedValueOnce(new Error('gone'));
    const rights = openRights(fetch);
    await expect(rights.pack('IN')).rejects.toThrow('gone');
    expect((await rights.pack('IN'))?.jurisdiction).toBe('IN');
  });

  it("gives nothing for a place without a pack, and the EU's for its members", async () => {
    const rights = openRights(fetchJson);
    expect(await rights.pack('JP')).toBeNull();
    expect(await rights.rightsFor('JP', [])).toEqual([]);
    expect(await rights.firstHelp('JP', 'borrow')).toBeNull();
    expect(await rights.capsFor('JP', 'nominal', { amount: 1, termDays: 1 })).toEqual([]);
    expect((await rights.pack('FR'))?.jurisdiction).toBe('EU');
  });

  it('refuses a file that is no pack', async () => {
    const rights = openRights(async (path) => (path.endsWith('index.json') ? fetchJson(path) : { jurisdiction: 'CN' }));
    await expect(rights.pack('CN')).rejects.toThrow();
  });

  it.each([
    ['CN', 'harassed', '12378'],
    ['ID', 'harassed', '157'],
    ['IN', 'harassed', '1930'],
    ['PH', 'harassed', '1326'],
    ['MX', 'harassed', '089'],
    ['GB', 'cannot-repay', '0800 138 1111'],
    ['US', 'cannot-repay', '800-388-2227'],
  ] as const)('puts first in %s, %s: %s', async (code, door, phone) => {
    expect((await openRights(fetchJson).firstHelp(code, door))?.phone).toBe(phone);
  });

  it('lists the packs as they are', async () => {
    expect(await fetchJson('rights/index.json')).toEqual(rightsIndex(await readPackFiles()));
  });
});
