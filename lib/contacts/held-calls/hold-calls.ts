import type { HeldCall, HeldCalls } from './calls.ts';

/**
 * Holds calls for contacts of the app around a page until the user has answered. Runs in the page's world, of which it
 * may be a late guest: it is handed over as text, so it refers to nothing outside of itself, and it trusts no answer but
 * one of `secrets` (see protocol.ts). Objects that appear later are met by an accessor in the place of the missing name
 * (none on the window where elements have such ids), and looked for when apps say that they are there, and at clicks and
 * keys. Getters and proxies of the page learn that somebody looks, which the stand-ins tell as well, and nothing else.
 *
 * `began` is the `performance.timeOrigin` of the document that is meant, where the browser might run this in another.
 */
export function holdCalls({ calls, names, single, ready }: HeldCalls, secrets: string[], began?: number): void {
  if (began !== undefined && performance.timeOrigin !== began) return;
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
      const { test, exec } = RegExp.prototype;
      const { parse } = JSON;
      const { split } = String.prototype as unknown as Record<string, AnyFunction>;
      const { toString: textOf } = Function.prototype;
      const detailOf = getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get as AnyFunction;
      const later = queueMicrotask;
      const NativeProxy = Proxy;
      const NativePromise = Promise;
      const NativeEvent = CustomEvent;
      const activation = navigator.userActivation;
      const activeOf = activation && getOwnPropertyDescriptor(getPrototypeOf(activation) as object, 'isActive')?.get;
      // The expressions are those of calls.ts.
      const Pattern = RegExp;
      const patternsOf = (sources: readonly string[]): RegExp[] => {
        const patterns: RegExp[] = [];
        for (let at = 0; at < sources.length; at += 1) {
          const pattern = new Pattern(sources[at] as string, 'i');
          defineProperty(pattern, 'exec', own(exec));
          defineProperty(patterns, at, own(pattern));
        }
        return patterns;
      };
      const many = patternsOf(names);
      const one = patternsOf(single);
      const native = patternsOf(['\\[native code\\]'])[0] as RegExp;

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

      const matches = (text: string, patterns: readonly RegExp[]): boolean => {
        let found = false;
        for (let at = 0; at < patterns.length; at += 1) found ||= apply(test, patterns[at], [text]);
        return found;
      };
      const wordsOf = (text: string): string[] => apply(split as AnyFunction, text, [' ']) as string[];
      const NAMES = wordsOf('service plugin module method action name api cmd func handlerName methodName type');
      const RECORDS = wordsOf('id contactId userId');
      /** Whether a call asks for people: by a name, a text, or what names a call in an object or JSON; see `HeldCalls`. */
      const namesContacts = ({ also }: HeldCall, name: string, owner: string, args: readonly unknown[]): boolean => {
        let before = '';
        let asks = false;
        let asksOne = false;
        let ofRecord = false;
        const hear = (text: unknown): void => {
          if (typeof text !== 'string' || text === '' || text.length > 100 || text[0] === '/') return;
          // What is opened has such names too.
          if (text[4] === ':' || text[5] === ':') if (text[0] === 'h' && text[1] === 't') return;
          asks ||= matches(text, many) || matches(`${before}.${text}`, many);
          asksOne ||= matches(text, one);
          for (let at = 0; also && at < also.length; at += 1) asks ||= also[at] === text;
          before = text;
        };
        hear(name);
        hear(owner);
        for (let at = 0; at < args.length; at += 1) {
          const given = args[at];
          const isJson = typeof given === 'string' && given[0] === '{' && given.length <= 2000;
          const arg = isJson ? attempt(() => parse(given) as unknown) : given;
          hear(arg);
          if (typeof arg !== 'object' || arg === null) continue;
          for (let which = 0; which < NAMES.length; which += 1)
            attempt(() => hear((arg as Target)[NAMES[which] as string]));
          for (let which = 0; which < RECORDS.length; which += 1)
            attempt(() => (ofRecord ||= (RECORDS[which] as string) in arg));
        }
        return asks || (asksOne && !ofRecord);
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

      /** Where a name was found: as `key` of `owner`, which was found `above`. */
      interface Place {
        owner: Target;
        key: string;
        above: Place | null;
      }

      const standInFor = (theirs: AnyFunction, held: HeldCall, { key, above }: Place, path: string): AnyFunction => {
        const standIn = new NativeProxy(theirs, {
          __proto__: null,
          apply: (_: AnyFunction, receiver: unknown, args: unknown[]) => {
            const run = () => apply(theirs, receiver, args);
            if (held.named && !namesContacts(held, key, above ? above.key : '', args)) return run();
            return handle(held, path, run, args);
          },
        } as ProxyHandler<AnyFunction>);
        apply(add, standIns, [standIn]);
        return standIn;
      };

      /**
       * What stands in for an owner that lets nobody change it: for a frozen one a copy, since no proxy may tell otherwise
       * of what is fixed. One of a class keeps its place, because its functions may know their own objects only.
       */
      const standInForOwner = (owner: Target, key: string, standIn: unknown): Target | null => {
        if (getOwnPropertyDescriptor(owner, key)?.configurable !== false) {
          const get = (_: Target, wanted: PropertyKey) => (wanted === key ? standIn : owner[wanted]);
          return new NativeProxy(owner, { __proto__: null, get } as ProxyHandler<Target>);
        }
        const from = getPrototypeOf(owner);
        if (typeof owner === 'function' || (from && from !== Object.prototype)) return null;
        const copy = { __proto__: from } as unknown as Target;
        const keys = ownKeys(owner);
        for (let at = 0; at < keys.length; at += 1) {
          const name = keys[at] as string;
          const enumerable = getOwnPropertyDescriptor(owner, name)?.enumerable === true;
          defineProperty(copy, name, own(name === key ? standIn : owner[name], enumerable));
        }
        return copy;
      };

      /** Puts a stand-in into its place; where the owner does not let it, a stand-in of the owner into the owner's. */
      const put = ({ owner, key, above }: Place, standIn: unknown): void => {
        const before = getOwnPropertyDescriptor(owner, key);
        attempt(() => {
          if (!before || before.configurable) defineProperty(owner, key, own(standIn, before?.enumerable === true));
          else if (before.writable) defineProperty(owner, key, { __proto__: null, value: standIn } as never);
        });
        if (owner[key] === standIn || !above) return;
        const instead = standInForOwner(owner, key, standIn);
        if (instead) put(above, instead);
      };

      /** The prototype of the page's own that a function comes from: other objects have it from there too. */
      const holderOf = (owner: Target, key: string): Target | null => {
        let from = getPrototypeOf(owner) as Target | null;
        for (let depth = 0; from && depth < 10; depth += 1) {
          if (getOwnPropertyDescriptor(from, key)) {
            const made = getOwnPropertyDescriptor(from, 'constructor')?.value as unknown;
            return typeof made === 'function' && apply(test, native, [apply(textOf, made, [])]) ? null : from;
          }
          from = getPrototypeOf(from) as Target | null;
        }
        return null;
      };

      const hold = (place: Place, held: HeldCall, path: string, byOwner: boolean): void => {
        const { owner, key, above } = place;
        const theirs = owner[key];
        if (typeof theirs !== 'function' || apply(has, standIns, [theirs])) return;
        const standIn = standInFor(theirs, held, place, path);
        // Not where the object's name says what is asked for, since the prototype has it for all of them.
        const holder = byOwner || getOwnPropertyDescriptor(owner, key) ? null : attempt(() => holderOf(owner, key));
        if (holder) put({ owner: holder, key, above: null }, standIn);
        if (owner[key] !== standIn) put({ owner, key, above }, standIn);
      };

      /**
       * Waits for a name that is missing. The page finds there what it would find without (an element by its id comes by
       * way of the window's prototypes); what it sets becomes a plain property.
       */
      const waitFor = (owner: Target, key: string): void => {
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
        for (let depth = 0; from && depth < 10; depth += 1) {
          if (from === Object.prototype || from === Function.prototype) break;
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

      const follow = (owner: Target, above: Place | null, parts: string[], at: number, held: HeldCall): void => {
        const part = parts[at] as string;
        const keys = part === '*' ? namesOf(owner) : null;
        for (let which = 0; which < (keys ? keys.length : 1); which += 1) {
          const place: Place = { owner, key: keys ? (keys[which] as string) : part, above };
          const value = attempt(() => owner[place.key]);
          if (at === parts.length - 1) {
            if (typeof value === 'function') attempt(() => hold(place, held, pathOf(place), parts[at - 1] === '*'));
            else if (value === undefined && !keys && traps(held, at)) attempt(() => waitFor(owner, place.key));
          } else if (isObject(value)) {
            // What one object does when it is looked at is not to keep the others from being held.
            if (!isPart(value)) attempt(() => follow(value, place, parts, at + 1, held));
          } else if (value === undefined && !keys && traps(held, at)) attempt(() => waitFor(owner, place.key));
        }
      };
      const pathOf = ({ key, above }: Place): string => (above ? `${pathOf(above)}.${key}` : key);

      function look(): void {
        for (let at = 0; at < calls.length; at += 1) {
          const held = calls[at] as HeldCall;
          follow(window as unknown as Target, null, apply(split as AnyFunction, held.path, ['.']) as string[], 0, held);
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
