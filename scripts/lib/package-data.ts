import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brandEntry, type PackagedSource } from '../../lib/platforms/index.ts';
import { writeCompiled } from './data/compile.ts';
import { loadBrands, PLATFORMS, readJson } from './data/load.ts';

/** A file of the package: with its text, or with the path of a file to copy. */
type PackageFile = { relativeDest: string; contents: string } | { relativeDest: string; absoluteSrc: string };

const DATA = new URL('../../data/', import.meta.url).pathname;
const COMPILED = new URL('../../.cache/lists/', import.meta.url).pathname;

/** JSON folders that are packaged file by file and fetched by the page that needs them. */
const FOLDERS = ['locales', 'rights', 'letters', 'guidance'];

/** All generated files of the extension package, as paths inside it with their contents. Throws with file and reason. */
export async function packageFiles(): Promise<PackageFile[]> {
  const files: PackageFile[] = [];
  for (const folder of FOLDERS) {
    for (const entry of await readdir(join(DATA, folder), { recursive: true }).catch(() => [])) {
      if (!entry.endsWith('.json') || entry.endsWith('schema.json')) continue;
      const path = join(DATA, folder, entry);
      const text = await readFile(path, 'utf8');
      try {
        // Stamps serve those who translate; in the package they would only weigh.
        const contents = JSON.stringify(JSON.parse(text), (key, value) => (key === 'stamps' ? undefined : value));
        files.push({ relativeDest: `${folder}/${entry}`, contents });
      } catch (error) {
        throw new Error(`${path}: not valid JSON (${(error as Error).message})`);
      }
    }
  }
  files.push({ relativeDest: 'lists/brands.json', contents: JSON.stringify((await loadBrands()).map(brandEntry)) });
  const { url, keys, contact } = (await readJson(join(PLATFORMS, 'updates.json'))) as PackagedSource;
  files.push({ relativeDest: 'lists/source.json', contents: JSON.stringify({ url, keys, contact }) });
  const { index, records } = await writeCompiled(COMPILED);
  files.push(
    { relativeDest: 'lists/platforms.idx', absoluteSrc: index },
    { relativeDest: 'lists/platforms.rec', absoluteSrc: records },
  );
  return files;
}
