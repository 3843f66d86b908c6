import type { Wxt, WxtHooks } from 'wxt';
import { staticScripts } from './static-scripts.ts';

type Manifest = Parameters<WxtHooks['build:manifestGenerated']>[1];
type PublicFiles = Parameters<WxtHooks['build:publicAssets']>[1];

/**
 * Adds the scripts that run on every page. They are unlisted scripts, since WXT's content-script wrapper alone is
 * three times the gate's budget.
 */
export function addContentScripts(_wxt: Wxt, manifest: Manifest): void {
  const everywhere = { matches: ['http://*/*', 'https://*/*'], all_frames: true, match_about_blank: true };
  // Idle comes within a fifth of a second of the document's end, and keeps the gate out of the way of the page's own load.
  const gate = { ...everywhere, js: ['gate.js'], run_at: 'document_idle' };
  // Of the browsers that we build for, only Chrome has a Contact Picker, and it answers in top pages alone. The guard
  // itself is registered where there is one (entrypoints/background/contacts-guard.ts); until then these refuse.
  const first = { ...everywhere, all_frames: false, run_at: 'document_start', match_origin_as_fallback: true };
  const refusal = [
    { ...first, js: ['contacts-refused.js'] },
    { ...first, js: ['contacts-refusal.js'], world: 'MAIN' },
  ];
  manifest.content_scripts = (manifest.manifest_version === 3 ? [...refusal, gate] : [gate]) as NonNullable<
    Manifest['content_scripts']
  >;
}

/** Puts the compiled data files into the package, and the scripts that are too small for WXT's wrapper. */
export async function addFiles({ config }: Wxt, files: PublicFiles): Promise<void> {
  const { packageFiles } = await import('./package-data.ts');
  files.push(...(await packageFiles()));
  if (config.manifestVersion === 3) files.push(...(await staticScripts()));
}
