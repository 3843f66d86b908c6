import type { SessionArea } from '../../../lib/session/index.ts';

/** A session storage in memory, with what it holds. Another one over the same `kept` is what a new worker finds. */
export interface MemoryArea extends SessionArea {
  kept: Map<string, unknown>;
  /** How often something was written. */
  writes: number;
}

/** Makes a session storage that holds at most `most` keys and copies what goes in and out, as a browser does. */
export function memoryArea({
  kept = new Map<string, unknown>(),
  most = Number.POSITIVE_INFINITY,
}: {
  kept?: Map<string, unknown>;
  most?: number;
} = {}): MemoryArea {
  const area: MemoryArea = {
    kept,
    writes: 0,
    get: async (key) => {
      const wanted = key === null ? [...kept] : [...kept].filter(([name]) => name === key);
      return structuredClone(Object.fromEntries(wanted));
    },
    set: async (entries) => {
      if (new Set([...kept.keys(), ...Object.keys(entries)]).size > most) throw new Error('quota exceeded');
      for (const [name, value] of Object.entries(structuredClone(entries))) kept.set(name, value);
      area.writes += 1;
    },
    remove: async (keys) => {
      for (const key of keys) kept.delete(key);
    },
  };
  return area;
}
