import * as v from 'valibot';
import { sha256, toHex } from '../sha256.ts';

/** Largest manifest that is read, in bytes. */
export const MANIFEST_LIMIT = 256 * 1024;

/** Largest single part, and largest list altogether, in bytes. */
export const PART_LIMIT = 4 * 1024 * 1024;
export const LIST_LIMIT = 96 * 1024 * 1024;

/** Largest list in one file, in bytes: what is larger need not be read. */
export const LIST_FILE_LIMIT = LIST_LIMIT + MANIFEST_LIMIT;

/** Why an edition is refused. `detail` says it in words, for a log. */
export class ListRefusal extends Error {
  override name = 'ListRefusal';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/** Reasons that the dashboard has words for. */
export type RefusalReason =
  | 'address'
  | 'network'
  | 'too-large'
  | 'damaged'
  | 'format'
  | 'signature'
  | 'other-key'
  | 'other-list'
  | 'older'
  | 'expired'
  | 'clock'
  | 'content'
  | 'storage';

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const day = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/),
  v.check((text) => !Number.isNaN(Date.parse(text))),
);
const size = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LIST_LIMIT));
const part = v.strictObject({ sha256: hash, bytes: v.pipe(size, v.maxValue(PART_LIMIT)) });
const parts = v.pipe(v.array(part), v.maxLength(4096));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(120), v.regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}<>]+$/u));
const publicKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

/** Where reports on entries go: an https page, or one mail address without anything that fills in a message. */
export const CONTACT =
  /^(?=.{1,200}$)(?:https:\/\/[\w.-]+(?::\d+)?(?:\/[\w./~%+-]*)?|mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+)$/;

const payloadSchema = v.object({
  format: v.literal('ringfence-list'),
  formatVersion: v.literal(1),
  list: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{1,62}$/)),
  title: name,
  version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(0xffffffff)),
  date: day,
  expires: day,
  records: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 24)),
  content: hash,
  index: v.strictObject({ sha256: hash, bytes: size, parts }),
  recordParts: parts,
  deltas: v.pipe(
    v.array(v.strictObject({ from: hash, sha256: hash, bytes: v.pipe(size, v.maxValue(PART_LIMIT)) })),
    v.maxLength(64),
  ),
  keys: v.pipe(v.array(publicKey), v.minLength(1), v.maxLength(8)),
  contact: v.optional(v.pipe(v.string(), v.regex(CONTACT))),
});

const envelopeSchema = v.object({
  payload: v.string(),
  signatures: v.pipe(v.array(v.object({ key: publicKey, signature: v.string() })), v.maxLength(8)),
});

/** What a signed manifest says. docs/list-format.md describes the fields. */
export type ManifestPayload = v.InferOutput<typeof payloadSchema>;

/** A manifest as it is served. */
export type ManifestEnvelope = v.InferOutput<typeof envelopeSchema>;

/** base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '');
}

/** Bytes of base64url text. Throws where it is none. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
}

/** Fingerprint of a public key for people to compare: the first 128 bits of its SHA-256, in groups of four digits. */
export async function keyFingerprint(key: string): Promise<string> {
  const { bytes } = await sha256(fromBase64Url(key));
  return (toHex(bytes.subarray(0, 16)).match(/.{4}/g) ?? []).join(' ');
}

function parseJson(bytes: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new ListRefusal('damaged', `${what}: ${(error as Error).message}`);
  }
}

function fitted<T>(schema: v.GenericSchema<unknown, T>, value: unknown, what: string): T {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new ListRefusal('format', `${what}: ${v.getDotPath(issue) ?? 'value'}: ${issue.message}`);
}

/** Reads an envelope without believing it: for showing the key of a list that is being added. Throws `ListRefusal`. */
export function readEnvelope(bytes: Uint8Array): { envelope: ManifestEnvelope; payloadBytes: Uint8Array<ArrayBuffer> } {
  if (bytes.length > MANIFEST_LIMIT)
    throw new ListRefusal('too-large', `the manifest is larger than ${MANIFEST_LIMIT} bytes`);
  const envelope = fitted(envelopeSchema, parseJson(bytes, 'manifest'), 'manifest');
  try {
    return { envelope, payloadBytes: fromBase64Url(envelope.payload) };
  } catch {
    throw new ListRefusal('damaged', 'manifest: the payload is no base64url');
  }
}

/** Reads the payload of an envelope. Throws `ListRefusal`. */
export function readPayload(payloadBytes: Uint8Array): ManifestPayload {
  const payload = fitted(payloadSchema, parseJson(payloadBytes, 'manifest'), 'manifest');
  const bytes = payload.index.bytes + payload.recordParts.reduce((sum, one) => sum + one.bytes, 0);
  if (bytes > LIST_LIMIT)
    throw new ListRefusal('too-large', `the list has ${bytes} bytes, at most ${LIST_LIMIT} are taken`);
  if (payload.index.parts.reduce((sum, one) => sum + one.bytes, 0) !== payload.index.bytes) {
    throw new ListRefusal('format', 'manifest: the parts of the index do not add up');
  }
  return payload;
}

/**
 * Reads a manifest and checks that one of the pinned keys signed it. Throws `ListRefusal`: `signature` where the
 * signature of a pinned key is wrong, `other-key` where none of them signed.
 */
export async function verifyManifest(bytes: Uint8Array, pinned: readonly string[]): Promise<ManifestPayload> {
  const { envelope, payloadBytes } = readEnvelope(bytes);
  const ours = envelope.signatures.filter((one) => pinned.includes(one.key));
  if (ours.length === 0) throw new ListRefusal('other-key', 'the manifest is not signed with a key that you accepted');
  for (const { key, signature } of ours) {
    if (await isSigned(payloadBytes, key, signature)) return readPayload(payloadBytes);
  }
  throw new ListRefusal('signature', 'the signature of the manifest is wrong');
}

async function isSigned(payload: Uint8Array<ArrayBuffer>, key: string, signature: string): Promise<boolean> {
  try {
    const imported = await crypto.subtle.importKey('raw', fromBase64Url(key), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', imported, fromBase64Url(signature), payload);
  } catch {
    // A malformed key or signature is a wrong one.
    return false;
  }
}

/** Signs a payload; gives an envelope with the signature added to those it had from other keys. */
export async function signManifest(
  payloadBytes: Uint8Array<ArrayBuffer>,
  privateKey: CryptoKey,
  key: string,
  others: ManifestEnvelope['signatures'] = [],
): Promise<ManifestEnvelope> {
  const signature = toBase64Url(new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, payloadBytes)));
  return {
    payload: toBase64Url(payloadBytes),
    signatures: [...others.filter((one) => one.key !== key), { key, signature }],
  };
}

const DAY = 86_400_000;

/** How far a list may be dated ahead of this device's clock: time zones, and clocks that are a little off. */
const CLOCK_DAYS = 2;

/**
 * Whether an edition may replace the one held. Throws `ListRefusal`: `older`, `expired`, or `clock` where the device's
 * time (`now`, milliseconds) lies before the list's own date.
 */
export function checkEdition(
  payload: ManifestPayload,
  held: { list: string; version: number } | null,
  now: number,
): 'newer' | 'same' {
  if (held && held.list !== payload.list)
    throw new ListRefusal('other-list', `this is the list ${payload.list}, not ${held.list}`);
  if (held && payload.version < held.version)
    throw new ListRefusal('older', `version ${payload.version} is older than ${held.version}`);
  if (Date.parse(payload.date) - now > CLOCK_DAYS * DAY)
    throw new ListRefusal('clock', `the list is dated ${payload.date}, after the time of this device`);
  if (Date.parse(payload.expires) + DAY <= now)
    throw new ListRefusal('expired', `the list expired on ${payload.expires}`);
  return held && payload.version === held.version ? 'same' : 'newer';
}
