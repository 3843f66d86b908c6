import {
  type AnyFunction,
  apply,
  attempt,
  defineProperty,
  functionText,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  NativeProxy,
} from './natives.ts';
import { withoutOwnLines } from './stack.ts';

/** What runs in the place of a native function: the function itself, its receiver and its arguments. */
export type Handler = (native: AnyFunction, receiver: unknown, args: readonly unknown[]) => unknown;

/** What V8 prints for a callable proxy, and for no named native function. */
const PROXY_TEXT = 'function () { [native code] }';

const natives = new WeakMap<object, AnyFunction>();
const { get: nativeOf, set: remember } = WeakMap.prototype;

/**
 * Whether a function already stands in for a native one. Another realm's guard may have replaced this realm's
 * `toString`; the second argument asks it for the bare truth (see `disguiseText`).
 */
export function isDisguised(candidate: unknown): boolean {
  return apply(functionText, candidate, [candidate]) === PROXY_TEXT;
}

/**
 * Puts `handler` in the place of the native function under `key`: a method, or one half of an accessor. The stand-in is
 * a proxy, so that name, length, keys, prototype and constructability stay those of the native function; together with
 * `disguiseText` its text does too. Does nothing where there is no such function, or a stand-in already.
 */
export function replace(owner: object, key: PropertyKey, part: 'value' | 'get' | 'set', handler: Handler): void {
  const descriptor = getOwnPropertyDescriptor(owner, key);
  const native = descriptor?.[part] as AnyFunction | undefined;
  if (!descriptor || typeof native !== 'function' || isDisguised(native)) return;
  const guarded = (_: AnyFunction, receiver: unknown, args: readonly unknown[]): unknown => {
    try {
      return handler(native, receiver, args);
    } catch (error) {
      throw withoutOwnLines(error);
    }
  };
  const standIn = new NativeProxy(native, {
    __proto__: null,
    apply: guarded,
  } as ProxyHandler<AnyFunction>);
  apply(remember, natives, [standIn, native]);
  descriptor[part] = standIn as () => unknown;
  defineProperty(owner, key, descriptor);
}

/**
 * Lets `Function.prototype.toString` of a realm print the native function behind a stand-in, itself included. Stand-ins
 * of another realm may be another guard's, so their own realm's `toString` is asked. A second argument, which the
 * platform ignores, that is the function itself asks for the bare truth; `isDisguised` does.
 */
export function disguiseText(functionPrototype: object): void {
  let asking = false;
  replace(functionPrototype, 'toString', 'value', (native, receiver, args) => {
    if (args[0] === receiver) return apply(native, receiver, args);
    const hidden = apply(nativeOf, natives, [receiver]) as AnyFunction | undefined;
    const text = apply(native, hidden ?? receiver, args) as string;
    if (text !== PROXY_TEXT || asking) return text;
    asking = true;
    const printed = attempt(() => {
      const home = getPrototypeOf(receiver as object);
      return home === functionPrototype ? text : apply((home as AnyFunction).toString, receiver, []);
    });
    asking = false;
    return printed ?? text;
  });
}
