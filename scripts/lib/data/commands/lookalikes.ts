import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brandEntry, Lookalikes } from '../../../../lib/platforms/index.ts';
import { extractConfusables } from '../confusables.ts';
import { loadBrands, PLATFORMS, readJson } from '../load.ts';
import { alarmsOf, ordinaryHosts, readObserved, recallOf } from '../measure-lookalikes.ts';
import type { Command } from './command.ts';

/** Observed lookalikes whose licences let them stand in the repository. */
const OBSERVED = new URL('../../../../test/fixtures/lookalikes/observed.jsonl', import.meta.url).pathname;

/** `lookalikes`: how many observed lookalikes are found, and how many ordinary hosts are mistaken for one. */
export const lookalikes: Command = {
  usage: 'lookalikes [--observed FILE.jsonl] [--hosts FILE.txt] [--seed NUMBER] [--misses]',
  does: 'measures the search for lookalikes: recall on observed ones split by brand, false alarms on ordinary host names (one a line)',
  options: {
    ...{ observed: { type: 'string' }, hosts: { type: 'string' } },
    ...{ seed: { type: 'string' }, misses: { type: 'boolean' } },
  },
  async run({ values, print }) {
    const finder = new Lookalikes((await loadBrands()).map(brandEntry));
    const rows = await readObserved(typeof values.observed === 'string' ? values.observed : OBSERVED);
    const seed = Number(values.seed ?? 0);
    if (values.misses === true) {
      for (const { domain, impersonates } of rows)
        if (impersonates && !finder.find(domain)) print(`missed ${domain} (${impersonates})`);
    }
    for (const [group, { rows: all, found, firm }] of recallOf(finder, rows, seed))
      print(`${group}: ${found} of ${all} found, ${firm} without a second key`);

    const hosts =
      typeof values.hosts === 'string'
        ? (await readFile(values.hosts, 'utf8')).split('\n').map((line) => line.trim())
        : await ordinaryHosts();
    const named = hosts.filter(Boolean);
    const start = performance.now();
    const alarms = alarmsOf(finder, named);
    const microseconds = ((performance.now() - start) / Math.max(1, named.length)) * 1000;
    for (const { host, brand, reason, needsSecondKey } of alarms)
      print(`alarm ${host}: ${brand}, ${reason}${needsSecondKey ? ' (needs a second key)' : ''}`);
    const firm = alarms.filter(({ needsSecondKey }) => !needsSecondKey).length;
    print(
      `${named.length} ordinary hosts: ${alarms.length} alarms, ${firm} without a second key; ${microseconds.toFixed(1)} µs a host`,
    );
    return 0;
  },
};

/** `confusables`: renews the table of look-alike letters from Unicode's own file. */
export const confusables: Command = {
  usage: 'confusables FILE',
  does: "renews data/platforms/confusables.json from Unicode's confusables.txt",
  options: {},
  async run({ positionals, print }) {
    const [path] = positionals;
    if (!path) throw new Error(this.usage);
    const table = extractConfusables(await readFile(path, 'utf8'));
    const target = join(PLATFORMS, 'confusables.json');
    const { note, also } = (await readJson(target)) as { note: string; also: Record<string, string> };
    await writeFile(target, `${JSON.stringify({ note, ...table, also }, null, 2)}\n`);
    print(`Unicode ${table.unicode}: ${Object.values(table.map).join('').length} characters`);
    return 0;
  },
};
