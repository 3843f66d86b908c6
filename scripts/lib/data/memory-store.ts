import { emptyState, type ListStore, type ListsState } from '../../../lib/platforms/updates/store.ts';

/** Lists in memory: for checking a published folder as the extension would take it in, and for tests. */
export class MemoryStore implements ListStore {
  readonly parts = new Map<string, Uint8Array<ArrayBuffer>>();
  saved: string | null = null;

  async readState(): Promise<ListsState | null> {
    return this.saved === null ? null : (JSON.parse(this.saved) as ListsState);
  }

  async changeState(edit: (state: ListsState) => void): Promise<void> {
    const state = (await this.readState()) ?? emptyState();
    edit(state);
    this.saved = JSON.stringify(state);
  }

  async readPart(hash: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.parts.get(hash) ?? null;
  }

  async writePart(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.parts.set(hash, bytes);
  }

  async partHashes(): Promise<string[]> {
    return [...this.parts.keys()];
  }

  async deletePart(hash: string): Promise<void> {
    this.parts.delete(hash);
  }
}
