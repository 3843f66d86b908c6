import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { emptyState, type ListStore, type ListsState } from './store.ts';

interface ListsSchema extends DBSchema {
  state: { key: 'lists'; value: ListsState };
  parts: { key: string; value: Uint8Array<ArrayBuffer> };
}

/** Name of the database of lists: apart from visits, so that erasing one never touches the other. */
export const LISTS_DATABASE = 'ringfence-lists';

/**
 * Lists in IndexedDB. Methods reject where IndexedDB can't be used (Firefox "never remember history"): the packaged list
 * then goes on alone.
 */
export class IndexedDbStore implements ListStore {
  #opening: Promise<IDBPDatabase<ListsSchema>> | null = null;

  async readState(): Promise<ListsState | null> {
    return (await (await this.#open()).get('state', 'lists')) ?? null;
  }

  async changeState(edit: (state: ListsState) => void): Promise<void> {
    const tx = (await this.#open()).transaction('state', 'readwrite');
    // An abort shows in the error that caused it; `done` would only be an unhandled rejection.
    tx.done.catch(() => undefined);
    const state = (await tx.store.get('lists')) ?? emptyState();
    try {
      edit(state);
      await tx.store.put(state, 'lists');
    } catch (error) {
      tx.abort();
      throw error;
    }
    await tx.done;
  }

  async readPart(hash: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return (await (await this.#open()).get('parts', hash)) ?? null;
  }

  async writePart(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await (await this.#open()).put('parts', bytes, hash);
  }

  async partHashes(): Promise<string[]> {
    return (await this.#open()).getAllKeys('parts');
  }

  async deletePart(hash: string): Promise<void> {
    await (await this.#open()).delete('parts', hash);
  }

  #open(): Promise<IDBPDatabase<ListsSchema>> {
    if (this.#opening) return this.#opening;
    const forget = () => {
      this.#opening = null;
    };
    const opening = openDB<ListsSchema>(LISTS_DATABASE, 1, {
      upgrade(db) {
        db.createObjectStore('state');
        db.createObjectStore('parts');
      },
      blocking: (_current, _next, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    this.#opening = opening;
    // A failed opening must not stay: the next use tries again.
    opening.catch(forget);
    return opening;
  }
}
