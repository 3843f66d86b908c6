import { disguiseText, isDisguised, replace } from './disguise.ts';
import { FRAMES, insertingDoors, prototypeIn } from './doors.ts';
import { type Holding, holdSelect } from './hold.ts';
import { type AnyFunction, apply, attempt, type ContactsManager, getterOf, type Realm } from './natives.ts';
import { splitMarkup } from './split-markup.ts';

/** Events by which a page gains the user's gesture, without which the platform opens no picker. */
const GESTURES = ['mousedown', 'pointerup', 'touchend', 'keydown'];

/**
 * Guards `self` and every window of its origin that the page can get at.
 *
 * The browser runs the guard in most new windows by itself, before the page can touch them. It does not in the first,
 * empty document of a frame or popup that has an address to load, nor in a sandboxed frame without scripts. The
 * `select` of such a window is as good as the page's own, so it is guarded from here as soon as the page could get hold
 * of the window: when it asks for it, and after everything that can put a frame into a document, since `window[0]`
 * cannot be replaced. `exposed` is called when a window may have lain open to the page before it was guarded.
 */
export function guardRealms(self: Realm, holding: Holding, exposed: () => void): void {
  const top = self.top as Window;
  const doors = insertingDoors(self);
  const viewOf = getterOf(self.Document.prototype, 'defaultView');
  // The page can replace `length` of its windows, and reading past the end throws where a window is of another origin.
  const countOf = getterOf(self, 'length');
  const frameOf = getterOf(self.HTMLIFrameElement.prototype, 'contentWindow');
  const { addEventListener } = EventTarget.prototype;
  const seen = new WeakSet<object>();
  const { has: isIn, add: putIn } = WeakSet.prototype;

  const listen = (target: EventTarget, type: string, action: () => void): void =>
    apply(addEventListener, target, [type, action, true]);

  /** Guards a window if it is of this origin and still bare. Gives whether it was. */
  const reach = (realm: Realm | null | undefined): boolean =>
    attempt(() => {
      const manager = realm?.ContactsManager?.prototype;
      if (!realm || !manager || isDisguised(manager.select)) return false;
      guard(realm, manager);
      return true;
    }) ?? false;

  /** Guards what is still bare below a window; gives whether anything was. Windows seen before only if `again`. */
  const sweep = (parent: Window, again: boolean): boolean => {
    let found = false;
    const count = apply(countOf, parent, []) as number;
    for (let index = 0; index < count; index += 1) {
      const child = parent[index] as Realm;
      if (again || !apply(isIn, seen, [child])) {
        apply(putIn, seen, [child]);
        if (reach(child)) found = true;
      }
      if (sweep(child, again)) found = true;
    }
    return found;
  };

  const onLoad = (): void => {
    if (sweep(top, false)) exposed();
  };
  const onGesture = (): void => {
    if (sweep(top, true)) exposed();
  };
  /** `document.open` takes all listeners away; adding one that is still there does nothing. */
  const listenIn = (realm: Realm): void => {
    listen(realm.document, 'load', onLoad);
    listen(realm, 'pagehide', exposed);
    for (let index = 0; index < GESTURES.length; index += 1) listen(realm, GESTURES[index] as string, onGesture);
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

  const reachOpened = (opened: Realm | null): void => {
    if (!opened) return;
    reach(opened);
    exposed();
  };

  const guardInserting = (realm: Realm): void => {
    for (let index = 0; index < doors.length; index += 1) {
      const { interfaceName, key, part } = doors[index] as (typeof doors)[number];
      const prototype = prototypeIn(realm, interfaceName);
      if (!prototype) continue;
      const writes = interfaceName === 'Document' && (key === 'write' || key === 'writeln');
      const opens = interfaceName === 'Document' && key === 'open';
      replace(prototype, key, part, (native, receiver, args) => {
        try {
          if (writes) return splitMarkup(native, receiver, args, () => void sweep(top, false));
          const result = apply(native, receiver, args);
          if (opens && args.length > 2) reachOpened(result);
          return result;
        } finally {
          // A frame put in by itself cannot be met by a script on its way; one inside of something else can.
          if (sweep(top, false) && !attempt(() => apply(frameOf, args[0], []))) exposed();
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
}
