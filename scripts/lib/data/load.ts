import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Brand, SourceFile } from '../../../lib/platforms/index.ts';

/** Folder of the source files. */
export const PLATFORMS = new URL('../../../data/platforms/', import.meta.url).pathname;

/** A source file with its name. */
export interface NamedFile extends SourceFile {
  file: string;
}

/** Reads a JSON file; throws with the file's name and the reason. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: not valid JSON (${(error as Error).message})`);
  }
}

/** Names of the jurisdiction files in a folder: `ID.json`, `INTL.json` … */
export async function sourceNames(folder = PLATFORMS): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^[A-Z]{2,4}\.json$/.test(name)).sort();
}

/** All jurisdiction files. They are not validated here: see `check.ts`. */
export async function loadSources(folder = PLATFORMS): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  for (const file of await sourceNames(folder)) {
    files.push({ ...((await readJson(join(folder, file))) as SourceFile), file });
  }
  return files;
}

/** The protected brands. */
export async function loadBrands(folder = PLATFORMS): Promise<Brand[]> {
  return ((await readJson(join(folder, 'brands.json'))) as { brands: Brand[] }).brands;
}
