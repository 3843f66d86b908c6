import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FiltersEngine } from '@ghostery/adblocker';
import { bytesPerKey, compileList, type PlatformRecord } from '../../lib/platforms/index.ts';
import type { Bench } from '../../scripts/bench.ts';
import { fingerprint } from '../../scripts/lib/fingerprint.ts';
import { listedHosts } from './platforms-hosts.ts';

const run = promisify(execFile);
const ROOT = new URL('../../', import.meta.url).pathname;
const CACHE = join(ROOT, '.cache/bench/platforms');
const CHILD = new URL('platforms-child.ts', import.meta.url).pathname;

/** Sizes of the issue, and up to which each peer is measured. */
const SIZES = [10_000, 100_000, 1_000_000] as const;
const KINDS = { ours: 1_000_000, set: 1_000_000, ghostery: 1_000_000, 'eth-phishing-detect': 100_000 } as const;
type Kind = keyof typeof KINDS;

/** Fresh processes a measurement; the best of them counts, since all else is the machine's other work. */
const PROCESSES = 3;

/** Goals of the issue, as ratios ours / peer. */
const GOALS = { open: 0.2, lookup: 2, memory: 0.1 } as const;

/** Most bytes of index that one domain may cost. */
const BYTES_A_DOMAIN = 10;

interface Measured {
  openMs: number;
  missUs: number;
  hitUs: number;
  bytes: number;
}

function* records(hosts: readonly string[]): Generator<PlatformRecord> {
  for (const [at, host] of hosts.entries()) {
    const evidence = {
      source: 'Example authority',
      url: 'https://authority.example/list',
      date: '2026-03-01',
      says: 'On the list',
      confidence: 'verified' as const,
      kind: 'warning-list' as const,
      status: 'illegal-listed' as const,
    };
    const empty = {
      aliases: [],
      android: [],
      ios: [],
      developers: [],
      licences: [],
      packageUnmatched: [],
      notLender: false,
      held: '',
      note: '',
      matchNames: [],
    };
    yield { id: `id-${at}`, name: `Lender ${at}`, jurisdiction: 'ID', domains: [host], evidence: [evidence], ...empty };
  }
}

/** Writes the list of one size in the form of every kind, once; gives its folder. */
async function prepare(size: number): Promise<string> {
  const folder = join(CACHE, String(size));
  const stamp = await fingerprint(ROOT, [
    'lib/platforms',
    'test/bench/platforms.bench.ts',
    'test/bench/platforms-hosts.ts',
  ]);
  const made = await readFile(join(folder, 'made-from'), 'utf8').catch(() => '');
  if (made === stamp) return folder;
  await mkdir(folder, { recursive: true });
  const hosts = listedHosts(size);
  await writeFile(join(folder, 'hosts.txt'), hosts.join('\n'));
  await writeFile(join(folder, 'hosts.json'), JSON.stringify(hosts));
  await writeFile(join(folder, 'sample.txt'), hosts.filter((_, at) => at % Math.floor(size / 20) === 7).join('\n'));
  const engine = FiltersEngine.parse(hosts.map((host) => `||${host}^$all`).join('\n'), { enableCompression: false });
  await writeFile(join(folder, 'ghostery.bin'), engine.serialize());
  const list = await compileList(records(hosts), { version: 1, date: '2026-11-01' });
  await writeFile(join(folder, 'platforms.rec'), list.records);
  await writeFile(join(folder, 'platforms.idx'), list.index);
  await writeFile(join(folder, 'made-from'), stamp);
  return folder;
}

/** Measures one kind in fresh processes; the best figure of each sort. */
async function measure(kind: Kind, folder: string): Promise<Measured> {
  const best: Measured = { openMs: Infinity, missUs: Infinity, hitUs: Infinity, bytes: Infinity };
  for (let turn = 0; turn < PROCESSES; turn++) {
    const { stdout } = await run(process.execPath, ['--expose-gc', CHILD, kind, folder], { maxBuffer: 1024 * 1024 });
    const one = JSON.parse(stdout) as Measured;
    for (const field of ['openMs', 'missUs', 'hitUs', 'bytes'] as const)
      best[field] = Math.min(best[field], one[field]);
  }
  return best;
}

function pair(name: string, ours: number, peer: number, unit: string, goal: number): Bench {
  return { name, ours, peer, unit, ratio: ours / peer, goal, ok: ours / peer <= goal };
}

/** The compiled list beside a `Set` with a suffix walk, `eth-phishing-detect` and `@ghostery/adblocker`. */
export async function benches(): Promise<Bench[]> {
  const results: Bench[] = [];
  for (const size of SIZES) {
    const folder = await prepare(size);
    const label = size.toLocaleString('en');
    const measured = new Map<Kind, Measured>();
    for (const [kind, most] of Object.entries(KINDS) as [Kind, number][])
      if (size <= most) measured.set(kind, await measure(kind, folder));
    const ours = measured.get('ours')!;
    const set = measured.get('set')!;
    const peers = [...measured].filter(([kind]) => kind !== 'ours');
    const [fastest, fast] = peers.reduce((a, b) => (b[1].openMs < a[1].openMs ? b : a));
    // The goal for opening is set at a million; smaller lists are measured for scale against the same one.
    results.push(
      pair(
        `list of ${label}: cold open, beside ${fastest}`,
        ours.openMs,
        fast.openMs,
        'ms',
        size === 1_000_000 ? GOALS.open : 1,
      ),
    );
    results.push(
      pair(`list of ${label}: look-up of a host not listed, beside a Set`, ours.missUs, set.missUs, 'µs', GOALS.lookup),
    );
    results.push(
      pair(`list of ${label}: look-up of a listed host, beside a Set`, ours.hitUs, set.hitUs, 'µs', GOALS.lookup),
    );
    results.push(
      pair(`list of ${label}: memory, beside a Set`, ours.bytes / 2 ** 20, set.bytes / 2 ** 20, 'MiB', GOALS.memory),
    );
    for (const [kind, peer] of peers) {
      if (kind === 'set') continue;
      results.push(
        pair(`list of ${label}: look-up of a host not listed, beside ${kind}`, ours.missUs, peer.missUs, 'µs', 1),
      );
      if (kind !== fastest)
        results.push(pair(`list of ${label}: cold open, beside ${kind}`, ours.openMs, peer.openMs, 'ms', 1));
    }
    const index = await readFile(join(folder, 'platforms.idx'));
    const bytes = bytesPerKey(index, size);
    results.push(pair(`list of ${label}: bytes of index a domain, beside the goal`, bytes, BYTES_A_DOMAIN, 'B', 1));
  }
  return results;
}
