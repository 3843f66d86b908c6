import { type AnyFunction, apply, iteratorSymbol, settle, toObject } from './natives.ts';

/** One asked-for property; a chain of links, since the page can reach into the reading of arrays. */
export interface Link {
  value: string;
  next: Link | null;
}

/** What the page asked for, as the platform understood it. `names` has a space before each name. */
export interface Asked {
  first: Link | null;
  names: string;
}

export const isObject = (value: unknown): value is object => toObject(value) === value;

export function ignore(): void {
  // For outcomes that concern nobody.
}

/** Thrown at the end of the page's sequence, to keep a trial call from going further. */
const END = { __proto__: null };

/** An iterable of the asked-for names that the page cannot reach into. */
export function iterate(first: Link | null): object {
  return {
    __proto__: null,
    [iteratorSymbol]: () => {
      let link = first;
      return {
        __proto__: null,
        next: () => {
          const result = { __proto__: null, done: link === null, value: link?.value };
          link = link?.next ?? null;
          return result;
        },
      };
    },
  };
}

/** Hands on the page's sequence value by value, notes each in `asked`, and throws `END` instead of ending. */
function relay(source: Record<symbol, unknown>, asked: Asked, completed: () => void): object {
  let last: Link | null = null;
  const note = (value: string): void => {
    const link: Link = { value, next: null };
    if (last) last.next = link;
    else asked.first = link;
    last = link;
    asked.names += ` ${value}`;
  };
  const step = (next: AnyFunction, iterator: object): unknown => {
    const result = apply(next, iterator, []) as IteratorResult<unknown>;
    if (!isObject(result)) return result;
    if (result.done) {
      completed();
      throw END;
    }
    const { value } = result;
    // A symbol has no text: the platform is to say so itself.
    if (typeof value === 'symbol') return { __proto__: null, done: false, value };
    const text = `${value}`;
    note(text);
    return { __proto__: null, done: false, value: text };
  };
  return {
    __proto__: null,
    get [iteratorSymbol]() {
      const method = source[iteratorSymbol];
      if (typeof method !== 'function') return method;
      return () => {
        const iterator = apply(method, source, []) as Iterator<unknown>;
        if (!isObject(iterator)) return iterator;
        const { next } = iterator;
        return { __proto__: null, next: typeof next === 'function' ? () => step(next, iterator) : next };
      };
    },
  };
}

/**
 * Lets the platform convert the page's properties, in its own order and each read exactly once. Gives the copy, or the
 * platform's own rejection where they are not what it takes.
 *
 * It is a trial call with a sequence that throws at its end. Arguments are converted before anything else is looked at,
 * so the call cannot get any further, and a bad value ended it sooner.
 */
export function convert(select: AnyFunction, receiver: unknown, properties: object): Asked | Promise<unknown> {
  const asked: Asked = { first: null, names: '' };
  let complete = false;
  const trial = relay(properties as Record<symbol, unknown>, asked, () => {
    complete = true;
  });
  const outcome = apply(select, receiver, [trial]) as Promise<unknown>;
  if (!complete) return outcome;
  settle(outcome, ignore, ignore);
  return asked;
}
