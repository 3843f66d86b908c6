import { disguiseText, isDisguised, replace } from './disguise.ts';
import { FRAMES, insertingDoors, prototypeIn } from './doors.ts';
import { type Holding, holdSelect } from './hold.ts';
import { type AnyFunction, apply, attempt, type ContactsManager, getterOf, type Realm } from './natives.ts';
import { splitMarkup } from './split-markup.ts';

/** Events by which a page gains the user's gesture, without which the platform opens no picker. */
const GESTURES = ['mousedown', 'pointerup', 'keydown'];

/** What `guardRealms` tells, and is told. */
export interface Watch {
  /** A window may have lain open to the page before it was guarded. */
  exposed(): void;
  /** The document of `self` is left: the next one in the same frame begins without a guard. */
  leaving(): void;
}

/** Windows that the page has opened, last first. */
interface Opened {
  window: Realm;
  before: Opened | null;
}

/**
 * Guards `self` and every window of its origin that the page can get at.
 *
 * The browser runs the guard in most new windows by itself, before the page can touch them. It does not in the first,
 * empty document of a frame or popup that has an address to load, nor in a sandboxed frame without scripts. The
 * `select` of such a window is as good as the page's own, so it is guarded from here as soon as the page could get hold
 * of the window: when it asks for it, and after everything that can put a frame into a document, since `window[0]`
 * cannot be replaced. Gives a function that looks through all windows anew in the next few tasks.
 */
export function guardRealms(self: Realm, holding: Holding, { exposed, leaving }: Watch): () => void {
  const top = self.top as Window;
  const doors = insertingDoors();
  const viewOf = getterOf(self.Document.prototype, 'defaultView');
  // The page can replace `length` of its windows, and reading past the end throws where a window is of another origin.
  const countOf = getterOf(self, 'length');
  const frameOf = getterOf(self.HTMLIFrameElement.prototype, 'contentWindow');
  const { write } = self.Document.prototype;
  const { addEventListener } = EventTarget.prototype;
  const seen = new WeakSet<object>();
  let opened: Opened | null = null;
  const { has: isIn, add: putIn } = WeakSet.prototype;

  const listen = (target: EventTarget, type: string, action: () => void): void =>
    apply(addEventListener, target, [type, action, true]);

  /** Guards a window if it is still bare; gives whether it was, or undefined for a window of another origin. */
  const reach = (realm: Realm | null | undefined): boolean | undefined =>
    attempt(() => {
      const manager = realm?.ContactsManager?.prototype;
      if (!realm || !manager || isDisguised(manager.select)) return false;
      guard(realm, manager);
      return true;
    });

  /**
   * Guards what is still bare below a window; gives whether the page may have been there first. Windows that were seen
   * before are looked at only if `again`.
   */
  const sweep = (parent: Window, again: boolean): boolean => {
    let late = false;
    const count = apply(countOf, parent, []) as number;
    for (let index = 0; index < count; index += 1) {
      const child = parent[index] as Realm;
      const isNew = !apply(isIn, seen, [child]);
      if (again || isNew) {
        apply(putIn, seen, [child]);
        const bare = reach(child);
        // Every frame starts out with the origin of its parent; one that is first met without it was missed then.
        if (bare || (isNew && bare === undefined && attempt(() => parent.document))) late = true;
      }
      if (sweep(child, again)) late = true;
    }
    return late;
  };

  const onLoad = (): void => {
    if (sweep(top, false)) exposed();
  };
  const lookAgain = (): void => {
    if (sweep(top, true)) exposed();
    for (let link = opened; link; link = link.before) reach(link.window);
  };
  /** `document.open` takes all listeners away; adding one that is still there does nothing. */
  const listenIn = (realm: Realm): void => {
    listen(realm.document, 'load', onLoad);
    for (let index = 0; index < GESTURES.length; index += 1) listen(realm, GESTURES[index] as string, lookAgain);
    if (realm === self) listen(realm, 'pagehide', leaving);
  };

  const guardFrameAttributes = (prototype: object): void => {
    replace(prototype, 'contentWindow', 'get', (native, receiver, args) => {
      const found = apply(native, receiver, args);
      reach(found);
      return found;
    });
    replace(prototype, 'contentDocument', 'get', (native, receiver, args) => {
      const found = apply(native, receiver, args);
      if (found) reach(apply(viewOf, found, []));
      return found;
    });
  };

  const reachOpened = (window: Realm | null): void => {
    if (!window) return;
    opened = { window, before: opened };
    reach(window);
    exposed();
  };

  const guardInserting = (realm: Realm): void => {
    for (let index = 0; index < doors.length; index += 1) {
      const { interfaceName, key, part, single } = doors[index] as (typeof doors)[number];
      const prototype = prototypeIn(realm, interfaceName);
      if (!prototype) continue;
      const writes = interfaceName === 'Document' && (key === 'write' || key === 'writeln');
      const opens = interfaceName === 'Document' && key === 'open';
      replace(prototype, key, part, (native, receiver, args) => {
        try {
          if (writes) return splitMarkup(native, write, receiver, args, () => void sweep(top, false));
          const result = apply(native, receiver, args);
          if (opens && args.length > 2) reachOpened(result);
          return result;
        } finally {
          // Scripts that are put in together with a frame may run before this does.
          const alone = single || args.length === 1;
          if (sweep(top, false) && !(alone && attempt(() => apply(frameOf, args[0], [])))) exposed();
          if (writes || opens) listenIn(realm);
        }
      });
    }
  };

  const guard = (realm: Realm, manager: ContactsManager): void => {
    holdSelect(manager, holding);
    disguiseText(realm.Function.prototype);
    for (let index = 0; index < FRAMES.length; index += 1) {
      const prototype = prototypeIn(realm, FRAMES[index] as string);
      if (prototype) guardFrameAttributes(prototype);
    }
    replace(realm, 'open', 'value', (native: AnyFunction, receiver, args) => {
      const opened = apply(native, receiver, args);
      reachOpened(opened);
      return opened;
    });
    guardInserting(realm);
    listenIn(realm);
  };

  guard(self, (self.ContactsManager as { prototype: ContactsManager }).prototype);
  const parsed = new MutationObserver(() => {
    // While the page is parsed, its scripts wait until this has run.
    if (sweep(top, false) && document.readyState !== 'loading') exposed();
  });
  parsed.observe(self.document, { childList: true, subtree: true });

  const { scheduler } = self;
  const { postTask } = scheduler;
  const soon = { __proto__: null, priority: 'user-blocking' };
  return () => {
    let rounds = 4;
    const look = (): void => {
      lookAgain();
      rounds -= 1;
      if (rounds > 0) apply(postTask, scheduler, [look, soon]);
    };
    apply(postTask, scheduler, [look, soon]);
  };
}
