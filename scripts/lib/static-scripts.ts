import { join } from 'node:path';
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
 * The scripts of these names that run on every page, bundled: paths in the package with contents. WXT wraps a script of
 * its own into 430 bytes, which is half of the budget of those at `document_start` together.
 */
export async function staticScripts(names: string[]): Promise<{ relativeDest: string; contents: string }[]> {
  return Promise.all(
    names.map(async (name) => ({ relativeDest: name, contents: await bundle(name.replace(/js$/, 'ts')) })),
  );
}
