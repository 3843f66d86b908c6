/**
 * One measurement in a process of its own, as in a just-woken worker: `platforms-child.ts KIND FOLDER`. Prints a line of
 * JSON: milliseconds to open (file read, ready, first answer), microseconds a look-up of hosts that are not listed and
 * of one that is, and bytes held after opening.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ordinaryHosts } from './platforms-hosts.ts';

const [kind = '', folder = ''] = process.argv.slice(2);

/** Something that knows hosts, and how to ask it. */
interface Finder {
  isListed(host: string): unknown;
}

type Open = () => Promise<Finder>;

/** The part of `eth-phishing-detect` that is measured; it comes without types. */
type DetectorClass = new (configs: object[]) => { check(host: string): { result: boolean } };

/** Loads the code of a kind first, so that only opening its data is timed. */
async function prepare(): Promise<Open> {
  const path = (name: string) => join(folder, name);
  switch (kind) {
    case 'ours': {
      const { openPlatformList } = await import('../../lib/platforms/index.ts');
      return async () => {
        const read = async (name: string) => {
          const { buffer, byteOffset, byteLength } = readFileSync(path(name.split('/')[1]!));
          // A file of this size has a buffer of its own, as the answer of a fetch has.
          const whole = byteOffset === 0 && buffer.byteLength === byteLength;
          return (whole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)) as ArrayBuffer;
        };
        const list = await openPlatformList(read);
        return { isListed: (host) => list.findByHost(host) };
      };
    }
    case 'set':
      return async () => {
        const hosts = new Set(readFileSync(path('hosts.txt'), 'utf8').split('\n'));
        return {
          isListed(host) {
            for (let rest = host; ; ) {
              if (hosts.has(rest)) return true;
              const dot = rest.indexOf('.');
              if (dot < 0) return false;
              rest = rest.slice(dot + 1);
            }
          },
        };
      };
    case 'eth-phishing-detect': {
      const Detector = createRequire(import.meta.url)('eth-phishing-detect/src/detector.js') as DetectorClass;
      return async () => {
        const blocklist = JSON.parse(readFileSync(path('hosts.json'), 'utf8')) as string[];
        const detector = new Detector([
          { name: 'bench', version: 1, tolerance: 0, allowlist: [], fuzzylist: [], blocklist },
        ]);
        return { isListed: (host) => detector.check(host).result };
      };
    }
    case 'ghostery': {
      const { FiltersEngine, Request } = await import('@ghostery/adblocker');
      return async () => {
        const engine = FiltersEngine.deserialize(new Uint8Array(readFileSync(path('ghostery.bin'))));
        return {
          isListed: (host) =>
            engine.match(Request.fromRawDetails({ url: `https://${host}/`, type: 'main_frame' })).match,
        };
      };
    }
    default:
      throw new Error(`unknown kind ${kind}`);
  }
}

const held = () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

async function perLookup(finder: Finder, hosts: readonly string[], rounds: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (const host of hosts) {
      const answer = finder.isListed(host);
      if (answer instanceof Promise) await answer;
    }
    best = Math.min(best, ((performance.now() - start) * 1000) / hosts.length);
  }
  return best;
}

const open = await prepare();
const listed = readFileSync(join(folder, 'sample.txt'), 'utf8').split('\n');
const ordinary = ordinaryHosts(kind === 'eth-phishing-detect' ? 200 : 5000);
const before = held();
const start = performance.now();
const finder = await open();
await finder.isListed('www.example.com');
const openMs = performance.now() - start;
const bytes = held() - before;
for (const host of listed)
  if (!(await finder.isListed(`www.${host}`))) throw new Error(`${kind} does not find ${host}`);
const missUs = await perLookup(finder, ordinary, 12);
const hitUs = await perLookup(
  finder,
  Array.from({ length: ordinary.length }, (_, at) => `www.${listed[at % listed.length]}`),
  12,
);
console.log(JSON.stringify({ openMs, missUs, hitUs, bytes }));
