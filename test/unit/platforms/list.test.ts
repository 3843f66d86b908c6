// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileList, openPlatformList, PlatformList, RISKY } from '../../../lib/platforms/index.ts';
import { listOf, openCompiled, record, statement } from './build-list.ts';

describe('look-up by host', () => {
  const records = [
    record({ id: 'id-a', domains: ['kasharimau.co.id'] }),
    record({ id: 'id-b', domains: ['duit.pasarhost.com'] }),
    record({ id: 'id-c', domains: ['pinjamcepat.my.id'] }),
    record({ id: 'id-d', domains: ['uangkita.github.io'] }),
    record({ id: 'id-e', domains: ['xn--fiq228c5hs.xn--io0a7i'] }),
    record({ id: 'id-f', domains: ['203.0.113.9'] }),
    record({ id: 'id-g', domains: ['pinjam.sites.google.com'] }),
  ];
  const found = async (host: string) => (await (await listOf(records)).findByHost(host))?.id ?? null;

  it.each([
    ['kasharimau.co.id', 'id-a'],
    ['www.kasharimau.co.id', 'id-a'],
    ['apply.m.kasharimau.co.id', 'id-a'],
    ['KASHARIMAU.CO.ID.', 'id-a'],
    ['kasharimau.co.id:8443', 'id-a'],
    ['notkasharimau.co.id', null],
    ['kasharimau.co.id.evil.com', null],
    ['co.id', null],
    ['id', null],
  ])('%s on a registrable domain → %s', async (host, id) => expect(await found(host)).toBe(id));

  it.each([
    ['duit.pasarhost.com', 'id-b'],
    ['a.duit.pasarhost.com', 'id-b'],
    ['pasarhost.com', null],
    ['other.pasarhost.com', null],
  ])('%s with a listed subdomain → %s', async (host, id) => expect(await found(host)).toBe(id));

  it.each([
    ['pinjamcepat.my.id', 'id-c'],
    ['my.id', null],
    ['other.my.id', null],
    ['uangkita.github.io', 'id-d'],
    ['www.uangkita.github.io', 'id-d'],
    ['deep.uangkita.github.io', null],
    ['github.io', null],
    ['someone.github.io', null],
    ['pinjam.sites.google.com', 'id-g'],
    ['sites.google.com', null],
    ['other.pinjam.sites.google.com', null],
  ])('%s under public suffixes and shared hosts → %s', async (host, id) => expect(await found(host)).toBe(id));

  it.each([
    ['中国移动.网络', null],
    ['中文网站.网络', null],
    ['xn--fiq228c5hs.xn--io0a7i', 'id-e'],
    ['203.0.113.9', 'id-f'],
    ['203.0.113.9:80', 'id-f'],
    ['113.9', null],
    ['1.203.0.113.9', null],
    ['[2001:db8::1]', null],
    ['', null],
    ['..', null],
    ['a b', null],
    ['x'.repeat(5000), null],
  ])('odd host %s → %s', async (host, id) => expect(await found(host)).toBe(id));

  it('reads Unicode hosts as their ASCII form', async () => {
    const list = await listOf([record({ domains: [new URL('http://crédito-fácil.mx').hostname] })]);
    expect(await list.findByHost('Crédito-Fácil.MX')).not.toBeNull();
    expect(await list.findByHost('credito-facil.mx')).toBeNull();
  });

  it('never matches through an entry that is a public or shared suffix, even if a list smuggles one in', async () => {
    const list = await listOf([record({ domains: ['co.id', 'com', 'github.io', 'sites.google.com', 'google.com'] })]);
    for (const host of ['tokopedia.co.id', 'example.com', 'me.github.io', 'me.sites.google.com', 'mail.google.com']) {
      expect(await list.findByHost(host)).toBeNull();
    }
  });

  it('finds every listed host and none that is not listed', async () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{2,9}$/);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(label, { minLength: 1, maxLength: 60 }), async (labels) => {
        const domains = labels.map((one) => `${one}.com`);
        const half = domains.slice(0, Math.ceil(domains.length / 2));
        const list = await listOf(half.map((domain, at) => record({ id: `id-${at}`, domains: [domain] })));
        for (const domain of domains) {
          expect((await list.findByHost(`www.${domain}`)) !== null).toBe(half.includes(domain));
        }
      }),
      { seed: 6, numRuns: 30 },
    );
  });

  it('prefers the home jurisdiction, then the newest evidence', async () => {
    const list = await listOf([
      record({
        id: 'ke-x',
        jurisdiction: 'KE',
        domains: ['tala.example.co'],
        evidence: [statement({ date: '2026-05-01', kind: 'register', status: 'licensed' })],
      }),
      record({
        id: 'tz-x',
        jurisdiction: 'TZ',
        domains: ['tala.example.co'],
        evidence: [statement({ date: '2026-01-01' })],
      }),
    ]);
    expect((await list.findByHost('tala.example.co'))?.id).toBe('ke-x');
    expect((await list.findByHost('tala.example.co', 'TZ'))?.id).toBe('tz-x');
  });
});

describe('collisions', () => {
  it('does not believe a record whose key only shares the hash', async () => {
    const compiled = await compileList([record({ domains: ['victim.com'] })], { version: 1, date: '2026-11-01' });
    const other = await compileList([record({ domains: ['other.com'] })], { version: 1, date: '2026-11-01' });
    // The records of one list under the index of another: every hit of the index is now a collision.
    const otherBuild = new Uint32Array(other.records.buffer)[2]!;
    const forged = compiled.index.slice();
    new Uint32Array(forged.buffer)[2] = otherBuild;
    const forgedList = new PlatformList(forged.buffer, async () => other.records.slice(16));
    expect(forgedList.mayHoldHost('victim.com')).toBe(true);
    await expect(forgedList.findByHost('victim.com')).resolves.toBeNull();
  });
});

describe('look-up by app', () => {
  it('finds Android packages and App Store ids exactly', async () => {
    const list = await listOf([record({ android: ['com.kas.harimau'], ios: ['1234567890'] })]);
    expect((await list.findByApp('com.kas.harimau'))?.match).toBe('app');
    expect((await list.findByApp('1234567890'))?.match).toBe('app');
    expect(await list.findByApp('com.kas.harimau.lite')).toBeNull();
    expect(await list.findByApp('kas.harimau')).toBeNull();
  });

  it('believes a package without likeness to the name only where the title agrees', async () => {
    const list = await listOf([record({ android: ['plus.H5A70B657'], packageUnmatched: ['plus.H5A70B657'] })]);
    expect(await list.findByApp('plus.H5A70B657')).toBeNull();
    expect(await list.findByApp('plus.H5A70B657', 'Sudoku Master')).toBeNull();
    expect(await list.findByApp('plus.H5A70B657', 'Kas Harimau – Pinjaman Cepat')).not.toBeNull();
  });
});

describe('look-up by name', () => {
  const list = listOf([
    record({ matchNames: ['kas harimau'] }),
    record({ id: 'cn-x', jurisdiction: 'CN', name: '狮子快贷', matchNames: ['狮子快贷'] }),
  ]);

  it('finds a name in running text of its jurisdiction only', async () => {
    expect((await (await list).findByName('© 2026 PT Kas-Harimau, Jakarta', 'ID'))?.match).toBe('name');
    expect(await (await list).findByName('© 2026 Kas Harimau', 'PH')).toBeNull();
    expect(await (await list).findByName('Kas bank harimau', 'ID')).toBeNull();
    expect((await (await list).findByName('欢迎使用狮子快贷平台', 'CN'))?.id).toBe('cn-x');
  });

  it('takes a very long text without reading all of it', async () => {
    expect(await (await list).findByName(`${'kas '.repeat(200_000)}kas harimau`, 'ID')).toBeNull();
  });
});

describe('opening', () => {
  const compiled = compileList([record({ domains: ['kasharimau.co.id'] })], { version: 7, date: '2026-11-01' });

  it('fetches the records only with the first hit, and again after a failed fetch', async () => {
    const { index, records } = await compiled;
    const fetched: string[] = [];
    let fail = true;
    const list = await openPlatformList(async (path) => {
      fetched.push(path);
      if (path.endsWith('.idx')) return index.slice().buffer;
      if (fail) throw new Error('no such file');
      return records.slice().buffer;
    });
    expect(await list.findByHost('example.com')).toBeNull();
    expect(fetched).toEqual(['lists/platforms.idx']);
    await expect(list.findByHost('kasharimau.co.id')).rejects.toThrow('no such file');
    fail = false;
    expect((await list.findByHost('kasharimau.co.id'))?.status).toBe('illegal-listed');
    await list.findByHost('kasharimau.co.id');
    expect(fetched).toEqual(['lists/platforms.idx', 'lists/platforms.rec', 'lists/platforms.rec']);
  });

  it('says what is wrong with a damaged index', async () => {
    const { index } = await compiled;
    const read = async () => new Uint8Array();
    const damaged = (change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) => () =>
      new PlatformList(change(index.slice()).buffer, read);
    expect(damaged((b) => b.slice(0, 40))).toThrow('shorter than its header');
    expect(damaged((b) => b.slice(0, -4))).toThrow('truncated');
    expect(damaged((b) => b.fill(0, 0, 4))).toThrow('not a list index');
    expect(damaged((b) => b.fill(9, 4, 5))).toThrow('format 9');
    expect(damaged((b) => b.fill(0xff, 20, 24))).toThrow('truncated');
  });

  it('rejects truncated and foreign records, and stays usable', async () => {
    const { index, records } = await compiled;
    const other = await compileList([record({ domains: ['other.com'] })], { version: 7, date: '2026-11-01' });
    const withRecords = (bytes: Uint8Array<ArrayBuffer>) =>
      openPlatformList(async (path) => (path.endsWith('.idx') ? index.slice().buffer : bytes.slice().buffer));
    await expect((await withRecords(records.slice(0, -5))).findByHost('kasharimau.co.id')).rejects.toThrow('truncated');
    await expect((await withRecords(other.records)).findByHost('kasharimau.co.id')).rejects.toThrow(
      'different editions',
    );
    const flipped = records.slice();
    flipped[30] = flipped[30]! ^ 0xff;
    await expect((await withRecords(flipped)).findByHost('kasharimau.co.id')).rejects.toThrow();
  });

  it('compiles the same records to the same bytes, and an empty list too', async () => {
    const again = await compileList([record({ domains: ['kasharimau.co.id'] })], { version: 7, date: '2026-11-01' });
    expect(again.index).toEqual((await compiled).index);
    expect(again.records).toEqual((await compiled).records);
    const empty = await listOf([]);
    expect(await empty.findByHost('example.com')).toBeNull();
    expect((await empty.stats()).records).toBe(0);
  });
});

describe('a compiled list', () => {
  it('holds no host or name in plain bytes', async () => {
    const domains = Array.from({ length: 200 }, (_, at) => `pinjaman-kilat-${at}.top`);
    const { index, records } = await compileList(
      domains.map((domain, at) => record({ id: `id-${at}`, domains: [domain] })),
      { version: 1, date: '2026-11-01' },
    );
    const text = Buffer.from(index).toString('latin1') + Buffer.from(records).toString('latin1');
    for (const needle of ['pinjaman', 'kilat', '.top', 'Harimau', 'illegal']) expect(text).not.toContain(needle);
  });

  it('gives the risky hosts as of the day, counts and search results', async () => {
    const records = [
      record({ id: 'id-a', name: 'Kas Harimau', domains: ['b.com', 'a.com'] }),
      record({
        id: 'id-b',
        name: 'Duit Naga',
        domains: ['c.com'],
        evidence: [statement({ kind: 'register', status: 'licensed', date: '2026-02-01' })],
      }),
      record({
        id: 'ph-c',
        jurisdiction: 'PH',
        domains: ['d.com'],
        evidence: [statement({ kind: 'press', status: 'reported', date: '2025-01-01' })],
      }),
    ];
    const list = await listOf(records);
    expect(await list.listedHosts()).toEqual(['a.com', 'b.com', 'd.com']);
    expect(await list.listedHosts(['illegal-listed'])).toEqual(['a.com', 'b.com']);
    expect((await list.stats()).byJurisdiction).toEqual({
      ID: { 'illegal-listed': 1, licensed: 1 },
      PH: { reported: 1 },
    });
    expect((await list.search('duit naga')).map((one) => one.record.id)).toEqual(['id-b']);
    expect((await list.search('D.COM')).map((one) => one.record.id)).toEqual(['ph-c']);
    expect(await list.search('x')).toEqual([]);
    // A year and a half later the licence is too old to praise, and the report too old to blame.
    const later = await listOf(records, '2027-06-01');
    expect(await later.listedHosts(RISKY)).toEqual(['a.com', 'b.com']);
    expect((await later.findByHost('c.com'))?.status).toBe('unknown');
    expect((await later.findByHost('c.com'))?.was).toEqual({ status: 'licensed', date: '2026-02-01', why: 'lapsed' });
    expect((await later.findByHost('d.com'))?.was?.why).toBe('no-outcome');
  });

  it('takes ids such as __proto__ as plain data', async () => {
    const list = await listOf([
      record({ id: '__proto__', name: '__proto__', jurisdiction: '__proto__', domains: ['a.com'] }),
    ]);
    expect((await list.findByHost('a.com'))?.id).toBe('__proto__');
    expect(Object.keys((await list.stats()).byJurisdiction)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['illegal-listed']).toBeUndefined();
  });

  it('opens from an index of many records with three-byte numbers', async () => {
    const many = Array.from({ length: 70_000 }, (_, at) =>
      record({ id: `id-${at}`, domains: [`h${at}.com`], evidence: [] }),
    );
    const list = openCompiled(await compileList(many, { version: 1, date: '2026-11-01' }));
    expect(list.header.refBytes).toBe(3);
    expect((await list.findByHost('h69999.com'))?.id).toBe('id-69999');
    expect((await list.findByHost('h65536.com'))?.id).toBe('id-65536');
    expect(await list.findByHost('h70000.com')).toBeNull();
  });
});
