import { convert, ignore, isObject, iterate, type Link } from './arguments.ts';
import { replace } from './disguise.ts';
import {
  type AnyFunction,
  apply,
  attempt,
  type ContactsManager,
  getPrototypeOf,
  getterOf,
  NativeException,
  NativePromise,
  settle,
} from './natives.ts';
import { withoutOwnLines } from './stack.ts';

export interface Holding {
  /** The manager of the top page, in a frame of the same origin. */
  above: object | null;
  /** Asks the user: `names` is a space before each property name. `answer` is called once. */
  ask(names: string, multiple: boolean, answer: (allowed: boolean) => void): void;
  /** Whether the platform knows the property. */
  supports(name: string): boolean;
  /** An allowed call is about to reach the platform. */
  opening(): void;
}

const IN_USE = "Failed to execute 'select' on 'ContactsManager': Contacts Picker is already in use.";

const busy = new WeakSet<object>();
const { has: isIn, add: putIn, delete: takeOut } = WeakSet.prototype;
const exceptionName: AnyFunction = getterOf(NativeException.prototype, 'name');
const isDomException = (reason: unknown): boolean => attempt(() => apply(exceptionName, reason, [])) !== undefined;

type Outcome = (value: unknown) => void;

/** Passes a promise's outcome on; an error then names only the page's own lines. */
const pass = (from: Promise<unknown>, resolve: Outcome, reject: Outcome): void =>
  settle(from, resolve, (reason) => reject(withoutOwnLines(reason)));

const copyOf = (promise: Promise<unknown>): Promise<unknown> =>
  new NativePromise((resolve, reject) => pass(promise, resolve, reject));

/** Whether the platform knows all asked-for properties. It looks at that last, when a picker is about to open. */
function areSupported(first: Link | null, supports: Holding['supports']): boolean {
  for (let link = first; link; link = link.next) if (!supports(link.value)) return false;
  return true;
}

/**
 * Holds `select` of one realm until the user has answered. In a frame, a call on the manager of the top page is left to
 * the `select` that it has there: the question belongs into that page, and a frame's guard ends with the frame.
 *
 * A call that the platform would reject goes to the platform, so that it rejects it itself and in its own order: the
 * arguments, then the frame (InvalidStateError), then the user's gesture (SecurityError), then an empty list. For the
 * latter three the platform is asked with an empty list, which never opens a picker. Only a call that would have opened
 * it is held. While one is held or open, a second is rejected as the platform does.
 *
 * Refusing gives an empty list, which is what the platform gives when the user closes its picker or picks nobody:
 * "The array is empty if the user does not select any contacts (e.g. cancels selection)", says Chromium's
 * third_party/blink/public/mojom/contacts/contacts_manager.mojom, and the example of
 * https://www.w3.org/TR/contact-picker/#examples treats an empty list as "No contacts were selected in the picker".
 *
 * Allowing calls the platform at once with a copy of what the user was shown. The user's click on "allow" lies in the
 * same document, so the call has a gesture of its own, however long the user took to read.
 */
export function holdSelect(prototype: ContactsManager, { above, ask, supports, opening }: Holding): void {
  replace(prototype, 'select', 'value', (select, receiver, args) => {
    const theirs = receiver === above && attempt(() => (getPrototypeOf(receiver as object) as ContactsManager).select);
    if (typeof theirs === 'function') return apply(theirs, receiver, args);

    // Neither of these can open a picker: no argument, or one that is no sequence.
    if (args.length === 0 || !isObject(args[0])) return copyOf(apply(select, receiver, args));
    const asked = convert(select, receiver, args[0]);
    if (!('names' in asked)) return copyOf(asked);
    const { first, names } = asked;

    const given = args.length > 1 ? args[1] : undefined;
    let converted = given === undefined || given === null;
    let multiple = false;
    const options = isObject(given)
      ? {
          __proto__: null,
          get multiple() {
            multiple = !!(given as { multiple?: unknown }).multiple;
            converted = true;
            return multiple;
          },
        }
      : given;
    if (!areSupported(first, supports)) return copyOf(apply(select, receiver, [iterate(first), options]));
    const trial = apply(select, receiver, [iterate(null), options]) as Promise<unknown>;
    if (!first) return copyOf(trial);

    const manager = receiver as object;
    const open = (): Promise<unknown> => apply(select, receiver, [iterate(first), { __proto__: null, multiple }]);
    return new NativePromise((resolve, reject) => {
      const finish =
        (outcome: Outcome): Outcome =>
        (value) => {
          apply(takeOut, busy, [manager]);
          outcome(value);
        };
      pass(trial, ignore, (reason) => {
        if (!converted || isDomException(reason)) return reject(reason);
        if (apply(isIn, busy, [manager])) return reject(new NativeException(IN_USE, 'InvalidStateError'));
        apply(putIn, busy, [manager]);
        ask(names, multiple, (allowed) => {
          if (!allowed) return finish(resolve)([]);
          opening();
          pass(open(), finish(resolve), finish(reject));
        });
      });
    });
  });
}
