import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CompiledList, compileList, type SourceFile } from '../../../lib/platforms/index.ts';
import { checkFolder } from './check.ts';
import { findingLine } from './finding.ts';
import { loadBrands, loadSources, PLATFORMS } from './load.ts';
import { compiledRecords } from './records.ts';

/** Day of the newest source file, ISO. */
export function editionDate(files: readonly SourceFile[]): string {
  return (
    files
      .map((file) => file.updated)
      .sort()
      .at(-1) ?? '1970-01-01'
  );
}

/** Version of the edition of a day: `YYYYMMDD00`, so that later editions are higher; `nth` tells those of one day apart. */
export function editionVersion(date: string, nth = 0): number {
  return Number(date.replaceAll('-', '')) * 100 + nth;
}

/** Checks and compiles the source files. Throws with file, record and reason of every error. */
export async function compileSources(folder = PLATFORMS, nth = 0): Promise<CompiledList> {
  const errors = (await checkFolder(folder)).filter((finding) => finding.level === 'error');
  if (errors.length > 0) throw new Error(`the platform list is damaged:\n${errors.map(findingLine).join('\n')}`);
  const files = await loadSources(folder);
  const date = editionDate(files);
  return compileList(compiledRecords(files, await loadBrands(folder)), { date, version: editionVersion(date, nth) });
}

/** Compiles the list into `folder` as `platforms.idx` and `platforms.rec`; gives the two paths. */
export async function writeCompiled(folder: string): Promise<{ index: string; records: string }> {
  const list = await compileSources();
  await mkdir(folder, { recursive: true });
  const index = join(folder, 'platforms.idx');
  const records = join(folder, 'platforms.rec');
  await writeFile(index, list.index);
  await writeFile(records, list.records);
  return { index, records };
}
