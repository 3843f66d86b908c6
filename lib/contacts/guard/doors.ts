import { getOwnPropertyDescriptor, ownKeys, type Realm } from './natives.ts';

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

const INSERTING = [
  ...['Node', 'Element', 'CharacterData', 'DocumentType', 'Document', 'DocumentFragment', 'ShadowRoot', 'Range'],
  ...['HTMLTableElement', 'HTMLSelectElement', 'HTMLOptionsCollection'],
];
const INSERTS =
  /^(append|prepend|before$|after$|insert|replace|surround|moveBefore|setHTML|(inner|outer)HTML|write|open$|execCommand|body$|caption$|tHead$|tFoot$|add$)(?!.*Data)/;
const SINGLE = /^(appendChild|insertBefore|replaceChild|moveBefore|insertNode)$/;

/**
 * All methods and setters of a realm that can put a frame into a document. To be listed while the realm is untouched;
 * the list then serves for other realms, whose page may have had a hand in them.
 */
export function insertingDoors(realm: Realm): Door[] {
  return INSERTING.flatMap((interfaceName) => {
    const prototype = prototypeIn(realm, interfaceName);
    if (!prototype) return [];
    return ownKeys(prototype)
      .filter((key): key is string => typeof key === 'string' && INSERTS.test(key))
      .map((key) => ({
        interfaceName,
        key,
        part: getOwnPropertyDescriptor(prototype, key)?.set ? 'set' : 'value',
        single: SINGLE.test(key),
      }));
  });
}
