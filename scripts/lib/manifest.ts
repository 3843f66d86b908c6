import type { Wxt, WxtHooks } from 'wxt';
import { staticScripts } from './static-scripts.ts';

type Manifest = Parameters<WxtHooks['build:manifestGenerated']>[1];
type PublicFiles = Parameters<WxtHooks['build:publicAssets']>[1];

/** The scripts that run on every page, as the manifest has them. Each is a file of `entrypoints/static`. */
function contentScripts(manifestVersion: 2 | 3) {
  const everywhere = { matches: ['http://*/*', 'https://*/*'], all_frames: true, match_about_blank: true };
  // At the start it only begins to wait. A script for `document_idle` holds up the load event in Chrome until a task of its
  // own has run it, and never comes to a page whose last byte its server holds back.
  const gate = { ...everywhere, js: ['gate.js'], run_at: 'document_start' };
  if (manifestVersion === 2) return [gate];
  // Of the browsers that we build for, only Chrome has a Contact Picker, and it answers in top pages alone. The guard
  // itself is registered where there is one (entrypoints/background/contacts-guard.ts); until then these refuse.
  const first = { ...everywhere, all_frames: false, run_at: 'document_start', match_origin_as_fallback: true };
  return [{ ...first, js: ['contacts-refused.js'] }, { ...first, js: ['contacts-refusal.js'], world: 'MAIN' }, gate];
}

/** Adds the scripts that run on every page, which WXT does not know. */
export function addContentScripts(_wxt: Wxt, manifest: Manifest): void {
  manifest.content_scripts = contentScripts(manifest.manifest_version) as NonNullable<Manifest['content_scripts']>;
}

/** Puts the compiled data files into the package, and the scripts that are too small for WXT's wrapper. */
export async function addFiles({ config }: Wxt, files: PublicFiles): Promise<void> {
  const { packageFiles } = await import('./package-data.ts');
  files.push(...(await packageFiles()));
  files.push(...(await staticScripts(contentScripts(config.manifestVersion).flatMap(({ js }) => js))));
}

/** Names the gate among the files that scripts can be run from. */
export function addPaths(_wxt: Wxt, paths: Parameters<WxtHooks['prepare:publicPaths']>[1]): void {
  paths.push({ type: 'string', path: 'gate.js' });
}
