import { Database, type Result } from '../database/index.ts';

/** The visits of this device. `state` says whether the database could be opened; every function says so again. */
export interface VisitStore {
  database: Database;
  state: Result<undefined>;
}

/**
 * Opens the visits. Never rejects: where the browser gives no database, `state` holds the reason, and every function
 * called with the store gives the same failure or, if the database can be opened by then, does its work.
 */
export async function openVisits(name?: string): Promise<VisitStore> {
  const database = new Database(name);
  return { database, state: await database.open() };
}
