import type { Realm } from './natives.ts';

/** One function of an interface that can bring a window within the page's reach. */
export interface Door {
  interfaceName: string;
  key: string;
  part: 'value' | 'set';
  /** Whether it puts in one node, its first argument, and no more. */
  single: boolean;
}

type Interfaces = Record<string, { prototype: object } | undefined>;

/** Prototype of an interface in a realm, or undefined where the realm has none of that name. */
export const prototypeIn = (realm: Realm, interfaceName: string): object | undefined =>
  (realm as unknown as Interfaces)[interfaceName]?.prototype;

/** Interfaces whose attributes give a frame's window and document. */
export const FRAMES: readonly string[] = ['HTMLIFrameElement', 'HTMLFrameElement', 'HTMLObjectElement'];

const SIDES = ['before', 'after', 'replaceWith'];
const CONTENT = ['append', 'prepend', 'replaceChildren', 'moveBefore*'];
const MARKUP = ['innerHTML=', 'setHTMLUnsafe', 'setHTML'];

/**
 * Every function of the platform that can put a frame into a document, by interface. `=` marks an attribute that is set,
 * `*` a method that puts in its first argument alone.
 */
const INSERTING: Record<string, string[]> = {
  Node: ['appendChild*', 'insertBefore*', 'replaceChild*'],
  Element: [...SIDES, ...CONTENT, ...MARKUP, 'outerHTML=', 'insertAdjacentElement', 'insertAdjacentHTML'],
  CharacterData: SIDES,
  DocumentType: SIDES,
  Document: [...CONTENT, 'body=', 'open', 'write', 'writeln', 'execCommand'],
  DocumentFragment: CONTENT,
  ShadowRoot: MARKUP,
  Range: ['insertNode*', 'surroundContents'],
  HTMLTableElement: ['caption=', 'tHead=', 'tFoot='],
  HTMLSelectElement: ['add'],
  HTMLOptionsCollection: ['add'],
};

/** The functions that can put a frame into a document; a platform need not have them all. For before the page runs. */
export const insertingDoors = (): Door[] =>
  Object.entries(INSERTING).flatMap(([interfaceName, names]) =>
    names.map((name) => ({
      interfaceName,
      key: name.replace(/[=*]/, ''),
      part: name.includes('=') ? 'set' : 'value',
      single: name.includes('*'),
    })),
  );
