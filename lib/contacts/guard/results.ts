import { defineProperty, isArray, ownKeys } from './natives.ts';

/** Keys of https://www.w3.org/TR/contact-picker/#dictdef-contactinfo */
const isContactKey = (key: unknown): boolean =>
  key === 'address' || key === 'email' || key === 'icon' || key === 'name' || key === 'tel';

function isContact(candidate: unknown): boolean {
  if (typeof candidate !== 'object' || candidate === null) return false;
  const keys = ownKeys(candidate);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index];
    if (!isContactKey(key) || !isArray((candidate as Record<PropertyKey, unknown>)[key as string])) return false;
  }
  return keys.length > 0;
}

function areContacts(list: unknown): list is unknown[] {
  if (!isArray(list) || list.length === 0) return false;
  for (let index = 0; index < list.length; index += 1) if (!isContact(list[index])) return false;
  return true;
}

/** The last line: what happens to contacts that the page got by a way around the guard. */
export interface Results {
  /** From now on looks at every list that a promise of this realm is resolved with. */
  watch(): void;
  /** A call was allowed: lists of contacts are no more a sign of a way around. */
  release(): void;
}

/**
 * Watches for contacts that arrive without an allowed call, and empties the list before the page sees it.
 *
 * However a page reached the platform's own `select`, its promise belongs to the realm of the top page's
 * ContactsManager, and a promise that is resolved with an object first asks it for `then`. So an accessor `then` on
 * this realm's `Array.prototype`, which no page can remove, sees the list of contacts before any script of the page
 * does. It shows (`'then' in []`), so it is put there only in pages that had a window the guard may have missed.
 */
export function watchResults(arrayPrototype: object, withheld: () => void): Results {
  let watching = false;
  let released = false;
  const get = function (this: unknown): undefined {
    if (!released && areContacts(this)) {
      this.length = 0;
      withheld();
    }
    return undefined;
  };
  const set = function (this: object, value: unknown): void {
    const own = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
    defineProperty(this, 'then', own as PropertyDescriptor);
  };
  return {
    watch: () => {
      if (watching) return;
      watching = true;
      defineProperty(arrayPrototype, 'then', {
        __proto__: null,
        get,
        set,
        enumerable: false,
        configurable: false,
      } as PropertyDescriptor);
    },
    release: () => {
      released = true;
    },
  };
}
