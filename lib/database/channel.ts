/** What changed in the database. `keys` names the rows, or is null where it may be any. */
export interface Change {
  store: 'visits' | 'policy' | 'trash' | 'debts' | 'budget' | 'events';
  keys: string[] | null;
}

const NAME = 'ringfence-changes';
const listeners = new Set<(change: Change) => void>();
let channel: BroadcastChannel | null = null;

function isChange(data: unknown): data is Change {
  if (typeof data !== 'object' || data === null) return false;
  const { store, keys } = data as { store?: unknown; keys?: unknown };
  return typeof store === 'string' && (keys === null || Array.isArray(keys));
}

function hear(change: Change): void {
  for (const callback of [...listeners]) callback(change);
}

// One channel both sends and hears: it never hears itself, so nobody is told twice.
function open(): BroadcastChannel | null {
  if (channel || typeof BroadcastChannel === 'undefined') return channel;
  channel = new BroadcastChannel(NAME);
  channel.addEventListener('message', (event: MessageEvent) => {
    if (isChange(event.data)) hear(event.data);
  });
  // Under Node an open channel would keep the process alive.
  (channel as unknown as { unref?: () => void }).unref?.();
  return channel;
}

/** Tells every open page of the extension, this one included, that rows changed. Call it after the commit. */
export function announce(change: Change): void {
  queueMicrotask(() => hear(change));
  open()?.postMessage(change);
}

/**
 * Calls back after every change, whether made here or in another page or worker of the extension. Gives the function
 * that ends it. A page that was frozen can have missed changes: read again when it becomes visible.
 */
export function observeChanges(callback: (change: Change) => void): () => void {
  listeners.add(callback);
  open();
  return () => {
    listeners.delete(callback);
    if (listeners.size > 0) return;
    channel?.close();
    channel = null;
  };
}
