import { type Database, ExportError, failure, getMeta, type Result, success } from '../database/index.ts';
import { listEvents, readFile } from '../evidence/index.ts';
import { listDebts } from '../plan/index.ts';
import { exportPages, type VisitStore } from '../visits/index.ts';
import { encodeBase64 } from './base64.ts';
import { encryptText, isPassword } from './encryption.ts';
import type { RowKind } from './schemas.ts';

/** What a backup file calls itself, and the version of its rows that this code writes. */
export const FORMAT = 'ringfence-backup';
export const FORMAT_VERSION = 2;

/** `onProgress` hears rows written and rows in all; `signal` stops between two rows. `now` in milliseconds. */
export interface BackupOptions {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  now?: number;
}

async function countRows(database: Database): Promise<Result<number>> {
  return database.run(['visits', 'debts', 'events', 'files'], 'readonly', async (tx) => {
    const counts = await Promise.all(
      (['visits', 'debts', 'events', 'files'] as const).map((name) => tx.objectStore(name).count()),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  });
}

function need<T>(result: Result<T>): T {
  if (!result.ok) throw new ExportError(result);
  return result.value;
}

async function* rows(store: VisitStore, signal?: AbortSignal): AsyncGenerator<[RowKind, unknown]> {
  const { database } = store;
  for await (const page of exportPages(store, signal)) {
    for (const { history, ...visit } of page) {
      yield ['visit', { ...visit, history: history.map(({ since, assessment }) => ({ since, assessment })) }];
    }
  }
  for (const debt of need(await listDebts(store))) yield ['debt', debt];
  const meta = need(
    await database.run(['meta'], 'readonly', async (tx) => ({
      budget: await getMeta(tx, 'budget'),
      never: (await getMeta(tx, 'policy'))?.never ?? [],
      chain: await getMeta(tx, 'chain'),
    })),
  );
  if (meta.budget) yield ['budget', meta.budget];
  if (meta.never.length > 0) yield ['never', meta.never];
  const events = need(await listEvents(store));
  for (const event of events) yield ['event', event];
  // The end is read before the entries; one written in between is in neither count nor hash.
  const last = events.at(-1);
  if (last) yield ['chain', { id: 'chain', count: last.n, hash: last.hash }];
  for (const hash of new Set(events.flatMap((event) => event.files.map((file) => file.sha256)))) {
    const file = await readFile(store, hash);
    if (!file.ok && file.reason === 'not-found') continue;
    const blob = need(file);
    yield ['file', { sha256: hash, type: blob.type, data: encodeBase64(new Uint8Array(await blob.arrayBuffer())) }];
  }
}

/**
 * Everything that is kept, as one JSON document in pieces: a head, then one row a line, so that it can be read again
 * piece by piece. Deleted visits that could still be undone are left out. Throws `ExportError`.
 */
export async function* backupText(store: VisitStore, options: BackupOptions = {}): AsyncGenerator<string> {
  const { signal, onProgress, now = Date.now() } = options;
  const total = onProgress ? need(await countRows(store.database)) : 0;
  const exported = new Date(now).toISOString();
  yield `${JSON.stringify({ format: FORMAT, version: FORMAT_VERSION, exported }).slice(0, -1)},"rows":[`;
  let done = 0;
  for await (const [kind, row] of rows(store, signal)) {
    if (signal?.aborted) throw new ExportError(failure('cancelled'));
    yield `${done === 0 ? '\n' : ',\n'}${JSON.stringify({ kind, row })}`;
    done++;
    onProgress?.(Math.min(done, total), total);
  }
  yield '\n]}\n';
}

async function gather(pieces: AsyncIterable<string | Uint8Array<ArrayBuffer>>, type: string): Promise<Result<Blob>> {
  const parts: Blob[] = [];
  let batch: (string | Uint8Array<ArrayBuffer>)[] = [];
  try {
    for await (const piece of pieces) {
      batch.push(piece);
      if (batch.length < 500) continue;
      parts.push(new Blob(batch));
      batch = [];
    }
  } catch (error) {
    return error instanceof ExportError ? error.failure : failure('aborted', String(error));
  }
  return success(new Blob([...parts, ...batch], { type }));
}

/** The backup as a plain JSON file, which browsers keep outside the page's memory where it is large. */
export async function plainBackup(store: VisitStore, options: BackupOptions = {}): Promise<Result<Blob>> {
  return gather(backupText(store, options), 'application/json');
}

/** The backup encrypted with a password, piece by piece. Throws `ExportError`: `invalid` where the password is too short. */
export async function* encryptedPieces(
  store: VisitStore,
  password: string,
  options: BackupOptions = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (!isPassword(password)) throw new ExportError(failure('invalid', 'password'));
  yield* encryptText(backupText(store, options), password);
}

/** The backup encrypted with a password, as one file. `invalid` with `password` in `detail` where that is too short. */
export async function encryptedBackup(
  store: VisitStore,
  password: string,
  options: BackupOptions = {},
): Promise<Result<Blob>> {
  return gather(encryptedPieces(store, password, options), 'application/octet-stream');
}
