import { browser } from 'wxt/browser';
import { DATABASE_NAME, failure, type Result } from '../database/index.ts';

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
    // Another page of the extension holds it open; it closes at once when it hears the wish, unless it hangs.
    request.onblocked = () => setTimeout(() => reject(new Error('blocked')), 3000);
  });
}

/**
 * Erases all that Ringfence has stored on this device: databases, settings, trust, and what is known of open tabs. Gives
 * how many databases the browser still lists afterwards, which is 0 unless something else made one.
 */
export async function eraseEverything(): Promise<Result<number>> {
  try {
    const before = await indexedDB.databases();
    for (const name of new Set([DATABASE_NAME, ...before.flatMap((entry) => entry.name ?? [])])) {
      await deleteDatabase(name);
    }
    await Promise.all([browser.storage.local.clear(), browser.storage.session.clear()]);
    return { ok: true, value: (await indexedDB.databases()).length };
  } catch (error) {
    return failure('blocked', String(error));
  }
}
