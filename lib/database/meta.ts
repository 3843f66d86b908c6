import type { MetaRows } from './rows.ts';

/** A single row of the store `meta` by its id, from a transaction over that store; undefined where it was never set. */
export async function getMeta<Id extends keyof MetaRows>(
  tx: { objectStore(name: 'meta'): { get(id: keyof MetaRows): Promise<MetaRows[keyof MetaRows] | undefined> } },
  id: Id,
): Promise<MetaRows[Id] | undefined> {
  return (await tx.objectStore('meta').get(id)) as MetaRows[Id] | undefined;
}
