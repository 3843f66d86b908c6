import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CompiledList, memoryRecords, PlatformList, type PlatformRecord } from '../../../lib/platforms/index.ts';
import { packContainer } from '../../../lib/platforms/updates/container.ts';
import { makeDelta } from '../../../lib/platforms/updates/delta.ts';
import { cutParts, deltaPath, partPath, SERVED_PART } from '../../../lib/platforms/updates/fetch-edition.ts';
import {
  fromBase64Url,
  type ManifestEnvelope,
  type ManifestPayload,
  readEnvelope,
  readPayload,
  signManifest,
  toBase64Url,
} from '../../../lib/platforms/updates/manifest.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What an edition is published as. */
export interface Publication {
  list: string;
  title: string;
  version: number;
  /** ISO days. */
  date: string;
  expires: string;
  /** Public keys (base64url) that may sign the next edition. */
  keys: string[];
  /** Where reports on entries go: an https page or a mailto address. */
  contact?: string;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const own = (bytes: Buffer): Bytes => Uint8Array.from(bytes);

/** Reads the payload of the manifest in a folder, or null where there is none. */
export async function publishedPayload(folder: string): Promise<ManifestPayload | null> {
  const bytes = await readFile(join(folder, 'manifest.json')).catch(() => null);
  return bytes ? readPayload(readEnvelope(bytes).payloadBytes) : null;
}

async function readParts(folder: string, parts: readonly { sha256: string }[]): Promise<Bytes> {
  return own(Buffer.concat(await Promise.all(parts.map((part) => readFile(join(folder, partPath(part.sha256)))))));
}

/** All records of a list in memory. */
export async function recordsOf(index: Bytes, records: Bytes): Promise<PlatformRecord[]> {
  const { build } = new PlatformList(index.buffer, async () => new Uint8Array()).header;
  const list = new PlatformList(index.buffer, memoryRecords(records.buffer, build));
  const all: PlatformRecord[] = [];
  for await (const record of list.records()) all.push(record);
  return all;
}

/**
 * Writes an edition into a folder that any file server can serve: parts by their hash, a delta from the edition that was
 * there where that is smaller, and an unsigned manifest. Parts that only the one before the last edition used are
 * removed. Gives the sizes.
 */
export async function publish(
  folder: string,
  list: CompiledList,
  about: Publication,
): Promise<{ full: number; delta: number | null }> {
  const before = await publishedPayload(folder);
  if (before && before.list !== about.list) throw new Error(`${folder} holds the list ${before.list}`);
  if (before && about.version <= before.version)
    throw new Error(`version ${about.version} is not higher than ${before.version}, which is published`);
  await mkdir(join(folder, 'parts'), { recursive: true });
  await mkdir(join(folder, 'deltas'), { recursive: true });
  const [indexParts, recordParts] = await Promise.all([
    cutParts(list.index, SERVED_PART),
    cutParts(list.records, SERVED_PART),
  ]);
  for (const part of [...indexParts, ...recordParts]) await writeFile(join(folder, partPath(part.sha256)), part.bytes);
  const full = list.index.length + list.records.length;
  const now = await recordsOf(list.index, list.records);
  const deltas: ManifestPayload['deltas'] = [];
  if (before) {
    const old = await recordsOf(
      await readParts(folder, before.index.parts),
      await readParts(folder, before.recordParts),
    );
    const delta = await makeDelta(old, now);
    if (delta.length < full) {
      deltas.push({ from: before.content, sha256: sha256(delta), bytes: delta.length });
      await writeFile(join(folder, deltaPath(sha256(delta))), delta);
    }
  }
  const sized = (parts: { sha256: string; bytes: Bytes }[]) =>
    parts.map((part) => ({ sha256: part.sha256, bytes: part.bytes.length }));
  const payload: ManifestPayload = {
    format: 'ringfence-list',
    formatVersion: 1,
    ...about,
    records: now.length,
    content: list.content,
    index: { sha256: sha256(list.index), bytes: list.index.length, parts: sized(indexParts) },
    recordParts: sized(recordParts),
    deltas,
  };
  const envelope: ManifestEnvelope = {
    payload: toBase64Url(new TextEncoder().encode(JSON.stringify(payload))),
    signatures: [],
  };
  await writeEnvelope(folder, envelope);
  await tidy(folder, [payload, ...(before ? [before] : [])]);
  return { full, delta: deltas[0]?.bytes ?? null };
}

async function writeEnvelope(folder: string, envelope: ManifestEnvelope): Promise<void> {
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(envelope, null, 1)}\n`);
}

/** Removes parts of editions older than the last two: whoever is in the middle of a download still finds his. */
async function tidy(folder: string, keep: readonly ManifestPayload[]): Promise<void> {
  const used = new Set(
    keep.flatMap((one) => [...one.index.parts, ...one.recordParts, ...one.deltas].map((part) => `${part.sha256}.bin`)),
  );
  for (const sub of ['parts', 'deltas']) {
    for (const name of await readdir(join(folder, sub))) if (!used.has(name)) await rm(join(folder, sub, name));
  }
}

/** A signing key as it is kept in a file: never in the repository. */
export interface KeyFile {
  note: string;
  /** base64url of the 32 bytes of the public key. */
  public: string;
  /** base64url of PKCS #8. */
  private: string;
}

/** A new Ed25519 key. */
export async function newKey(): Promise<KeyFile> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  return {
    note: 'Signing key of a Ringfence list. Keep it secret and keep a copy.',
    public: toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))),
    private: toBase64Url(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))),
  };
}

/** Signs the manifest in a folder, keeping signatures of other keys, and writes the list as one file beside it. */
export async function signFolder(folder: string, key: KeyFile): Promise<void> {
  const { envelope, payloadBytes } = readEnvelope(await readFile(join(folder, 'manifest.json')));
  const privateKey = await crypto.subtle.importKey('pkcs8', fromBase64Url(key.private), 'Ed25519', false, ['sign']);
  await writeEnvelope(folder, await signManifest(payloadBytes, privateKey, key.public, envelope.signatures));
  const payload = readPayload(payloadBytes);
  const parts = new Map<string, Uint8Array>();
  for (const { sha256: hash } of [...payload.index.parts, ...payload.recordParts])
    parts.set(hash, await readFile(join(folder, partPath(hash))));
  const container = packContainer(await readFile(join(folder, 'manifest.json')), payload, (hash) => parts.get(hash)!);
  await writeFile(join(folder, `${payload.list}.rflist`), container);
}
