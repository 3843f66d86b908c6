/**
 * `npm run bench`: every figure of ours beside a peer's, measured in the same run.
 *   --json FILE   also writes the results as an array of { name, ours, peer, unit, ratio, goal, ok }
 *   --only WORD   runs only the files of test/bench whose name contains the word
 */
import { readdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

/** One figure beside its peer's. `ratio` is ours over the peer's; `goal` is the largest ratio that is good enough. */
export interface Bench {
  name: string;
  ours: number;
  peer: number;
  unit: string;
  ratio: number;
  goal: number;
  ok: boolean;
}

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const folder = new URL('../test/bench/', import.meta.url);
const results: Bench[] = [];
for (const file of (await readdir(folder)).filter((name) => name.endsWith('.bench.ts')).sort()) {
  if (values.only && !file.includes(values.only)) continue;
  console.log(`\n── ${file}`);
  const { benches } = (await import(new URL(file, folder).href)) as { benches: () => Promise<Bench[]> };
  for (const bench of await benches()) {
    results.push(bench);
    const figure = (value: number) => Number(value.toPrecision(3));
    console.log(
      `${bench.ok ? 'ok  ' : 'MISS'} ${bench.name}: ${figure(bench.ours)} beside ${figure(bench.peer)} ${bench.unit}, ` +
        `ratio ${figure(bench.ratio)} (goal ≤ ${bench.goal})`,
    );
  }
}
console.log(`\n${results.filter((bench) => bench.ok).length} of ${results.length} within their goals`);
if (values.json) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
