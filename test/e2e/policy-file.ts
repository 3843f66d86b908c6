import { createHash, generateKeyPairSync } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BrowserName } from './driver/index.ts';

const PLACES: Record<BrowserName, string> = {
  chromium: '/etc/chromium/policies/managed/ringfence-test.json',
  firefox: '/etc/firefox/policies/policies.json',
};

/** Why no policy can be written on this machine, or null where it can: only root on Linux may, for a moment. */
export function whyNoPolicy(): string | null {
  if (process.platform !== 'linux') return 'the places of policies are known for Linux only';
  return process.getuid?.() === 0 ? null : 'only root may write a policy';
}

/**
 * A copy of an unpacked package whose id in Chromium is known before the start: a package with a key has the first half
 * of the key's SHA-256 as its id, in the letters a to p; one without has an id made of its folder.
 */
export async function packageWithId(source: string): Promise<{ folder: string; id: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'ringfence-key-'));
  await cp(source, folder, { recursive: true });
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as object;
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, key: key.toString('base64') }));
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return { folder, id: [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('') };
}

/**
 * Presets an extension's `storage.managed` for browsers that start from now on. Gives the function that takes the file
 * away again, with the folders made for it. Throws where there is a policy of somebody else's already.
 */
export async function writePolicy(browser: BrowserName, id: string, settings: object): Promise<() => Promise<void>> {
  const path = PLACES[browser];
  const extensions = { [id]: settings };
  const policy =
    browser === 'chromium' ? { '3rdparty': { extensions } } : { policies: { '3rdparty': { Extensions: extensions } } };
  const made = await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, JSON.stringify(policy), { flag: 'wx' });
  } catch (error) {
    if (made) await rm(made, { recursive: true });
    throw error;
  }
  return () => rm(made ?? path, { recursive: true, force: true });
}
