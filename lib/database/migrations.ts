import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Schema } from './rows.ts';

/** The versionchange transaction that a migration works in. */
export type UpgradeTransaction = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** One step from the version before it. It may only use the database and the transaction given. */
export type Migration = (db: IDBPDatabase<Schema>, tx: UpgradeTransaction) => void | Promise<void>;

/**
 * The steps in order: the first makes version 1 out of nothing. A step that was released is never changed; a new shape
 * is a new step.
 */
export const MIGRATIONS: readonly Migration[] = [
  (db) => {
    const visits = db.createObjectStore('visits', { keyPath: 'key' });
    visits.createIndex('recency', 'recency');
    visits.createIndex('severity', ['rank', 'recency']);
    visits.createIndex('status', ['status', 'recency']);
    visits.createIndex('jurisdiction', ['jurisdiction', 'recency']);
    visits.createIndex('kind', ['kind', 'recency']);
    db.createObjectStore('assessments', { keyPath: ['key', 'n'] });
    db.createObjectStore('trash', { keyPath: 'id' }).createIndex('expires', 'expires');
    db.createObjectStore('meta', { keyPath: 'id' });
  },
  (db) => {
    db.createObjectStore('debts', { keyPath: 'id' });
  },
  (db) => {
    db.createObjectStore('events', { keyPath: 'n' }).createIndex('at', 'at');
    db.createObjectStore('files', { keyPath: 'sha256' });
  },
];

/** The version of the database that this code reads and writes. */
export const VERSION = MIGRATIONS.length;

/** Runs the steps from `from` (0 for a new database) to `to`, in order, inside the given transaction. */
export async function migrate(
  db: IDBPDatabase<Schema>,
  tx: UpgradeTransaction,
  from: number,
  to: number = VERSION,
): Promise<void> {
  for (const step of MIGRATIONS.slice(from, to)) await step(db, tx);
}
