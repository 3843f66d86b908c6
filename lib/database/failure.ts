/**
 * Why something could not be stored or read. Each has a sentence `storage:<reason>` in the locale files.
 * - `unavailable`: the browser gives no IndexedDB here (Firefox "never remember history", some private windows)
 * - `blocked`: another window of the extension holds an older version of the database
 * - `newer`: the database was written by a newer version of the extension
 * - `quota`: no room left on the device
 * - `corrupt`: the browser cannot read its own database files
 * - `aborted`: the browser gave the transaction up; nothing of it was written
 * - `private`, `paused`, `never`, `nothing`: a visit that is not to be recorded
 * - `not-found`, `invalid`, `cancelled`, `too-large`, `empty`: about the request itself
 * - `format`, `password`, `damaged`: about a file to be read (`newer` too, where a newer version wrote it)
 */
export type FailureReason =
  | 'unavailable'
  | 'blocked'
  | 'newer'
  | 'quota'
  | 'corrupt'
  | 'aborted'
  | 'private'
  | 'paused'
  | 'never'
  | 'nothing'
  | 'not-found'
  | 'invalid'
  | 'cancelled'
  | 'too-large'
  | 'empty'
  | 'format'
  | 'password'
  | 'damaged';

/** A failure as a value. `detail` is for the debug view, never for the user. */
export interface Failure {
  ok: false;
  reason: FailureReason;
  detail?: string;
}

/** What every function of the storage rooms gives: the value, or why there is none. */
export type Result<T> = { ok: true; value: T } | Failure;

/** Wraps a value as a success. */
export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A failure for a reason, with an optional detail for the debug view. */
export function failure(reason: FailureReason, detail?: string): Failure {
  return detail === undefined ? { ok: false, reason } : { ok: false, reason, detail };
}

/** Thrown inside a transaction to give it up for a known reason; `Database.run` turns it into a `Failure`. */
export class Refusal extends Error {
  readonly reason: FailureReason;
  constructor(reason: FailureReason, detail = '') {
    super(detail);
    this.name = 'Refusal';
    this.reason = reason;
  }
}

/** Thrown by the stream of an export where it cannot go on; `failure` says why. */
export class ExportError extends Error {
  readonly failure: Failure;
  constructor(failed: Failure) {
    super(failed.reason);
    this.name = 'ExportError';
    this.failure = failed;
  }
}

const BY_NAME: Record<string, FailureReason> = {
  AbortError: 'aborted',
  BlockedError: 'blocked',
  ConstraintError: 'invalid',
  DataCloneError: 'invalid',
  DataError: 'invalid',
  InvalidStateError: 'unavailable',
  NotFoundError: 'corrupt',
  NotReadableError: 'corrupt',
  QuotaExceededError: 'quota',
  ReferenceError: 'unavailable',
  SecurityError: 'unavailable',
  TransactionInactiveError: 'aborted',
  UnknownError: 'corrupt',
  VersionError: 'newer',
};

// What Chromium says where the disk is full before its own limit is reached; as a DataError it would mean a wrong key.
const BLOBS_NOT_WRITTEN = /^DataError: Failed to write blobs/;

/**
 * The failure that an error of IndexedDB stands for, by the error's name (the names of the specification, section
 * "Exceptions"). Chromium reports damaged files as `UnknownError`, a store missing from the schema as `NotFoundError`.
 */
export function classify(error: unknown): Failure {
  if (error instanceof Refusal) return failure(error.reason, error.message || undefined);
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  const detail = error instanceof Error || error instanceof DOMException ? `${name}: ${error.message}` : String(error);
  if (BLOBS_NOT_WRITTEN.test(detail)) return failure('quota', detail);
  return failure(BY_NAME[name] ?? 'aborted', detail);
}
