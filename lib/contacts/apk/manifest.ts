import { ApkError } from './apk-error.ts';
import { type BinaryAttribute, type BinaryElement, readBinaryXml } from './binary-xml.ts';

/** One permission that an app asks for. */
export interface AppPermission {
  /** Full name, such as `android.permission.READ_CONTACTS`. */
  name: string;
  /** Last Android API level on which it is asked for, or null. */
  maxSdk: number | null;
  /** Asked for on Android 6 and later only. */
  fromSdk23: boolean;
}

/** What the manifest of an app says, as far as it matters here. */
export interface AppManifest {
  package: string;
  /** '' where the manifest gives none in plain text. */
  versionName: string;
  /** Android API level that the app is made for, or null. */
  targetSdk: number | null;
  /** In the order of the manifest; the same name can stand twice. */
  permissions: AppPermission[];
  /** Name of the split where the file is only a part of an app; '' for a whole or main one. */
  split: string;
}

/** Numbers of the framework's attributes (android.R.attr); they never change. */
const NAME = 0x01010003;
const MAX_SDK = 0x01010271;
const TARGET_SDK = 0x01010270;
const VERSION_NAME = 0x0101021c;
const USES = new Set(['uses-permission', 'uses-permission-sdk-23', 'uses-permission-sdk-m']);
const MOST_PERMISSIONS = 2000;

function find({ attributes }: BinaryElement, id: number, name: string): BinaryAttribute | undefined {
  return (
    attributes.find((attribute) => attribute.id === id) ??
    // A file without a table of numbers has plain names only.
    attributes.find((attribute) => attribute.id === 0 && attribute.name === name)
  );
}

function numberOf(attribute: BinaryAttribute | undefined): number | null {
  if (attribute === undefined) return null;
  if (attribute.number !== null) return attribute.number;
  return attribute.text !== null && /^\d{1,9}$/.test(attribute.text) ? Number(attribute.text) : null;
}

/**
 * Reads a binary AndroidManifest.xml. A permission whose name is no plain text is left out, as Android leaves it out.
 * Throws (ApkError) where the file is damaged or no manifest.
 */
export function readManifest(bytes: Uint8Array): AppManifest {
  let manifest: AppManifest | null = null;
  for (const element of readBinaryXml(bytes)) {
    if (element.depth === 1) {
      if (element.name !== 'manifest' || manifest !== null) throw new ApkError('bad-manifest');
      const plain = (name: string) =>
        element.attributes.find((attribute) => attribute.id === 0 && attribute.name === name)?.text ?? '';
      manifest = {
        package: plain('package').slice(0, 255),
        versionName: (find(element, VERSION_NAME, 'versionName')?.text ?? '').slice(0, 100),
        targetSdk: null,
        permissions: [],
        split: plain('split').slice(0, 100),
      };
    }
    if (manifest === null || element.depth !== 2) continue;
    if (element.name === 'uses-sdk') manifest.targetSdk = numberOf(find(element, TARGET_SDK, 'targetSdkVersion'));
    const name = USES.has(element.name) ? find(element, NAME, 'name')?.text : null;
    if (!name) continue;
    if (manifest.permissions.length >= MOST_PERMISSIONS) throw new ApkError('bad-manifest');
    manifest.permissions.push({
      name: name.slice(0, 255),
      maxSdk: numberOf(find(element, MAX_SDK, 'maxSdkVersion')),
      fromSdk23: element.name !== 'uses-permission',
    });
  }
  if (manifest === null) throw new ApkError('bad-manifest');
  return manifest;
}
