import { brandEntry, Lookalikes } from '../../lib/platforms/index.ts';
import type { Bench } from '../../scripts/bench.ts';
import { loadBrands } from '../../scripts/lib/data/load.ts';
import { alarmsOf, ordinaryHosts } from '../../scripts/lib/data/measure-lookalikes.ts';

/** Most alarms in ten thousand ordinary hosts. */
const GOAL = 1;

/** Most time that one host may take, in microseconds: the look-up is part of the judging of a page. */
const TIME = 1000;

/** The search for lookalikes on the hosts that popular sites use; the "peers" are goals. */
export async function benches(): Promise<Bench[]> {
  const finder = new Lookalikes((await loadBrands()).map(brandEntry));
  const hosts = await ordinaryHosts();
  const start = performance.now();
  const alarms = alarmsOf(finder, hosts).length;
  const time = ((performance.now() - start) / hosts.length) * 1000;
  const rate = (alarms / hosts.length) * 10_000;
  const beside = (name: string, ours: number, peer: number, unit: string): Bench => ({
    ...{ name, ours, peer, unit, ratio: ours / peer },
    ...{ goal: 1, ok: ours <= peer },
  });
  return [
    beside(`lookalikes: alarms in 10,000 of ${hosts.length} ordinary hosts, beside the goal`, rate, GOAL, 'alarms'),
    beside('lookalikes: time a host, beside the goal', time, TIME, 'µs'),
  ];
}
