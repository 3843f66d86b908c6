import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileList, type ListStore, ListUpdater, type PlatformRecord } from '../../../lib/platforms/index.ts';
import {
  type ManifestPayload,
  readEnvelope,
  signManifest,
  toBase64Url,
} from '../../../lib/platforms/updates/manifest.ts';
import { type KeyFile, newKey, publish, signFolder } from '../../../scripts/lib/data/publish.ts';
import { tempFolder } from '../../temp-folder.ts';

/** Address at which tests see a folder served. */
export const BASE = 'https://lists.example/group/';
export const MANIFEST = `${BASE}manifest.json`;

/** Day on which tests take place, in milliseconds. */
export const NOW = Date.parse('2026-11-24T12:00:00Z');

/** A published folder and the key that signs it. */
export interface Published {
  folder: string;
  key: KeyFile;
}

/** Publishes and signs an edition, into a new folder or over the one before. */
export async function publishEdition(
  records: PlatformRecord[],
  over: {
    into?: Published;
    version?: number;
    date?: string;
    expires?: string;
    list?: string;
    keys?: string[];
    signWith?: KeyFile;
  } = {},
): Promise<Published> {
  const key = over.into?.key ?? (await newKey());
  const folder = over.into?.folder ?? (await tempFolder());
  const version = over.version ?? 1;
  const date = over.date ?? '2026-11-20';
  const about = {
    list: over.list ?? 'group',
    title: 'A consumer group',
    version,
    date,
    expires: over.expires ?? '2027-05-20',
    keys: over.keys ?? [key.public],
  };
  await publish(folder, await compileList(records, { version, date }), about);
  await signFolder(folder, over.signWith ?? key);
  return { folder, key };
}

/** Changes the manifest of a folder, signed anew with its key. */
export async function forge(
  { folder, key }: Published,
  change: (payload: ManifestPayload) => unknown,
): Promise<Uint8Array<ArrayBuffer>> {
  const { payloadBytes } = readEnvelope(await readFile(join(folder, 'manifest.json')));
  const payload = JSON.parse(new TextDecoder().decode(payloadBytes)) as ManifestPayload;
  const text = JSON.stringify(change(payload) ?? payload);
  const privateKey = await crypto.subtle.importKey('pkcs8', Buffer.from(key.private, 'base64url'), 'Ed25519', false, [
    'sign',
  ]);
  const envelope = await signManifest(Uint8Array.from(Buffer.from(text)), privateKey, key.public);
  return Uint8Array.from(Buffer.from(JSON.stringify(envelope)));
}

/** An envelope of any payload text with no valid signature. */
export function unsigned(payload: string): string {
  return JSON.stringify({ payload: toBase64Url(new TextEncoder().encode(payload)), signatures: [] });
}

/** Serves a folder; `replace` stands in for single files. Notes what was asked for. */
export function serve(published: Published, replace: Record<string, Uint8Array<ArrayBuffer> | Response | Error> = {}) {
  const asked: string[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    asked.push(url.slice(BASE.length));
    const other = replace[url.slice(BASE.length)];
    if (other instanceof Error) throw other;
    if (other instanceof Response) return other;
    if (other) return new Response(other);
    if (init.credentials !== 'omit' || init.referrerPolicy !== 'no-referrer')
      throw new Error('a request that says who asks');
    const bytes = await readFile(join(published.folder, url.slice(BASE.length))).catch(() => null);
    return bytes ? new Response(Uint8Array.from(bytes)) : new Response('not found', { status: 404 });
  };
  return { fetch, asked };
}

/** An updater over a store, at a time. */
export function updaterOver(store: ListStore, fetch: ReturnType<typeof serve>['fetch'], now: () => number = () => NOW) {
  return new ListUpdater({ store, fetch, now, random: () => 0.5, own: { url: null, keys: [], version: 0 } });
}
