import * as v from 'valibot';
import { ExportError, type Failure, failure, type Result, success } from '../database/index.ts';
import { sha256 } from '../evidence/index.ts';
import { decodeBase64 } from './base64.ts';
import { decryptFile, isEncrypted } from './encryption.ts';
import { bytesOf, linesOf } from './lines.ts';
import { ROWS, type Row, type RowKind } from './schemas.ts';
import { FORMAT, FORMAT_VERSION } from './write.ts';

/** The largest file that is read, in bytes (just under 500 MB). */
export const IMPORT_LIMIT = 500_000_000 - 1;

/** The largest file that is read as a whole where it was not written line by line. */
const WHOLE_LIMIT = 50_000_000;

/** Problems that are listed; more are only counted. */
const ISSUES_LIMIT = 100;

/** A row that was left out: where, what it was, and the part that was wrong (`duplicate` for a second one of its key). */
export interface ImportIssue {
  row: number;
  kind: string;
  part: string;
}

/** What a backup file holds, checked row by row. */
export interface BackupContents {
  exported: string | null;
  visits: Map<string, Row<'visit'>>;
  debts: Map<string, Row<'debt'>>;
  budget: Row<'budget'> | null;
  never: string[];
  events: Row<'event'>[];
  chain: Row<'chain'> | null;
  files: Map<string, Blob>;
  issues: ImportIssue[];
  /** Rows left out in all; `issues` names the first hundred. */
  rejected: number;
}

/** `password` for an encrypted file; `onProgress` hears bytes read and bytes in all. */
export interface ReadOptions {
  password?: string;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

type Version = 'backup' | 'visits';

function refuse(reason: Failure['reason'], detail?: string): never {
  throw new ExportError(failure(reason, detail));
}

// The head names what the file is. Version 1 was the plain export of visits alone.
function versionOf(head: unknown): Version {
  if (typeof head !== 'object' || head === null) refuse('format');
  const { format, version } = head as { format?: unknown; version?: unknown };
  if (format !== FORMAT && format !== 'ringfence-visits') refuse('format');
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) refuse('format');
  if (version > FORMAT_VERSION || (format === 'ringfence-visits' && version > 1)) refuse('newer', `version ${version}`);
  return format === FORMAT ? 'backup' : 'visits';
}

function unpack(version: Version, value: unknown): { kind: string; row: unknown } {
  if (version === 'visits') return { kind: 'visit', row: value };
  if (typeof value !== 'object' || value === null) return { kind: '', row: value };
  const { kind, row } = value as { kind?: unknown; row?: unknown };
  return { kind: typeof kind === 'string' ? kind.slice(0, 50) : '', row };
}

class Collector {
  readonly contents: BackupContents = {
    exported: null,
    visits: new Map(),
    debts: new Map(),
    budget: null,
    never: [],
    events: [],
    chain: null,
    files: new Map(),
    issues: [],
    rejected: 0,
  };
  #numbers = new Set<number>();
  #row = 0;

  async add(version: Version, value: unknown): Promise<void> {
    this.#row++;
    const { kind, row } = unpack(version, value);
    if (!Object.hasOwn(ROWS, kind)) return this.reject(kind, 'kind');
    const parsed = v.safeParse(ROWS[kind as RowKind], row);
    if (!parsed.success) return this.reject(kind, v.getDotPath(parsed.issues[0]) ?? '');
    await this.#keep(kind as RowKind, parsed.output);
  }

  reject(kind: string, part: string): void {
    this.contents.rejected++;
    if (this.contents.issues.length < ISSUES_LIMIT) this.contents.issues.push({ row: this.#row, kind, part });
  }

  async #keep(kind: RowKind, output: unknown): Promise<void> {
    const { contents } = this;
    if (kind === 'visit') this.#put(kind, contents.visits, (output as Row<'visit'>).key, output as Row<'visit'>);
    else if (kind === 'debt') this.#put(kind, contents.debts, (output as Row<'debt'>).id, output as Row<'debt'>);
    else if (kind === 'budget') contents.budget = output as Row<'budget'>;
    else if (kind === 'never') contents.never = output as Row<'never'>;
    else if (kind === 'chain') contents.chain = output as Row<'chain'>;
    else if (kind === 'event') this.#event(output as Row<'event'>);
    else await this.#file(output as Row<'file'>);
  }

  #put<T>(kind: RowKind, into: Map<string, T>, key: string, value: T): void {
    if (into.has(key)) this.reject(kind, 'duplicate');
    else into.set(key, value);
  }

  #event(event: Row<'event'>): void {
    if (this.#numbers.has(event.n)) this.reject('event', 'duplicate');
    else this.contents.events.push(event);
    this.#numbers.add(event.n);
  }

  async #file({ sha256: hash, type, data }: Row<'file'>): Promise<void> {
    const bytes = decodeBase64(data);
    if (!bytes || (await sha256(bytes.buffer)) !== hash) return this.reject('file', 'data');
    this.#put('file', this.contents.files, hash, new Blob([bytes], { type }));
  }
}

function parse(text: string, ended: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    refuse('damaged', ended);
  }
}

async function collectLines(
  first: string,
  lines: AsyncIterator<string>,
  signal?: AbortSignal,
): Promise<BackupContents> {
  const collector = new Collector();
  const head = parse(`${first}]}`, 'head');
  const version = versionOf(head);
  const { exported } = head as { exported?: unknown };
  collector.contents.exported = typeof exported === 'string' ? exported.slice(0, 30) : null;
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    if (signal?.aborted) refuse('cancelled');
    const line = next.value;
    if (line.startsWith(']')) return collector.contents;
    await collector.add(version, parse(line.endsWith(',') ? line.slice(0, -1) : line, 'row'));
  }
  return refuse('damaged', 'end');
}

// Somebody's editor may have laid the document out anew.
async function collectWhole(text: string): Promise<BackupContents> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    refuse('format');
  }
  const version = versionOf(document);
  const rows = (document as Record<string, unknown>)[version === 'backup' ? 'rows' : 'visits'];
  if (!Array.isArray(rows)) refuse('format');
  const collector = new Collector();
  for (const row of rows) await collector.add(version, row);
  return collector.contents;
}

async function* watched(
  bytes: AsyncIterable<Uint8Array>,
  total: number,
  options: ReadOptions,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const part of bytes) {
    if (options.signal?.aborted) refuse('cancelled');
    yield part;
    done += part.length;
    options.onProgress?.(Math.min(done, total), total);
  }
}

/**
 * Reads a backup file, plain or encrypted, of this or an earlier version, and checks every row; nothing is written yet.
 * Rows that cannot be kept are left out and listed. Fails with `too-large` (500 MB and more, before anything is read),
 * `password` (wrong, or none given for an encrypted file), `newer`, `format` (no backup), `damaged` (cut off or changed)
 * or `cancelled`.
 */
export async function readBackup(file: Blob, options: ReadOptions = {}): Promise<Result<BackupContents>> {
  if (file.size > IMPORT_LIMIT) return failure('too-large', `${file.size} bytes`);
  try {
    let bytes: AsyncIterable<Uint8Array> = bytesOf(file);
    const encrypted = await isEncrypted(file);
    if (encrypted) {
      if (!options.password) return failure('password', 'none');
      bytes = decryptFile(file, options.password);
    }
    const lines = linesOf(watched(bytes, file.size, options))[Symbol.asyncIterator]();
    const first = await lines.next();
    if (first.done) return failure('format', 'empty');
    if (/"(rows|visits)":\[$/.test(first.value)) return success(await collectLines(first.value, lines, options.signal));
    if (encrypted || file.size > WHOLE_LIMIT) return failure('format');
    return success(await collectWhole(await file.text()));
  } catch (error) {
    if (error instanceof ExportError) return error.failure;
    return failure('damaged', String(error));
  }
}
