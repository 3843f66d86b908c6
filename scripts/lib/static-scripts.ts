import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Rolldown } from 'vite';

const SOURCES = join(import.meta.dirname, '../../entrypoints/static');

async function bundle(source: string): Promise<string> {
  const built = (await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'esnext',
      rolldownOptions: {
        input: join(SOURCES, source),
        // Strict for the same reason as the other scripts: see `intro` in wxt.config.ts.
        output: { format: 'iife', intro: '"use strict";' },
        treeshake: { propertyReadSideEffects: false },
      },
    },
  })) as Rolldown.RolldownOutput;
  return built.output[0].code.trim();
}

/**
 * The scripts that run on every page at `document_start`, bundled: paths in the package with contents. WXT wraps a script
 * of its own into 430 bytes, which is half of the budget of these two together.
 */
export async function staticScripts(): Promise<{ relativeDest: string; contents: string }[]> {
  const files: { relativeDest: string; contents: string }[] = [];
  for (const source of (await readdir(SOURCES)).sort()) {
    files.push({ relativeDest: `${basename(source, '.ts')}.js`, contents: await bundle(source) });
  }
  return files;
}
