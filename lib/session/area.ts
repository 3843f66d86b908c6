/** Storage that lasts until the browser closes, as `browser.storage.session` does. */
export interface SessionArea {
  /** The value of one key, or all of them. */
  get(key: string | null): Promise<Record<string, unknown>>;
  set(entries: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** What earlier sites leave behind: it makes room for the page that is open. */
const LEFT_BEHIND = /^(?:visit|reach|led):/;

/**
 * Writes to session storage; where it is full, as after thousands of sites, what earlier ones left makes room. Rejects
 * where that does not help.
 */
export async function writeWithRoom(area: SessionArea, entries: Record<string, unknown>): Promise<void> {
  try {
    await area.set(entries);
  } catch (error) {
    const names = Object.keys(await area.get(null));
    const earlier = names.filter((name) => LEFT_BEHIND.test(name) && !(name in entries));
    if (earlier.length === 0) throw error;
    await area.remove(earlier);
    await area.set(entries);
  }
}

/** Whether the windows are private, as part of a key: private ones have visits of their own. */
export const world = (incognito: boolean): 'private' | 'open' => (incognito ? 'private' : 'open');
