import type { ContactsQuestion } from '../explain/index.ts';

/** What the scripts of this extension share in one frame. Pages cannot see the isolated world. */
interface IsolatedWorld {
  /** Set once the Contact Picker guard's relay runs in this frame. */
  relay?: true;
  /** Set once the inspector runs in this frame. */
  inspector?: {
    /** Asks for a new reading. */
    again(): void;
    /** Asks the user; resolves with the answer. */
    askContacts(question: ContactsQuestion): Promise<'allow' | 'refuse'>;
    /** Tells of a refusal, above what the page opens. */
    showNotice(text: string): void;
  };
  /** Set where calls of the app around the page are held since before the page began. */
  holdsCalls?: boolean;
  /** The name of the event that tells of file fields there. */
  fieldEvent?: string;
  /** Elements in which something of ours stands over the page. */
  hosts?: WeakSet<Element>;
  /** What stands over the page, in the order of its coming. */
  standing?: { modal: boolean; sight: object }[];
}

const KEY = Symbol.for('ringfence');
const world = globalThis as unknown as Record<symbol, IsolatedWorld>;
world[KEY] ??= {};

/** The shared object of this frame's isolated world. */
export const isolatedWorld: IsolatedWorld = world[KEY];
