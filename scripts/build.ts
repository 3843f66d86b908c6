import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'wxt';
import { fingerprint } from './lib/fingerprint.ts';
import { drawIcons, drawPromo } from './lib/icons.ts';
import { withLock } from './lib/lock.ts';

const ROOT = join(import.meta.dirname, '..');
const CACHE = join(ROOT, '.cache');

/** Everything that ends up in a package, or decides how it is made. */
const SOURCES = [
  ...['entrypoints', 'components', 'lib', 'data', 'public', 'scripts/build.ts', 'scripts/lib'],
  ...['wxt.config.ts', 'tsconfig.json', 'package-lock.json'],
];

/** The two packages, by the browser they are for. */
export const TARGETS = {
  chrome: { folder: 'chrome-mv3', manifestVersion: 3 },
  firefox: { folder: 'firefox-mv2', manifestVersion: 2 },
} as const;

/** `chrome` stands for every Chromium, `firefox` for desktop and Android. */
export type Target = keyof typeof TARGETS;

/** Folder of a finished package, whether it is built yet or not. */
export function outputFolder(target: Target): string {
  return join(ROOT, '.output', TARGETS[target].folder);
}

async function buildOne(target: Target, stamp: string): Promise<boolean> {
  const { folder, manifestVersion } = TARGETS[target];
  const stampFile = join(CACHE, `${folder}.built`);
  const output = outputFolder(target);
  const [builtFrom, manifest] = await Promise.all([
    readFile(stampFile, 'utf8').catch(() => ''),
    readFile(join(output, 'manifest.json')).catch(() => null),
  ]);
  if (builtFrom === stamp && manifest) return false;

  // Made elsewhere and put in place at the end, so that a failed build leaves the last good one.
  const staging = join(CACHE, 'building');
  await rm(stampFile, { force: true });
  await build({ root: ROOT, browser: target, manifestVersion, outDir: '.cache/building', outDirTemplate: folder });
  await mkdir(join(ROOT, '.output'), { recursive: true });
  await rm(output, { recursive: true, force: true });
  await rename(join(staging, folder), output);
  await writeFile(stampFile, stamp);
  return true;
}

/**
 * Builds the packages one after the other under `.output/`. A package whose sources are unchanged is left as it is, and
 * only one process builds at a time. Icons are drawn before. Gives the targets that were built anew; throws what WXT throws.
 */
export async function buildPackages(targets: Target[] = ['chrome', 'firefox']): Promise<Target[]> {
  return withLock(join(CACHE, 'build.lock'), async () => {
    await drawIcons(ROOT);
    const stamp = await fingerprint(ROOT, SOURCES);
    const built: Target[] = [];
    for (const target of targets) if (await buildOne(target, stamp)) built.push(target);
    return built;
  });
}

if (import.meta.main) {
  const only = process.argv.indexOf('--only');
  const wanted = only < 0 ? undefined : process.argv[only + 1];
  if (only >= 0 && wanted !== 'chrome' && wanted !== 'firefox') {
    console.error('--only takes chrome or firefox.');
    process.exit(2);
  }
  try {
    const built = await buildPackages(wanted ? [wanted as Target] : undefined);
    // Only for a store's page, and only where a font is installed.
    if (process.argv.includes('--store')) await drawPromo(join(import.meta.dirname, '..'));
    if (built.length === 0) console.log('Packages are up to date.');
  } catch (error) {
    // WXT has printed the particulars.
    console.error(`Build failed: ${(error as Error).message}`);
    process.exit(1);
  }
}
