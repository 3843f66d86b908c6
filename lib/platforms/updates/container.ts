import { concatBytes } from '../sha256.ts';
import { deltaPath, type GetPart, partPath } from './fetch-edition.ts';
import { LIST_FILE_LIMIT, ListRefusal, MANIFEST_LIMIT, type ManifestPayload } from './manifest.ts';

const MAGIC = 0x54534c52; // "RLST"
const HEADER = 8;

/** A list in one file: a header, the manifest as it is served, then all parts in the order in which it names them. */
export function packContainer(
  manifest: Uint8Array,
  payload: ManifestPayload,
  part: (hash: string) => Uint8Array,
): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(HEADER);
  new Uint32Array(head.buffer).set([MAGIC, manifest.length]);
  return concatBytes([
    head,
    manifest,
    ...[...payload.index.parts, ...payload.recordParts].map((one) => part(one.sha256)),
  ]);
}

/** The manifest in a list file. Throws `ListRefusal` for what is none. */
export function containerManifest(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (file.length > LIST_FILE_LIMIT)
    throw new ListRefusal('too-large', `the file is larger than ${LIST_FILE_LIMIT} bytes`);
  if (file.length < HEADER) throw new ListRefusal('damaged', 'the file is no list');
  const [magic, length] = new Uint32Array(file.slice(0, HEADER).buffer);
  if (magic !== MAGIC) throw new ListRefusal('damaged', 'the file is no list');
  if (length! > MANIFEST_LIMIT || HEADER + length! > file.length)
    throw new ListRefusal('damaged', 'the file is truncated');
  return file.slice(HEADER, HEADER + length!);
}

/** Gives the parts of a list file whose manifest was verified. */
export function containerParts(file: Uint8Array<ArrayBuffer>, payload: ManifestPayload): GetPart {
  const places = new Map<string, { at: number; bytes: number }>();
  let at = HEADER + containerManifest(file).length;
  for (const part of [...payload.index.parts, ...payload.recordParts]) {
    places.set(partPath(part.sha256), { at, bytes: part.bytes });
    at += part.bytes;
  }
  return async (path, part) => {
    const place = places.get(path);
    if (!place)
      throw new ListRefusal('damaged', `the file does not hold ${path === deltaPath(part.sha256) ? 'deltas' : path}`);
    if (place.at + place.bytes > file.length) throw new ListRefusal('damaged', 'the file is truncated');
    return file.slice(place.at, place.at + place.bytes);
  };
}
