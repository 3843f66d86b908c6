import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `creation_flags` has for an unpacked extension: no signature, access to files. */
const UNPACKED_FLAGS = 38;
/** Where an extension was loaded from by hand (`ManifestLocation::kUnpacked`), the one kind without a package that stays. */
const UNPACKED = 4;

/** The id that Chromium gives the unpacked extension of a folder. */
function idOf(dir: string): string {
  const digest = createHash('sha256').update(dir).digest('hex').slice(0, 32);
  return digest.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/**
 * Makes a profile in which the unpacked extension of `dir` is installed for good, or finds the one that is there. What the
 * protocol loads is gone when the browser closes. Gives the extension's id.
 */
export async function profileWith(dir: string, profile: string): Promise<string> {
  const id = idOf(dir);
  const preferences = join(profile, 'Default/Preferences');
  if (existsSync(preferences)) return id;
  const manifest = JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8')) as {
    permissions: string[];
    host_permissions: string[];
  };
  const { permissions: api, host_permissions: hosts } = manifest;
  const granted = { api, explicit_host: hosts, scriptable_host: hosts, manifest_permissions: [] };
  const entry = {
    ...{ location: UNPACKED, path: dir, state: 1, creation_flags: UNPACKED_FLAGS },
    ...{ active_permissions: granted, granted_permissions: granted },
  };
  await mkdir(join(profile, 'Default'), { recursive: true });
  await writeFile(
    preferences,
    JSON.stringify({ extensions: { ui: { developer_mode: true }, settings: { [id]: entry } } }),
  );
  return id;
}
