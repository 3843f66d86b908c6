/** Id of our own list. */
export const OWN_LIST = 'ringfence';

/** An edition of a list that is wholly stored. */
export interface StoredEdition {
  version: number;
  /** ISO days. */
  date: string;
  expires: string;
  title: string;
  records: number;
  content: string;
  /** Where reports on entries go (https or mailto), if the publisher says so. */
  contact?: string;
  /** Hash of the index, under which it is stored in one piece. */
  index: string;
  /** Hashes of the parts of the records file in their order, with the first byte of each; the length at the end. */
  recordParts: string[];
  recordStarts: number[];
}

/** A list that the user has, with all that has to outlive the worker. */
export interface ListState {
  id: string;
  /** Address of the manifest, or null for a list from a file or without updates. */
  url: string | null;
  title: string;
  /** Public keys (base64url) that may sign its next edition. */
  keys: string[];
  enabled: boolean;
  edition: StoredEdition | null;
  /** Milliseconds since the epoch: last successful look, and before when not to look again. */
  checkedAt: number | null;
  notBefore: number;
  failures: number;
  /** Why the last look failed, or null. */
  problem: { reason: string; detail: string; at: number } | null;
}

/** A host that the user marked. */
export interface OwnEntry {
  host: string;
  note: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** Everything that decides which lists are used; written in one piece, so that a switch happens or does not. */
export interface ListsState {
  format: 1;
  /** Whether the user has turned updates on. */
  updates: boolean;
  lists: ListState[];
  own: OwnEntry[];
}

/** Where lists are kept. Every write may fail or be the last one before the worker is killed. */
export interface ListStore {
  readState(): Promise<ListsState | null>;
  /** Reads the state (an empty one where there is none), lets `edit` change it, and writes it: in one step, or not at all. */
  changeState(edit: (state: ListsState) => void): Promise<void>;
  readPart(hash: string): Promise<Uint8Array<ArrayBuffer> | null>;
  writePart(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  partHashes(): Promise<string[]>;
  deletePart(hash: string): Promise<void>;
}

/** The state before anything was set. */
export function emptyState(): ListsState {
  return { format: 1, updates: false, lists: [], own: [] };
}

/** Removes the parts that no list uses any more. What is being downloaded (`keep`) stays. */
export async function collectGarbage(
  store: ListStore,
  state: ListsState,
  keep: ReadonlySet<string> = new Set(),
): Promise<void> {
  const used = new Set(keep);
  for (const { edition } of state.lists) {
    if (!edition) continue;
    used.add(edition.index);
    for (const part of edition.recordParts) used.add(part);
  }
  for (const hash of await store.partHashes()) if (!used.has(hash)) await store.deletePart(hash);
}
