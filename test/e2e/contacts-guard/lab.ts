import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const PACKAGE = join(import.meta.dirname, '../../../.output/chrome-mv3');

interface Manifest {
  content_scripts: { js: string[] }[];
}

/**
 * Makes an extension of the built package's guard, declared as the package declares it, and of `lab-relay.ts` in the
 * place of its relay. Gives its folder and how to remove it.
 */
export async function makeLab(): Promise<{ dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'ringfence-lab-'));
  const { content_scripts } = JSON.parse(await readFile(join(PACKAGE, 'manifest.json'), 'utf8')) as Manifest;
  await copyFile(join(PACKAGE, 'contacts-guard.js'), join(dir, 'contacts-guard.js'));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: dir,
      emptyOutDir: false,
      lib: {
        entry: join(import.meta.dirname, 'lab-relay.ts'),
        formats: ['iife'],
        name: 'lab',
        fileName: () => 'contacts-relay.js',
      },
    },
  });
  await writeFile(join(dir, 'worker.js'), 'chrome.runtime.onMessage.addListener(() => undefined);\n');
  const manifest = {
    manifest_version: 3,
    name: 'Guard lab',
    version: '1',
    permissions: ['storage'],
    host_permissions: ['http://*/*', 'https://*/*'],
    background: { service_worker: 'worker.js' },
    content_scripts: content_scripts.filter(({ js }) => js[0]?.startsWith('contacts-')),
  };
  await writeFile(join(dir, 'manifest.json'), JSON.stringify(manifest));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}
