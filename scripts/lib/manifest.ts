import type { Wxt, WxtHooks } from 'wxt';

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
  // Of the browsers that we build for, only Chrome has a Contact Picker to guard. The relay goes first: it has to listen
  // when the guard, which runs right after it, hands over its pipe.
  const first = { ...everywhere, run_at: 'document_start', match_origin_as_fallback: true };
  const guard = [
    { ...first, js: ['contacts-relay.js'] },
    { ...first, js: ['contacts-guard.js'], world: 'MAIN' },
  ];
  manifest.content_scripts = (manifest.manifest_version === 3 ? [...guard, gate] : [gate]) as NonNullable<
    Manifest['content_scripts']
  >;
}

/** Puts the compiled data files into the package. */
export async function copyData(_wxt: Wxt, files: PublicFiles): Promise<void> {
  const { packageFiles } = await import('./package-data.ts');
  files.push(...(await packageFiles()));
}
