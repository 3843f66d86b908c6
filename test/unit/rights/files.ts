import { readFile } from 'node:fs/promises';
import { joinPack, type Pack, parsePack } from '../../../lib/rights/index.ts';

const DATA = new URL('../../../data/', import.meta.url).pathname;

/** Reads a file of the package as the extension would, from `data/`. */
export async function fetchJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(`${DATA}${path}`, 'utf8'));
}

export async function packOf(code: string): Promise<Pack> {
  return joinPack(parsePack(await fetchJson(`rights/${code}.json`)));
}
