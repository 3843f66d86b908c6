import { isDisguised } from './disguise.ts';
import { attempt, type ContactsManager, getPrototypeOf, type Realm, settle } from './natives.ts';
import { openPipe } from './pipe.ts';
import { LEAVING, WATCH, WITHHELD } from './pipe-events.ts';
import { guardRealms } from './realms.ts';
import { watchResults } from './results.ts';

/** Whether another window of this origin opened this one, and so could reach it before any extension. */
const wasOpened = (self: Realm): boolean => attempt(() => !!(self.opener as Window | null)?.document) ?? false;

const managerOf = (window: Window): ContactsManager =>
  (window.navigator as Navigator & { contacts: ContactsManager }).contacts;

/**
 * Starts the guard in the page's own world. To be called at `document_start`, before any script of the page, where the
 * browser has the Contact Picker. Shows nothing to the page and never throws into it.
 */
export function startContactsGuard(self: Realm): void {
  const manager = (self.ContactsManager as { prototype: ContactsManager }).prototype;
  const isTop = self.top === self;
  const guardedBefore = isDisguised(manager.select);
  const pipe = openPipe(self.document);
  const results = watchResults(getPrototypeOf([]) as object, () => pipe.tell(WITHHELD));
  const exposed = isTop ? results.watch : () => pipe.tell(WATCH);

  let supported: string[] | null = null;
  settle(
    managerOf(self).getProperties(),
    (properties) => {
      supported = properties;
    },
    () => undefined,
  );

  const lookAnew = guardRealms(
    self,
    {
      above: isTop ? null : (attempt(() => managerOf(self.top as Window)) ?? null),
      ask: pipe.ask,
      supports: (name) => {
        if (!supported) return true;
        for (let index = 0; index < supported.length; index += 1) if (supported[index] === name) return true;
        return false;
      },
      opening: results.release,
    },
    { exposed, leaving: () => pipe.tell(LEAVING) },
  );
  if (isTop) {
    pipe.on(WATCH, results.watch);
    pipe.on(LEAVING, lookAnew);
  }

  // A frame's document that another guard has not met in its first, empty state was open to the page while it loaded.
  // An empty one is guarded by the browser before the page can touch it.
  const wasExposed = isTop ? wasOpened(self) : !guardedBefore && self.location.href !== 'about:blank';
  if (wasExposed) exposed();
}
