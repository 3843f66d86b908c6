/**
 * The platform's own functions, taken before a page script could replace them. The guard's code runs in the page's
 * world, where every prototype may be hostile later on; so it calls what it took here and uses plain syntax otherwise.
 * It never spreads, destructures or iterates arrays (the page owns `Array.prototype[Symbol.iterator]`), never leaves a
 * dictionary without `__proto__: null` (the page owns `Object.prototype`), and sets no index of an array.
 */

/** Window with the constructors that `lib.dom` gives only as globals. */
export type Realm = Window & typeof globalThis & { ContactsManager?: { prototype: ContactsManager } };

/** https://www.w3.org/TR/contact-picker/#contacts-manager */
export interface ContactsManager {
  getProperties(): Promise<string[]>;
  select(properties: string[], options?: { multiple?: boolean }): Promise<object[]>;
}

// biome-ignore lint/complexity/noBannedTypes: functions of the page and the platform, of whatever signature.
export type AnyFunction = Function;

export const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
export const iteratorSymbol: typeof Symbol.iterator = Symbol.iterator;
export const toObject = Object;
export const isArray = Array.isArray;
export const NativeProxy = Proxy;
export const NativePromise = Promise;
export const NativeException = DOMException;
export const NativeEvent = CustomEvent;
export const functionText: AnyFunction = Function.prototype.toString;
const promiseThen: AnyFunction = Promise.prototype.then;

/** Native getter of an attribute. Throws if the platform has no such attribute. */
export const getterOf = (owner: object, key: PropertyKey): AnyFunction =>
  getOwnPropertyDescriptor(owner, key)?.get as AnyFunction;

/** Runs `action`; gives undefined where it throws, as any touch of a window of another origin does. */
export function attempt<R>(action: () => R): R | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/**
 * Follows a promise that no page script has seen, without a look at anything that the page can replace: with no own
 * `constructor` to go by, `then` takes the intrinsic promise.
 */
export function settle<T>(promise: Promise<T>, kept: (value: T) => void, broken: (reason: unknown) => void): void {
  defineProperty(promise, 'constructor', { __proto__: null, value: undefined } as PropertyDescriptor);
  apply(promiseThen, promise, [kept, broken]);
}
