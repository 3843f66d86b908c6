import type { Wxt, WxtHooks } from 'wxt';

type Manifest = Parameters<WxtHooks['build:manifestGenerated']>[1];
type PublicFiles = Parameters<WxtHooks['build:publicAssets']>[1];

/**
 * Adds the two scripts that run on every page. They are unlisted scripts, since WXT's content-script wrapper alone is
 * three times the gate's budget.
 */
export function addContentScripts(_wxt: Wxt, manifest: Manifest): void {
  const everywhere = { matches: ['http://*/*', 'https://*/*'], all_frames: true };
  manifest.content_scripts = [
    // The gate first: its relay has to listen when the guard, which runs right after it, hands over its pipe.
    { ...everywhere, js: ['gate.js'], run_at: 'document_start', match_about_blank: true },
    {
      ...everywhere,
      js: ['contacts-guard.js'],
      run_at: 'document_start',
      world: 'MAIN',
      match_about_blank: true,
      ...(manifest.manifest_version === 3 ? { match_origin_as_fallback: true } : {}),
    },
  ] as NonNullable<Manifest['content_scripts']>;
}

/** Puts the compiled data files into the package. */
export async function copyData(_wxt: Wxt, files: PublicFiles): Promise<void> {
  const { packageFiles } = await import('./package-data.ts');
  files.push(...(await packageFiles()));
}
