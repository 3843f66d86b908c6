import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { classify, type Failure, failure, type Result, success } from './failure.ts';
import { migrate, VERSION } from './migrations.ts';
import type { Schema, StoreName } from './rows.ts';

/** The name of the one database of the extension. */
export const DATABASE_NAME = 'ringfence';

/** How long a browser may take to open the database, in milliseconds; one that takes longer hangs. */
export const OPEN_TIME = 15_000;

/** A transaction over the given stores. */
export type Transaction<Names extends StoreName[], Mode extends IDBTransactionMode> = IDBPTransaction<
  Schema,
  Names,
  Mode
>;

function quietly(): void {
  // The same failure is reported once, by `run`; the other promises of the transaction only echo it.
}

/**
 * A handle that outlives its connection: it opens when first needed, opens again after the browser closed it or a
 * newer window asked for a newer version, and turns every error into a `Failure`. No method throws or rejects.
 */
export class Database {
  readonly name: string;
  #opening: Promise<IDBPDatabase<Schema>> | null = null;
  #blocked: { promise: Promise<never>; reject: (error: unknown) => void } | null = null;

  constructor(name: string = DATABASE_NAME) {
    this.name = name;
  }

  /** Opens the database, so that a caller learns early whether it can; gives the failure where it cannot. */
  async open(): Promise<Result<undefined>> {
    try {
      await this.#connect();
      return success(undefined);
    } catch (error) {
      return classify(error);
    }
  }

  /**
   * Runs `work` in one transaction and waits until it is written. All of it is written or nothing: an error in `work`,
   * or a `Refusal` thrown by it, takes everything back. `work` may await nothing but requests of the transaction.
   */
  async run<T, Names extends StoreName[], Mode extends IDBTransactionMode>(
    stores: [...Names],
    mode: Mode,
    work: (tx: Transaction<Names, Mode>) => Promise<T>,
  ): Promise<Result<T>> {
    let last: Failure = failure('aborted');
    // A connection that the browser has closed meanwhile is noticed only when used, hence the second try.
    for (let attempt = 0; attempt < 2; attempt++) {
      let tx: Transaction<Names, Mode>;
      try {
        const db = await this.#connect();
        tx = db.transaction(stores, mode) as unknown as Transaction<Names, Mode>;
      } catch (error) {
        last = classify(error);
        if (last.reason !== 'unavailable' || this.#opening === null) return last;
        this.#opening = null;
        continue;
      }
      tx.done.catch(quietly);
      try {
        const value = await work(tx);
        await tx.done;
        return success(value);
      } catch (error) {
        return await giveUp(tx, error);
      }
    }
    return last;
  }

  /** Closes the connection. The next use opens it again. */
  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    if (opening) await opening.then((db) => db.close(), quietly);
  }

  #connect(): Promise<IDBPDatabase<Schema>> {
    if (this.#opening) return this.#blocked ? Promise.race([this.#opening, this.#blocked.promise]) : this.#opening;
    const blocked = Promise.withResolvers<never>();
    blocked.promise.catch(quietly);
    const forget = () => {
      if (this.#opening === opening) this.#opening = null;
    };
    const opening = this.#open(blocked.reject, forget);
    this.#opening = opening;
    this.#blocked = blocked;
    opening.catch(forget).finally(() => {
      if (this.#blocked === blocked) this.#blocked = null;
    });
    return Promise.race([opening, blocked.promise]);
  }

  async #open(giveUpWaiting: (error: Error) => void, forget: () => void): Promise<IDBPDatabase<Schema>> {
    if (typeof indexedDB === 'undefined') throw new ReferenceError('indexedDB');
    const timer = setTimeout(() => giveUpWaiting(new BlockedError('no answer')), OPEN_TIME);
    try {
      return await openDB<Schema>(this.name, VERSION, {
        // A failed step takes the whole upgrade back: the older version stays as it was.
        upgrade: (db, from, _to, tx) => {
          tx.done.catch(quietly);
          migrate(db, tx, from).catch(() => abort(tx));
        },
        blocked: () => giveUpWaiting(new BlockedError('older version open')),
        blocking: (_current, _next, event) => {
          (event.target as IDBDatabase).close();
          forget();
        },
        terminated: forget,
      });
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * Starts several requests of one transaction and waits for all. A value that cannot be stored throws at once instead
 * of rejecting; here it rejects, so that no request started before it is left unheard.
 */
export function together(requests: readonly (() => Promise<unknown>)[]): Promise<unknown[]> {
  return Promise.all(requests.map(async (request) => request()));
}

class BlockedError extends Error {
  override name = 'BlockedError';
}

// Gives whether the transaction was still to be ended.
function abort(tx: { abort(): void }): boolean {
  try {
    tx.abort();
    return true;
  } catch {
    return false;
  }
}

async function giveUp<Names extends StoreName[], Mode extends IDBTransactionMode>(
  tx: Transaction<Names, Mode>,
  error: unknown,
): Promise<Failure> {
  // Where it had ended by itself, its own error tells more than the AbortError of a request.
  const cause = abort(tx) ? error : (tx.error ?? error);
  await tx.done.catch(quietly);
  return classify(cause);
}
