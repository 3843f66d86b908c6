import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { GUARD_SCRIPTS } from '../../../lib/contacts/guard/registration.ts';

const PACKAGE = join(import.meta.dirname, '../../../.output/chrome-mv3');

interface Manifest {
  content_scripts: { js: string[] }[];
}

/** Answers nobody, and notes what pages had refused. */
const LISTENING = `
chrome.runtime.onMessage.addListener(({ type }) => {
  if (type === 'contacts-refused') chrome.storage.local.set({ told: type });
});`;

const REGISTERING = `
chrome.runtime.onInstalled.addListener(async () => {
  await chrome.scripting.unregisterContentScripts();
  await chrome.scripting.registerContentScripts(${JSON.stringify(GUARD_SCRIPTS)});
});`;

/** Folders of the two extensions of the lab, and how to remove them. */
export interface Lab {
  /** Registers the guard when it is installed. */
  registering: string;
  /** Never does: there is only what the package has the browser run on every page. */
  unregistered: string;
  remove(): Promise<void>;
}

/**
 * Makes extensions of the built package's guard, declared and registered as the package does it, and of `lab-relay.ts`
 * in the place of its relay.
 */
export async function makeLab(): Promise<Lab> {
  const home = await mkdtemp(join(tmpdir(), 'ringfence-lab-'));
  const registering = join(home, 'registering');
  const unregistered = join(home, 'unregistered');
  const declared = (JSON.parse(await readFile(join(PACKAGE, 'manifest.json'), 'utf8')) as Manifest).content_scripts;
  const content_scripts = declared.filter(({ js }) => js[0]?.startsWith('contacts-'));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: registering,
      lib: {
        entry: join(import.meta.dirname, 'lab-relay.ts'),
        formats: ['iife'],
        name: 'lab',
        fileName: () => 'contacts-relay.js',
      },
    },
  });
  for (const file of ['contacts-guard.js', ...content_scripts.flatMap(({ js }) => js)])
    await copyFile(join(PACKAGE, file), join(registering, file));
  const manifest = {
    manifest_version: 3,
    name: 'Guard lab',
    version: '1',
    permissions: ['storage', 'scripting'],
    host_permissions: ['http://*/*', 'https://*/*'],
    background: { service_worker: 'worker.js' },
    content_scripts,
  };
  await writeFile(join(registering, 'manifest.json'), JSON.stringify(manifest));
  await cp(registering, unregistered, { recursive: true });
  await writeFile(join(registering, 'worker.js'), LISTENING + REGISTERING);
  await writeFile(join(unregistered, 'worker.js'), LISTENING);
  return { registering, unregistered, remove: () => rm(home, { recursive: true, force: true }) };
}
