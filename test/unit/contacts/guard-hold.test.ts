// @vitest-environment node
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { holdSelect } from '../../../lib/contacts/guard/hold.ts';

const NAMES = ['name', 'email', 'tel'];

/** A platform that checks in the order of Chromium's contacts_manager.cc, and counts the pickers that it opens. */
class Platform {
  static gesture = true;
  static opened: { properties: string[]; multiple: boolean }[] = [];
  #genuine = true;

  static {
    Object.defineProperty(Platform.prototype, 'select', { enumerable: true });
  }

  getProperties(): Promise<string[]> {
    return Promise.resolve(NAMES);
  }

  // Not async: a native method that returns a promise rejects it, and never throws.
  select(given: unknown, options?: { multiple?: boolean }): Promise<object[]> {
    try {
      if (!(#genuine in (Object(this) as object))) throw new TypeError('Illegal invocation');
      if (Object(given) !== given) throw new TypeError('no sequence');
      const properties: string[] = [];
      for (const value of given as Iterable<unknown>) {
        const text = `${value}`;
        if (![...NAMES, 'icon'].includes(text)) throw new TypeError(`${text} is no property`);
        properties.push(text);
      }
      if (options !== undefined && options !== null && Object(options) !== options) throw new TypeError('no options');
      const multiple = Boolean(options?.multiple);
      if (!Platform.gesture) throw new DOMException('no gesture', 'SecurityError');
      if (properties.length === 0) throw new TypeError('empty');
      if (properties.includes('icon')) throw new TypeError('icon is not supported');
      Platform.opened.push({ properties, multiple });
      return Promise.resolve([{ name: ['Ana'] }]);
    } catch (error) {
      return Promise.reject(error);
    }
  }
}

const bare = Platform.prototype.select;
const ask = vi.fn<(names: string, multiple: boolean, answer: (allowed: boolean) => void) => void>();
const opening = vi.fn();

function guarded(): Platform {
  class Guarded extends Platform {
    override select(given: unknown, options?: { multiple?: boolean }): Promise<object[]> {
      return bare.call(this, given, options);
    }
  }
  // The method itself, so that its receiver check applies.
  Object.defineProperty(Guarded.prototype, 'select', { value: bare, writable: true, configurable: true });
  holdSelect(Guarded.prototype as never, {
    above: null,
    ask,
    supports: (name) => NAMES.includes(name),
    opening,
  });
  return new Guarded();
}

const outcome = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    (value) => `resolved ${JSON.stringify(value)}`,
    (error: unknown) => `rejected ${String(error)}`,
  );

beforeEach(() => {
  Platform.gesture = true;
  Platform.opened = [];
  ask.mockReset();
  opening.mockReset();
});

describe('holding a call', () => {
  it('opens nothing before the answer, and gives nobody when refused', async () => {
    const call = guarded().select(['name', 'tel'], { multiple: true });
    await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce());
    const [names, multiple, answer] = ask.mock.calls[0]!;
    expect([names, multiple]).toEqual([' name tel', true]);
    expect(Platform.opened).toEqual([]);
    answer(false);
    expect(await call).toEqual([]);
    expect(Platform.opened).toEqual([]);
    expect(opening).not.toHaveBeenCalled();
  });

  it('opens with what was asked when allowed, at once', async () => {
    const call = guarded().select(new Set(['tel']));
    await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce());
    ask.mock.calls[0]![2](true);
    expect(Platform.opened).toEqual([{ properties: ['tel'], multiple: false }]);
    expect(opening).toHaveBeenCalledOnce();
    expect(await call).toEqual([{ name: ['Ana'] }]);
  });

  it('rejects a second call while one waits, and takes the next one after it', async () => {
    const manager = guarded();
    const first = manager.select(['name']);
    await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce());
    expect(await outcome(manager.select(['name']))).toContain('InvalidStateError');
    ask.mock.calls[0]![2](false);
    await first;
    void manager.select(['name']);
    await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
  });

  it('reads each argument once, in the order of the platform', async () => {
    const read: string[] = [];
    const properties = {
      get [Symbol.iterator]() {
        read.push('iterator');
        return function* () {
          for (const name of ['name', 'tel']) {
            yield {
              toString: () => {
                read.push(name);
                return name;
              },
            };
          }
        };
      },
    };
    const options = {
      get multiple() {
        read.push('multiple');
        return true;
      },
    };
    void guarded().select(properties, options);
    await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce());
    ask.mock.calls[0]![2](true);
    expect(read).toEqual(['iterator', 'name', 'tel', 'multiple']);
    expect(Platform.opened).toEqual([{ properties: ['name', 'tel'], multiple: true }]);
  });

  it('leaves a call on the manager of the top page to the select that it has there', async () => {
    const select = vi.fn(() => Promise.resolve('theirs'));
    const above = Object.create({ select }) as object;
    class Framed extends Platform {}
    Object.defineProperty(Framed.prototype, 'select', { value: bare, writable: true, configurable: true });
    holdSelect(Framed.prototype as never, { above, ask, supports: () => true, opening });
    expect(await Reflect.apply(Framed.prototype.select, above, [['name']])).toBe('theirs');
    expect(ask).not.toHaveBeenCalled();
  });
});

describe('calls of any kind', () => {
  const value = fc.oneof(
    fc.constantFrom<unknown>(...NAMES, 'icon', 'shoe size', '', 0, null, undefined, {}, []),
    fc.string(),
    fc.constant(Symbol('name')),
  );
  const properties = fc.oneof(
    { weight: 6, arbitrary: fc.array(fc.constantFrom<unknown>(...NAMES), { maxLength: 4 }) },
    { weight: 4, arbitrary: fc.array(value, { maxLength: 4 }) },
    fc.constantFrom<unknown>(undefined, null, 5, 'name', true, {}, { [Symbol.iterator]: 1 }),
    fc.constantFrom<unknown>(
      { [Symbol.iterator]: () => 5 },
      { [Symbol.iterator]: () => ({}) },
      { [Symbol.iterator]: () => ({ next: () => 5 }) },
      {
        get [Symbol.iterator]() {
          throw new RangeError('from the page');
        },
      },
    ),
  );
  const options = fc.oneof(
    fc.constantFrom<unknown>(undefined, null, 5, 'multiple', {}, () => 0),
    fc.record({ multiple: fc.constantFrom<unknown>(true, false, 0, 'yes', null) }),
    fc.constant({
      get multiple() {
        throw new RangeError('from the page');
      },
    }),
  );

  it('are asked about if they would open a picker, and else end as without a guard', async () => {
    await fc.assert(
      fc.asyncProperty(properties, options, fc.boolean(), fc.boolean(), async (given, how, gesture, genuine) => {
        Platform.gesture = gesture;
        Platform.opened = [];
        ask.mockReset();
        ask.mockImplementation((_names, _multiple, answer) => answer(false));
        const expected = await outcome(Reflect.apply(bare, genuine ? new Platform() : {}, [given, how]));
        const wouldOpen = Platform.opened.length;
        Platform.opened = [];
        const manager = guarded();
        const got = await outcome(Reflect.apply(manager.select, genuine ? manager : {}, [given, how]));
        expect(ask).toHaveBeenCalledTimes(wouldOpen);
        expect(Platform.opened).toEqual([]);
        if (wouldOpen === 0) expect(got).toBe(expected);
        else expect(got).toBe('resolved []');
      }),
      { seed: 20_260_301, numRuns: 600 },
    );
  });
});
