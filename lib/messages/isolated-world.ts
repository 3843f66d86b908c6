import type { ContactsQuestion } from '../explain/index.ts';

/** What the scripts of this extension share in one frame. Pages cannot see the isolated world. */
interface IsolatedWorld {
  /** Set once the inspector runs in this frame. */
  inspector?: {
    /** Asks for a new reading. */
    again(): void;
    /** Asks the user; resolves with the answer. */
    askContacts(question: ContactsQuestion): Promise<'allow' | 'refuse'>;
  };
  /** Set once the gate runs in this frame. */
  gate?: true;
}

const KEY = Symbol.for('ringfence');
const world = globalThis as unknown as Record<symbol, IsolatedWorld | undefined>;
const shared: IsolatedWorld = world[KEY] ?? {};
world[KEY] = shared;

/** The shared object of this frame's isolated world. */
export const isolatedWorld: IsolatedWorld = shared;
