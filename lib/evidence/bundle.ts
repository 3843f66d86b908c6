import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { type EventRow, ExportError, failure, type Result } from '../database/index.ts';
import { sha256 } from './canonical.ts';
import { NO_HASH } from './chain.ts';
import { type EvidenceStore, listEvents, readFile } from './log.ts';
import { type ReportSuggestion, type ReportWords, reportPage } from './report.ts';
import { type VerifierWords, verifierPage } from './verifier.ts';

/** The most that the attachments of one export may be together, in bytes: beyond, old unzip programs fail. */
export const BUNDLE_LIMIT = 2 * 1024 ** 3;

/** What an export needs to be told. Progress is in bytes of attachments. `now` in milliseconds since the epoch. */
export interface BundleOptions {
  language: string;
  report: ReportWords;
  verifier: VerifierWords;
  suggestions?: readonly ReportSuggestion[];
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  now?: number;
  /** The version of the extension and the browser that make it, for whoever has to read it years later. */
  madeWith?: { ringfence: string; browser: string };
}

const BROWSERS = [
  ['Edge', /\bEdgA?\/([\d.]+)/],
  ['Opera', /\bOPR\/([\d.]+)/],
  ['Firefox', /\bFirefox\/([\d.]+)/],
  ['Chrome', /\b(?:Headless)?Chrome\/([\d.]+)/],
] as const;

/** Name and version of a browser by its user agent, `Firefox 153.0`; '' for one that is not known. */
export function browserOf(userAgent: string): string {
  for (const [name, pattern] of BROWSERS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version) return `${name} ${version}`;
  }
  return '';
}

function extension(name: string): string {
  return /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? 'bin';
}

// Paths are made of numbers alone: what a file was called by others stands in the log, not on the user's disk. An
// ending that a system would run on a double click is not kept.
const RUNNABLE = new Set([
  'html',
  'htm',
  'xhtml',
  'svg',
  'js',
  'exe',
  'bat',
  'cmd',
  'com',
  'scr',
  'ps1',
  'vbs',
  'hta',
  'lnk',
  'sh',
  'apk',
  'jar',
]);

function pathsOf(entries: readonly EventRow[]): Map<string, { path: string; size: number }> {
  const paths = new Map<string, { path: string; size: number }>();
  for (const { n, files } of entries) {
    for (const [index, { name, size, sha256: hash }] of files.entries()) {
      const ending = extension(name);
      const safe = RUNNABLE.has(ending) ? `${ending}.bin` : ending;
      if (!paths.has(hash)) paths.set(hash, { path: `files/${String(n).padStart(4, '0')}-${index + 1}.${safe}`, size });
    }
  }
  return paths;
}

class Stream {
  #chunks: Uint8Array[] = [];
  #error: Error | null = null;
  readonly zip: Zip;

  constructor() {
    this.zip = new Zip((error, chunk) => {
      if (error) this.#error = error;
      else this.#chunks.push(chunk);
    });
  }

  *drain(): Generator<Uint8Array> {
    if (this.#error) throw this.#error;
    yield* this.#chunks.splice(0);
  }
}

async function* addText(
  stream: Stream,
  path: string,
  pieces: Iterable<string>,
  now: Date,
): AsyncGenerator<Uint8Array, string> {
  const file = new ZipDeflate(path, { level: 6 });
  file.mtime = now;
  stream.zip.add(file);
  const encoder = new TextEncoder();
  const whole: Uint8Array<ArrayBuffer>[] = [];
  for (const piece of pieces) {
    const bytes = encoder.encode(piece);
    whole.push(bytes);
    file.push(bytes);
    yield* stream.drain();
  }
  file.push(new Uint8Array(0), true);
  yield* stream.drain();
  return sha256(await new Blob(whole).arrayBuffer());
}

async function* addBlob(stream: Stream, path: string, blob: Blob, now: Date): AsyncGenerator<Uint8Array> {
  const file = new ZipPassThrough(path);
  file.mtime = now;
  stream.zip.add(file);
  const reader = blob.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    file.push(part.value);
    yield* stream.drain();
  }
  file.push(new Uint8Array(0), true);
  yield* stream.drain();
}

function* logPieces(entries: readonly EventRow[]): Generator<string> {
  yield '{"format":"ringfence-evidence","version":1,"entries":[';
  for (const [index, entry] of entries.entries()) yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(entry)}`;
  yield '\n]}\n';
}

/**
 * The evidence as a zip, piece by piece: `index.html` (printable), `log.json`, the attachments under `files/`,
 * `hashes.json` with the SHA-256 of each and what made it, and `verify.html`, which checks them all offline. Throws `ExportError`:
 * `too-large` beyond `BUNDLE_LIMIT`, `cancelled` after the signal.
 */
export async function* exportBundle(store: EvidenceStore, options: BundleOptions): AsyncGenerator<Uint8Array> {
  const { signal, onProgress, now = Date.now(), language } = options;
  // Zip has no dates before 1980; a clock that is off must not cost the user the export.
  const date = new Date(Math.max(now, Date.UTC(1980, 0, 2)));
  const read = await listEvents(store);
  if (!read.ok) throw new ExportError(read);
  const entries = read.value;
  const paths = pathsOf(entries);
  const total = [...paths.values()].reduce((sum, file) => sum + file.size, 0);
  if (total > BUNDLE_LIMIT) throw new ExportError(failure('too-large', `${total} bytes`));
  const stream = new Stream();
  const hashes: { path: string; sha256: string }[] = [];
  const report = reportPage({
    entries,
    suggestions: options.suggestions ?? [],
    words: options.report,
    language,
    now,
    pathOf: (hash) => paths.get(hash)?.path ?? null,
  });
  hashes.push({ path: 'index.html', sha256: yield* addText(stream, 'index.html', report, date) });
  hashes.push({ path: 'log.json', sha256: yield* addText(stream, 'log.json', logPieces(entries), date) });
  let done = 0;
  for (const [hash, { path, size }] of paths) {
    if (signal?.aborted) throw new ExportError(failure('cancelled'));
    const blob = await readFile(store, hash);
    if (!blob.ok && blob.reason !== 'not-found') throw new ExportError(blob);
    if (blob.ok) yield* addBlob(stream, path, blob.value, date);
    hashes.push({ path, sha256: hash });
    done += size;
    onProgress?.(done, total);
  }
  const head = {
    format: 'ringfence-evidence',
    version: 1,
    exported: new Date(now).toISOString(),
    ...(options.madeWith && { madeWith: options.madeWith }),
    algorithm: 'SHA-256',
    count: entries.length,
    head: entries.at(-1)?.hash ?? NO_HASH,
    files: hashes,
  };
  yield* addText(stream, 'hashes.json', [`${JSON.stringify(head, null, 1)}\n`], date);
  yield* addText(stream, 'verify.html', [verifierPage(options.verifier, language)], date);
  stream.zip.end();
  yield* stream.drain();
}

/** The whole zip as a Blob, which browsers keep outside the page's memory where it is large. */
export async function exportBundleBlob(store: EvidenceStore, options: BundleOptions): Promise<Result<Blob>> {
  const parts: Blob[] = [];
  try {
    for await (const chunk of exportBundle(store, options)) parts.push(new Blob([chunk as Uint8Array<ArrayBuffer>]));
  } catch (error) {
    if (error instanceof ExportError) return error.failure;
    return failure('aborted', String(error));
  }
  return { ok: true, value: new Blob(parts, { type: 'application/zip' }) };
}
