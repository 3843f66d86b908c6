import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackFile, RightsIndex } from '../../lib/rights/index.ts';

/** Folder of the rights packs. */
export const RIGHTS_FOLDER = new URL('../../data/rights/', import.meta.url).pathname;

/** All pack files by name, parsed as they stand. Throws with the file's name where one is not JSON. */
export async function readPackFiles(folder = RIGHTS_FOLDER): Promise<Record<string, PackFile>> {
  const packs: Record<string, PackFile> = {};
  for (const name of (await readdir(folder)).filter((entry) => /^[A-Z]{2}\.json$/.test(entry)).sort()) {
    try {
      packs[name] = JSON.parse(await readFile(join(folder, name), 'utf8'));
    } catch (error) {
      throw new Error(`data/rights/${name}: ${(error as Error).message}`);
    }
  }
  return packs;
}

/** The list of packs as data/rights/index.json must hold it: full ones first, then by name. */
export function rightsIndex(packs: Record<string, PackFile>): RightsIndex & { $schema: string } {
  return {
    $schema: './index.schema.json',
    packs: Object.values(packs)
      .map(({ jurisdiction, name, depth, asOf, languages, currency, rights }) => ({
        jurisdiction,
        name,
        depth,
        asOf,
        languages,
        currency,
        rights: rights.length,
      }))
      .sort((a, b) => a.depth.localeCompare(b.depth) || a.name.localeCompare(b.name, 'en')),
  };
}

/** Writes data/rights/index.json anew. */
export async function writeRightsIndex(): Promise<void> {
  const index = rightsIndex(await readPackFiles());
  await writeFile(join(RIGHTS_FOLDER, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
}
