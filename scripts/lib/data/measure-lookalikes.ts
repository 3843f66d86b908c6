import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Lookalikes } from '../../../lib/platforms/index.ts';

/** One observed lookalike, as a file with a JSON object a line has it. */
export interface Observed {
  domain: string;
  impersonates: string | null;
  strength: string;
}

/** How many hosts of a group were found. */
export interface Recall {
  rows: number;
  found: number;
  /** Found without needing a fact from the page. */
  firm: number;
}

/** An ordinary host that was mistaken for a lookalike. */
export interface Alarm {
  host: string;
  brand: string;
  reason: string;
  needsSecondKey: boolean;
}

/** Reads a file with a JSON object a line. */
export async function readObserved(path: string): Promise<Observed[]> {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Observed);
}

/** Brands fall into two halves by name and seed, so that rules thought out on one can be measured on the other. */
export function halfOf(brand: string, seed: number): 'A' | 'B' {
  let hash = 0x811c9dc5 ^ seed;
  for (const char of brand) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return (hash >>> 0) % 2 === 0 ? 'A' : 'B';
}

/** Recall by group: brands by halves, lures that name nobody, and hosts that imitate nobody (whose "found" are alarms). */
export function recallOf(finder: Lookalikes, rows: readonly Observed[], seed: number): Map<string, Recall> {
  const groups = new Map<string, Recall>();
  for (const { domain, impersonates, strength } of rows) {
    const half = impersonates ? `brand half ${halfOf(impersonates, seed)}` : 'lure without a brand';
    const group = strength === 'test-only' ? 'imitates nobody' : half;
    const count = groups.get(group) ?? { rows: 0, found: 0, firm: 0 };
    const found = finder.find(domain);
    count.rows++;
    if (found) count.found++;
    if (found && !found.needsSecondKey) count.firm++;
    groups.set(group, count);
  }
  return groups;
}

/** Ordinary hosts that are taken for lookalikes. */
export function alarmsOf(finder: Lookalikes, hosts: readonly string[]): Alarm[] {
  return hosts.flatMap((host) => {
    const found = finder.find(host);
    if (!found) return [];
    return [{ host, brand: found.brand.name, reason: found.reason, needsSecondKey: found.needsSecondKey }];
  });
}

/**
 * Host names that popular sites load things from, as the HTTP Archive saw them: from the package `third-party-web`
 * (MIT), some 125,000.
 */
export async function ordinaryHosts(): Promise<string[]> {
  const entry = createRequire(import.meta.url).resolve('third-party-web/package.json');
  const text = await readFile(new URL('dist/domain-map.csv', `file://${entry}`), 'utf8');
  return [...new Set(text.split('\n').map((line) => line.split(',')[0]!.trim()))].filter((host) => host.includes('.'));
}
