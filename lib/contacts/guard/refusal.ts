import type { Realm } from './natives.ts';
import { REFUSED } from './pipe-events.ts';

/** What V8 prints for a callable proxy, and for no native function of a name: for the guard's stand-in, and for ours. */
const PROXY_TEXT = 'function () { [native code] }';

/** Keys of https://www.w3.org/TR/contact-picker/#dictdef-contactinfo */
const CONTACT = { __proto__: null, address: 1, email: 1, icon: 1, name: 1, tel: 1 };

/**
 * Refuses the Contact Picker in a top page that the guard is not registered for yet: `select` gives an empty list, and
 * contacts that come by a way around it are emptied on theirs (see `watchResults`, of which this is the short form). To
 * be called at `document_start`, before or after the guard. Does nothing where the guard runs, or without the picker.
 *
 * The guard may come right after this, and has to find the platform's own `select`. So nothing is changed before the
 * first node or the first task after it, and both of these come before any script that the parser meets.
 */
export function refuseUntilGuarded(self: Realm): void {
  const prototype = self.ContactsManager?.prototype;
  if (!prototype) return;
  const { document } = self;
  const { dispatchEvent } = document;
  const { apply, defineProperty, ownKeys } = Reflect;
  // Inherited from `Function.prototype`, and shorter.
  const { toString: text } = apply;
  const { isArray, prototype: lists } = Array;
  const { every } = lists;
  const toObject = Object;
  const event = new Event(REFUSED);
  const tell = () => apply(dispatchEvent, document, [event]);

  const refuse = () => {
    const { select } = prototype;
    if (apply(text, select, [select]) === PROXY_TEXT) return;
    prototype.select = new Proxy(select, {
      __proto__: null,
      apply: async () => {
        tell();
        return [];
      },
    } as ProxyHandler<typeof select>);
    defineProperty(lists, 'then', {
      __proto__: null,
      get(this: unknown) {
        // Each element: a page's own list may begin with what looks like a contact.
        const isContact = (item: Record<string, unknown>) => {
          const keys = ownKeys(toObject(item)) as string[];
          return keys.length && apply(every, keys, [(key: string) => key in CONTACT && isArray(item[key])]);
        };
        if (!(isArray(this) && 0 in this && apply(every, this, [isContact]))) return;
        this.length = 0;
        tell();
      },
      set(value: unknown) {
        defineProperty(this, 'then', {
          __proto__: null,
          value,
          writable: true,
          enumerable: true,
          configurable: true,
        } as PropertyDescriptor);
      },
    } as PropertyDescriptor);
  };
  new MutationObserver(refuse).observe(document, { childList: true, subtree: true });
  self.scheduler.postTask(refuse);
}
