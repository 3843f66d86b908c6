import type { HeldCall, HeldCalls } from './calls.ts';

/**
 * Holds calls for contacts of the app around a page until the user has answered. Runs in the page's world, of which it
 * may be a late guest: it is handed over as text, so it refers to nothing outside of itself, and it trusts no answer but
 * one of `secrets` (see protocol.ts). Objects that appear later are met by an accessor in the place of the missing name
 * (none on the window where elements have such ids), and looked for again at the events by which apps say that they are there, and when the user clicks or types.
 *
 * What the page took before this ran, it keeps; what it calls by another name, this does not see.
 */
export function holdCalls({ calls, names, ready }: HeldCalls, secrets: string[]): void {
  // A class body is strict wherever its text ends up. A sloppy function could be had by the page as `caller` of its own.
  // biome-ignore lint/complexity/noStaticOnlyClass: it is here for its strictness alone.
  class Strict {
    static {
      // biome-ignore lint/complexity/noBannedTypes: functions of the page, of whatever signature.
      type AnyFunction = Function;
      type Target = Record<PropertyKey, unknown>;
      const { apply, construct, defineProperty, get, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
      const { has, add } = WeakSet.prototype;
      const { addEventListener, dispatchEvent } = EventTarget.prototype;
      const { test } = RegExp.prototype;
      const detailOf = getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get as AnyFunction;
      const later = queueMicrotask;
      const NativeProxy = Proxy;
      const NativePromise = Promise;
      const NativeEvent = CustomEvent;
      const activation = navigator.userActivation;
      const activeOf = activation && getOwnPropertyDescriptor(getPrototypeOf(activation) as object, 'isActive')?.get;
      // The expressions are those of calls.ts.
      const Pattern = RegExp;
      const patterns: RegExp[] = [];
      for (let at = 0; at < names.length; at += 1)
        defineProperty(patterns, at, own(new Pattern(names[at] as string, 'i')));

      /** Calls that wait, by number, and those that were refused or reported, by path. */
      const waiting = { __proto__: null } as unknown as Record<string, ((allowed: boolean) => void) | undefined>;
      const refused = { __proto__: null } as unknown as Record<string, boolean>;
      const reported = { __proto__: null } as unknown as Record<string, boolean>;
      const standIns = new WeakSet<object>();
      let count = 0;
      let open = false;

      function own(value: unknown, enumerable = true): PropertyDescriptor {
        return { __proto__: null, value, writable: true, enumerable, configurable: true } as PropertyDescriptor;
      }

      const isObject = (value: unknown): value is Target =>
        (typeof value === 'object' && value !== null) || typeof value === 'function';

      const nodeTypeOf = getOwnPropertyDescriptor(Node.prototype, 'nodeType')?.get as AnyFunction;
      const attempt = <R>(action: () => R): R | undefined => {
        try {
          return action();
        } catch {
          // Whatever of the page's own throws here is not to end its script.
          return undefined;
        }
      };

      /** An element's id and a frame's name are found on the window too. */
      const isPart = (value: Target): boolean =>
        attempt(() => apply(nodeTypeOf, value, [])) !== undefined || attempt(() => value.window === value) === true;

      /** Tells the other world of a call by its place in the list, no word of the page's; gives whether somebody heard. */
      const tell = (number: number, type: 'call' | 'seen', call: HeldCall): boolean => {
        let at = 0;
        while (at < calls.length && calls[at] !== call) at += 1;
        const detail = `${secrets[number * 2]} ${number} ${at}`;
        const event = new NativeEvent(`ringfence-${type}`, {
          __proto__: null,
          cancelable: true,
          detail,
        } as CustomEventInit);
        return !apply(dispatchEvent, document, [event]);
      };

      const end = (number: string, allowed: boolean): void => {
        const answer = waiting[number];
        if (!answer) return;
        waiting[number] = undefined;
        open = false;
        // Not inside of the event, in which the page could look it up.
        apply(later, undefined, [() => answer(allowed)]);
      };

      /** Puts a call to the user. A second one meanwhile is refused, and so is one that repeats itself without a gesture. */
      const ask = (path: string, call: HeldCall, answer: (allowed: boolean) => void): void => {
        const number = count;
        if (open || number * 2 >= secrets.length || (refused[path] && activeOf && !apply(activeOf, activation, []))) {
          apply(later, undefined, [() => answer(false)]);
          return;
        }
        count += 1;
        open = true;
        waiting[number] = (allowed) => {
          refused[path] = !allowed;
          answer(allowed);
        };
        if (!tell(number, 'call', call)) end(`${number}`, false);
      };

      const report = (path: string, call: HeldCall): void => {
        if (reported[path] || count * 2 >= secrets.length) return;
        reported[path] = true;
        count += 1;
        tell(count - 1, 'seen', call);
      };

      apply(addEventListener, document, [
        'ringfence-answer',
        (event: Event) => {
          const detail = apply(detailOf, event, []) as unknown;
          for (let number = 0; number < count; number += 1) {
            if (detail === secrets[number * 2 + 1]) end(`${number}`, true);
            if (detail === `refuse ${number}`) end(`${number}`, false);
          }
        },
        true,
      ]);

      /** What the caller hears of a refusal, in the shape of this function's own errors. */
      const errorOf = ({ error, errorClass }: HeldCall): unknown => {
        if (!error) return undefined;
        const Made = errorClass === undefined ? undefined : (window as unknown as Target)[errorClass];
        const made = attempt(() =>
          typeof Made === 'function' ? (construct(Made, [error.message ?? error.code]) as Target) : undefined,
        );
        const whole = made ?? ({} as Target);
        const keys = ownKeys(error);
        for (let at = 0; at < keys.length; at += 1) {
          const key = keys[at] as string;
          if (whole[key] !== error[key]) defineProperty(whole, key, own(error[key]));
        }
        return whole;
      };

      const functionAt = (args: readonly unknown[], which: 'second' | 'last'): AnyFunction | undefined => {
        let found: AnyFunction | undefined;
        let seen = 0;
        for (let at = 0; at < args.length; at += 1) {
          if (typeof args[at] !== 'function') continue;
          seen += 1;
          found = args[at] as AnyFunction;
          if (which === 'second' && seen === 2) return found;
        }
        return which === 'second' ? undefined : found;
      };

      const call = (heard: unknown, value: unknown): void => {
        if (typeof heard === 'function') apply(heard, undefined, value === undefined ? [] : [value]);
      };

      /** Whether a name or a text that is handed over speaks of contacts. */
      const speaks = (text: unknown): boolean => {
        if (typeof text !== 'string' || text.length > 2000) return false;
        for (let at = 0; at < patterns.length; at += 1) if (apply(test, patterns[at], [text])) return true;
        return false;
      };
      const NAMES = ['method', 'name', 'action', 'api', 'cmd', 'func', 'handlerName', 'methodName', 'type'];
      const namesContacts = (name: string, args: readonly unknown[]): boolean => {
        if (speaks(name)) return true;
        for (let at = 0; at < args.length; at += 1) {
          const arg = args[at];
          if (speaks(arg)) return true;
          if (typeof arg !== 'object' || arg === null) continue;
          for (let which = 0; which < NAMES.length; which += 1) {
            if (attempt(() => speaks((arg as Target)[NAMES[which] as string]))) return true;
          }
        }
        return false;
      };

      const answered = (held: HeldCall, path: string, run: () => unknown, silent: boolean): Promise<unknown> => {
        const promise = new NativePromise((resolve, reject) => {
          ask(path, held, (allowed) => {
            if (!allowed) return reject(errorOf(held));
            try {
              resolve(run());
            } catch (error) {
              reject(error);
            }
          });
        });
        // A caller that awaits nothing is not to find a rejection that nobody handled.
        if (silent) attempt(() => promise.then(undefined, () => undefined));
        return promise;
      };

      /** What stands in for one function. */
      const handle = (held: HeldCall, path: string, run: () => unknown, args: readonly unknown[]): unknown => {
        if (held.style === 'promise') return answered(held, path, run, false);
        if (held.style === 'message') return answered(held, path, run, true);
        let refuse: () => void;
        if (held.style === 'options') {
          const options = (isObject(args[0]) ? args[0] : {}) as Target;
          const { success, fail, complete } = options;
          if (typeof success !== 'function' && typeof fail !== 'function' && typeof complete !== 'function') {
            return answered(held, path, run, false);
          }
          refuse = () => {
            call(fail, errorOf(held));
            call(complete, errorOf(held));
          };
        } else {
          const heard = functionAt(args, held.style === 'callbacks' ? 'second' : 'last');
          if (held.style === 'reply' && !heard) {
            // Answers at once, so there is no time to ask.
            report(path, held);
            return run();
          }
          refuse = () => call(heard, errorOf(held));
        }
        ask(path, held, (allowed) => (allowed ? run() : refuse()));
        return undefined;
      };

      const standInFor = (native: AnyFunction, held: HeldCall, name: string, path: string): AnyFunction => {
        const standIn = new NativeProxy(native, {
          __proto__: null,
          apply: (_: AnyFunction, receiver: unknown, args: unknown[]) => {
            const run = () => apply(native, receiver, args);
            return held.named && !namesContacts(name, args) ? run() : handle(held, path, run, args);
          },
        } as ProxyHandler<AnyFunction>);
        apply(add, standIns, [standIn]);
        return standIn;
      };

      interface Place {
        owner: Target;
        key: string;
      }

      /** Puts the stand-in into its place; where the owner does not let it, a stand-in of the owner into the owner's. */
      const hold = ({ owner, key }: Place, ownerAt: Place | null, held: HeldCall, name: string, path: string): void => {
        const native = owner[key];
        if (typeof native !== 'function' || apply(has, standIns, [native])) return;
        const standIn = standInFor(native, held, name, path);
        const before = getOwnPropertyDescriptor(owner, key);
        if (!before || before.configurable) defineProperty(owner, key, own(standIn, before?.enumerable === true));
        else if (before.writable)
          attempt(() => defineProperty(owner, key, { __proto__: null, value: standIn } as never));
        if (owner[key] === standIn || !ownerAt || before?.configurable === false) return;
        const ownerStandIn = new NativeProxy(owner, {
          __proto__: null,
          get: (target: Target, wanted: PropertyKey) => (wanted === key ? standIn : target[wanted]),
        } as ProxyHandler<Target>);
        const ownerBefore = getOwnPropertyDescriptor(ownerAt.owner, ownerAt.key);
        defineProperty(ownerAt.owner, ownerAt.key, own(ownerStandIn, ownerBefore?.enumerable === true));
      };

      /**
       * Waits for a name that is missing. The page finds there what it would find without (an element by its id comes by
       * way of the window's prototypes); what it sets becomes a plain property.
       */
      const waitFor = ({ owner, key }: Place): void => {
        if (getOwnPropertyDescriptor(owner, key)) return;
        const set = (value: unknown): void => {
          defineProperty(owner, key, own(value));
          attempt(look);
        };
        defineProperty(owner, key, {
          __proto__: null,
          get: () => {
            const from = getPrototypeOf(owner);
            return from ? get(from, key, owner) : undefined;
          },
          set,
          enumerable: false,
          configurable: true,
        } as PropertyDescriptor);
      };

      const namesOf = (owner: Target): string[] => {
        const found: string[] = [];
        let from: object | null = owner;
        while (from && from !== Object.prototype && from !== Function.prototype && found.length < 200) {
          const keys = ownKeys(from);
          for (let at = 0; at < keys.length && found.length < 200; at += 1) {
            const key = keys[at];
            if (typeof key === 'string' && key !== 'constructor') defineProperty(found, found.length, own(key));
          }
          from = getPrototypeOf(from);
        }
        return found;
      };

      const traps = ({ trap }: HeldCall, at: number): boolean => trap !== false && (trap !== 'inside' || at > 0);

      const follow = (
        owner: Target,
        ownerAt: Place | null,
        parts: readonly string[],
        at: number,
        held: HeldCall,
        path: string,
      ): void => {
        const part = parts[at] as string;
        const keys = part === '*' ? namesOf(owner) : null;
        for (let which = 0; which < (keys ? keys.length : 1); which += 1) {
          const key = keys ? (keys[which] as string) : part;
          const here = path === '' ? key : `${path}.${key}`;
          const value = attempt(() => owner[key]);
          if (at === parts.length - 1) {
            // The name that says what is asked for may be that of the object, such as `messageHandlers.getContacts`.
            if (typeof value === 'function')
              attempt(() => hold({ owner, key }, ownerAt, held, `${key} ${last(path)}`, here));
            else if (value === undefined && !keys && traps(held, at)) attempt(() => waitFor({ owner, key }));
          } else if (isObject(value)) {
            if (!isPart(value)) follow(value, { owner, key }, parts, at + 1, held, here);
          } else if (value === undefined && !keys && traps(held, at)) attempt(() => waitFor({ owner, key }));
        }
      };
      const { split, lastIndexOf, slice } = String.prototype as unknown as Record<string, AnyFunction>;
      const last = (path: string): string => {
        const dot = apply(lastIndexOf as AnyFunction, path, ['.']) as number;
        return apply(slice as AnyFunction, path, [dot + 1]) as string;
      };

      function look(): void {
        for (let at = 0; at < calls.length; at += 1) {
          const held = calls[at] as HeldCall;
          const parts = apply(split as AnyFunction, held.path, ['.']) as string[];
          follow(window as unknown as Target, null, parts, 0, held, '');
        }
      }

      look();
      const again = (): void => void attempt(look);
      for (let at = 0; at < ready.length; at += 1) apply(addEventListener, window, [ready[at], again, true]);
      apply(addEventListener, window, ['pointerdown', again, true]);
      apply(addEventListener, window, ['keydown', again, true]);
    }
  }
  void Strict;
}
