import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brandEntry, Lookalikes } from '../../../../lib/platforms/index.ts';
import { extractConfusables } from '../confusables.ts';
import { loadBrands, PLATFORMS, readJson } from '../load.ts';
import type { Command } from './command.ts';

/** One observed lookalike of a file with a JSON object a line. */
interface Observed {
  domain: string;
  impersonates: string | null;
  strength: string;
}

/** `lookalikes`: how many observed lookalikes are found, and how many ordinary hosts are mistaken for one. */
export const lookalikes: Command = {
  usage: 'lookalikes [--observed FILE.jsonl] [--hosts FILE.txt] [--misses]',
  does: 'measures the search for lookalikes: recall on observed ones split by brand, false alarms on ordinary host names (one a line)',
  options: { observed: { type: 'string' }, hosts: { type: 'string' }, misses: { type: 'boolean' } },
  async run({ values, print }) {
    const finder = new Lookalikes((await loadBrands()).map(brandEntry));
    if (typeof values.observed === 'string') {
      const rows = (await readFile(values.observed, 'utf8'))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Observed);
      for (const line of recall(finder, rows, values.misses === true)) print(line);
    }
    if (typeof values.hosts === 'string') {
      const hosts = (await readFile(values.hosts, 'utf8'))
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
      for (const line of falseAlarms(finder, hosts)) print(line);
    }
    return 0;
  },
};

function recall(finder: Lookalikes, rows: readonly Observed[], misses: boolean): string[] {
  const groups = new Map<string, { rows: number; found: number; firm: number }>();
  const lines: string[] = [];
  for (const row of rows) {
    // Hosts that imitate nobody must not be found: their group shows false alarms, not recall.
    const group =
      row.strength === 'test-only'
        ? 'imitates nobody'
        : row.impersonates
          ? `brand half ${half(row.impersonates)}`
          : 'lure without a brand';
    const count = groups.get(group) ?? { rows: 0, found: 0, firm: 0 };
    const found = finder.find(row.domain);
    count.rows++;
    if (found) count.found++;
    if (found && !found.needsSecondKey) count.firm++;
    groups.set(group, count);
    if (misses && !found && row.impersonates) lines.push(`missed ${row.domain} (${row.impersonates})`);
  }
  for (const [group, { rows: all, found, firm }] of groups)
    lines.push(`${group}: ${found} of ${all} found, ${firm} without a second key`);
  return lines;
}

/** Brands fall into two halves by their name, so that rules tuned on one can be measured on the other. */
function half(brand: string): 'A' | 'B' {
  let hash = 0x811c9dc5;
  for (const char of brand) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return (hash >>> 0) % 2 === 0 ? 'A' : 'B';
}

function falseAlarms(finder: Lookalikes, hosts: readonly string[]): string[] {
  const start = performance.now();
  const alarms = hosts.flatMap((host) => {
    const found = finder.find(host);
    return found ? [{ host, found }] : [];
  });
  const microseconds = ((performance.now() - start) / Math.max(1, hosts.length)) * 1000;
  const firm = alarms.filter(({ found }) => !found.needsSecondKey).length;
  return [
    ...alarms.map(
      ({ host, found }) =>
        `alarm ${host}: ${found.brand.name}, ${found.reason}${found.needsSecondKey ? ' (needs a second key)' : ''}`,
    ),
    `${hosts.length} ordinary hosts: ${alarms.length} alarms, ${firm} without a second key; ${microseconds.toFixed(1)} µs a host`,
  ];
}

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
