/** Storage that lasts until the browser closes, as `browser.storage.session` does. */
export interface SessionArea {
  /** The value of one key, or all of them. */
  get(key: string | null): Promise<Record<string, unknown>>;
  set(entries: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** Whether the windows are private, as part of a key: private ones have visits of their own. */
export const world = (incognito: boolean): 'private' | 'open' => (incognito ? 'private' : 'open');
