import { type IDBPDatabase, openDB } from 'idb';
import {
  type AssessmentEntry,
  classify,
  DATABASE_NAME,
  type FileRow,
  type Result,
  success,
} from '../database/index.ts';
import { encodeBase64 } from './base64.ts';
import { FORMAT, FORMAT_VERSION } from './write.ts';

/** What could be read out of a database that does not work as it should. */
export interface Rescued {
  /** A backup file with all of it, which `readBackup` takes. */
  file: Blob;
  read: number;
  /** Rows that the browser could not give; null where it could not even tell how many there are. */
  unreadable: number | null;
}

class Rescue {
  readonly parts: string[] = [];
  read = 0;
  unreadable: number | null = 0;
  readonly #db: IDBPDatabase;

  constructor(db: IDBPDatabase) {
    this.#db = db;
  }

  add(kind: string, row: unknown): void {
    this.parts.push(`${this.read === 0 ? '\n' : ',\n'}${JSON.stringify({ kind, row })}`);
    this.read++;
  }

  lost(count: number | null): void {
    this.unreadable = count === null || this.unreadable === null ? null : this.unreadable + count;
  }

  // Each row in a transaction of its own, since one that cannot be read ends the transaction for the others too.
  async *rows(store: string): AsyncGenerator<unknown> {
    if (!this.#db.objectStoreNames.contains(store)) return;
    let keys: IDBValidKey[];
    try {
      keys = await this.#db.getAllKeys(store);
    } catch {
      this.lost(null);
      return;
    }
    for (const key of keys) {
      try {
        yield await this.#db.get(store, key);
      } catch {
        this.lost(1);
      }
    }
  }
}

async function rescueVisits(rescue: Rescue): Promise<void> {
  const histories = new Map<string, Omit<AssessmentEntry, 'key' | 'n'>[]>();
  for await (const entry of rescue.rows('assessments')) {
    const { key, since, assessment } = entry as AssessmentEntry;
    histories.set(key, [...(histories.get(key) ?? []), { since, assessment }]);
  }
  for await (const visit of rescue.rows('visits')) {
    const row = visit as { key: string };
    rescue.add('visit', { ...row, history: histories.get(row.key) ?? [] });
  }
}

/**
 * Reads what can be read of a database, row by row and of whatever version, into a backup file: for the day on which the
 * browser says that it is damaged, or that a newer version wrote it. Changes nothing. Fails where it cannot be opened.
 */
export async function readWhatCanBeRead(name = DATABASE_NAME): Promise<Result<Rescued>> {
  let db: IDBPDatabase;
  try {
    // Without a version: the database is opened as it is, and never upgraded.
    db = await openDB(name);
  } catch (error) {
    return classify(error);
  }
  try {
    const rescue = new Rescue(db);
    await rescueVisits(rescue);
    for await (const debt of rescue.rows('debts')) rescue.add('debt', debt);
    for await (const row of rescue.rows('meta')) {
      const { id, never } = row as { id: string; never?: string[] };
      rescue.add(id === 'policy' ? 'never' : id, id === 'policy' ? (never ?? []) : row);
    }
    for await (const event of rescue.rows('events')) rescue.add('event', event);
    for await (const file of rescue.rows('files')) {
      const { sha256, blob } = file as FileRow;
      try {
        rescue.add('file', { sha256, type: blob.type, data: encodeBase64(new Uint8Array(await blob.arrayBuffer())) });
      } catch {
        rescue.lost(1);
      }
    }
    const head = JSON.stringify({ format: FORMAT, version: FORMAT_VERSION, exported: new Date().toISOString() });
    const text = [`${head.slice(0, -1)},"rows":[`, ...rescue.parts, '\n]}\n'];
    return success({
      file: new Blob(text, { type: 'application/json' }),
      read: rescue.read,
      unreadable: rescue.unreadable,
    });
  } finally {
    db.close();
  }
}
