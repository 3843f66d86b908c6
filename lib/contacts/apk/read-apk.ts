import { ApkError } from './apk-error.ts';
import { type ByteSource, bytesSource } from './byte-source.ts';
import { type AppManifest, readManifest } from './manifest.ts';
import { readZipDirectory, type ZipDirectory, type ZipEntry } from './zip-directory.ts';
import { entryNamed, openEntry, readEntry } from './zip-entry.ts';

const MANIFEST = 'AndroidManifest.xml';
/** The manifests of the largest apps have some hundred kilobytes. */
const MANIFEST_LIMIT = 8 * 1024 * 1024;
const BUNDLE_NOTE_LIMIT = 1024 * 1024;
/** A main app that lies packed in a bundle must be unpacked whole. */
const PACKED_APP_LIMIT = 64 * 1024 * 1024;

const isApp = ({ name }: ZipEntry) => /\.apk$/i.test(name);
const baseName = (name: string) => name.slice(name.lastIndexOf('/') + 1);

/** What a bundle's own note says is its main app: `split_apks` (XAPK) or the package name. */
async function namedInNote(source: ByteSource, directory: ZipDirectory): Promise<string | null> {
  const note = entryNamed(directory, 'manifest.json');
  if (note === null) return null;
  const bytes = await readEntry(source, directory, note, BUNDLE_NOTE_LIMIT, 'bad-directory');
  let read: unknown;
  try {
    read = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // The note is a help only.
    return null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const { split_apks, package_name } = read as { split_apks?: unknown; package_name?: unknown };
  if (Array.isArray(split_apks)) {
    for (const part of split_apks as unknown[]) {
      const { id, file } = (part ?? {}) as { id?: unknown; file?: unknown };
      if (id === 'base' && typeof file === 'string') return file;
    }
  }
  return typeof package_name === 'string' ? `${package_name}.apk` : null;
}

/** The main app of a bundle (.xapk, .apks, .apkm): by its usual name, by the note, else the largest that is no split. */
async function mainApp(source: ByteSource, directory: ZipDirectory): Promise<ZipEntry> {
  const apps = directory.entries.filter(isApp);
  const usual = apps.find(({ name }) => /^(?:base|base-master|universal|standalone)\.apk$/i.test(baseName(name)));
  if (usual) return usual;
  const named = await namedInNote(source, directory);
  const noted = named === null ? undefined : apps.find(({ name }) => name === named);
  if (noted) return noted;
  const whole = apps.filter(({ name }) => !/^(?:config|split|split_config)[._-]/i.test(baseName(name)));
  const [largest] = whole.sort((a, b) => b.unpacked - a.unpacked);
  if (largest === undefined) throw new ApkError('no-base');
  return largest;
}

/**
 * What an app file asks for: an .apk, or a bundle (.xapk, .apks, .apkm) with its main app inside. Reads the archive's
 * table of contents and the manifest only. Rejects with an ApkError, never with another error.
 */
export async function readApk(source: ByteSource): Promise<AppManifest> {
  try {
    return await readAt(source, 0);
  } catch (error) {
    // Numbers that point outside what was read: a damaged file.
    throw error instanceof ApkError ? error : new ApkError('truncated');
  }
}

async function readAt(source: ByteSource, depth: number): Promise<AppManifest> {
  const directory = await readZipDirectory(source);
  const manifest = entryNamed(directory, MANIFEST);
  if (manifest !== null)
    return readManifest(await readEntry(source, directory, manifest, MANIFEST_LIMIT, 'manifest-too-big'));
  if (depth > 0 || !directory.entries.some(isApp)) throw new ApkError('no-manifest');
  const app = await mainApp(source, directory);
  return readAt(await openEntry(source, directory, app, PACKED_APP_LIMIT, bytesSource), depth + 1);
}
