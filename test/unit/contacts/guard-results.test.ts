// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Realm } from '../../../lib/contacts/guard/natives.ts';
import { refuseUntilGuarded } from '../../../lib/contacts/guard/refusal.ts';
import { watchResults } from '../../../lib/contacts/guard/results.ts';

/** Lists of a realm of their own, since the accessor stays for good. */
function realm() {
  class List extends Array<unknown> {}
  const withheld = vi.fn();
  const results = watchResults(List.prototype, withheld);
  const list = (...values: unknown[]): unknown[] => {
    const made = new List();
    made.push(...values);
    return made;
  };
  return { results, withheld, list, prototype: List.prototype };
}

const CONTACT = { email: [], name: ['Ana'], tel: ['1', '2'] };

describe('watching what promises are resolved with', () => {
  it('does nothing before it is told to', async () => {
    const { list, prototype } = realm();
    expect('then' in prototype).toBe(false);
    expect(await Promise.resolve(list(CONTACT))).toHaveLength(1);
  });

  it('empties a list of contacts before anybody sees it', async () => {
    const { results, withheld, list } = realm();
    results.watch();
    results.watch();
    const contacts = list(CONTACT, { name: ['Bo'] });
    const promise = new Promise((resolve) => resolve(contacts));
    expect(contacts).toHaveLength(0);
    expect(await promise).toHaveLength(0);
    expect(withheld).toHaveBeenCalledOnce();
  });

  it.each([
    ['nothing', []],
    ['texts', ['name', 'tel']],
    ['records of another kind', [{ name: 'Ana', tel: '1' }]],
    ['records with more keys', [{ ...CONTACT, id: [] }]],
    ['empty records', [{}]],
    ['one that is no contact among others', [CONTACT, null]],
    ['lists', [[['name']]]],
  ])('leaves a list of %s alone', async (_name, values) => {
    const { results, withheld, list } = realm();
    results.watch();
    expect(await Promise.resolve(list(...values))).toEqual(values);
    expect(withheld).not.toHaveBeenCalled();
  });

  it('leaves contacts alone once a call was allowed', async () => {
    const { results, withheld, list } = realm();
    results.watch();
    results.release();
    expect(await Promise.resolve(list(CONTACT))).toHaveLength(1);
    expect(withheld).not.toHaveBeenCalled();
  });

  it('cannot be taken away, and lets a page give a list a then of its own', async () => {
    const { results, list, prototype } = realm();
    results.watch();
    expect(Reflect.deleteProperty(prototype, 'then')).toBe(false);
    expect(Reflect.defineProperty(prototype, 'then', { value: 1 })).toBe(false);
    const thenable = list(1) as unknown[] & PromiseLike<string>;
    Reflect.set(thenable, 'then', (resolve: (value: string) => void) => resolve('own'));
    expect(await thenable).toBe('own');
    expect(Object.keys(thenable)).toEqual(['0', 'then']);
  });
});

describe('the same before the guard is registered', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ['contacts', [CONTACT, { name: ['Bo'] }], 0],
    ['what is contacts at its beginning only', [CONTACT, { name: 'Bo', loan: 500 }], 2],
    ['what is contacts but for one text', [CONTACT, 'Bo', CONTACT], 3],
    ['empty records', [{}], 1],
    ['nothing', new Array(2), 2],
  ])('of a list of %s', async (_name, values, left) => {
    class List extends Array<unknown> {}
    vi.stubGlobal('Array', List);
    vi.stubGlobal(
      'MutationObserver',
      class {
        observe() {}
      },
    );
    const dispatchEvent = vi.fn();
    refuseUntilGuarded({
      ContactsManager: { prototype: { select: () => undefined } },
      document: { dispatchEvent },
      scheduler: { postTask: (refuse: () => void) => refuse() },
    } as unknown as Realm);
    const list = Object.setPrototypeOf(values, List.prototype) as unknown[];
    await Promise.resolve(list);
    expect(list).toHaveLength(left);
    expect(dispatchEvent).toHaveBeenCalledTimes(left ? 0 : 1);
  });
});
