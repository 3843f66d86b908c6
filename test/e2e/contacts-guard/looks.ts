/**
 * Everything that a page can see of the functions that the guard stands in for, without calling a picker. Runs in the
 * page, so it refers to nothing outside of itself. Two browsers give the same if the guard does not show.
 */
export async function looks(): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  const describe = (error: unknown): string => {
    const { name, message, stack } = error as Error;
    return `${name}: ${message} ${String(stack).replace(/pptr:[^\s)]*/g, 'page')} ${error instanceof Error} ${error instanceof DOMException}`;
  };
  const look = (name: string, fn: () => unknown): void => {
    try {
      seen[name] = fn();
    } catch (error) {
      seen[name] = describe(error);
    }
  };
  type Contacts = { select(...args: unknown[]): Promise<unknown> };
  const { contacts } = navigator as never as { contacts: Contacts };
  const { prototype } = (window as never as { ContactsManager: { prototype: Contacts } }).ContactsManager;
  const { select } = prototype;
  const text = Function.prototype.toString;
  const shape = (owner: object): string[] =>
    Reflect.ownKeys(owner).map((key) => {
      const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(owner, key) as PropertyDescriptor;
      const functions = [value, get, set].map((fn) =>
        typeof fn === 'function' ? [text.call(fn), fn.name, fn.length, Reflect.ownKeys(fn)] : typeof fn,
      );
      return `${String(key)} ${JSON.stringify([functions, flags])}`;
    });

  for (const name of ['Node', 'Element', 'Document', 'ShadowRoot', 'Range', 'HTMLIFrameElement', 'ContactsManager']) {
    look(name, () => shape((window as never as Record<string, { prototype: object }>)[name]!.prototype));
  }
  look('Navigator', () => shape(Navigator.prototype).filter((line) => line.startsWith('contacts')));
  look('Function', () => shape(Function.prototype));
  look('Array', () => [shape(Array.prototype), 'then' in []]);
  look('Object', () => shape(Object.prototype));
  look('globals', () => Reflect.ownKeys(window).map(String));
  look('window.open', () => [String(window.open), window.open.name, window.open.length]);
  look('in', () => ['contacts' in navigator, 'select' in contacts, 'prototype' in select, 'caller' in select]);
  look('text', () => [String(select), text.call(select), text.call(text), Reflect.apply(text, select, [])]);
  look('class', () => [Object.prototype.toString.call(select), Object.getPrototypeOf(select) === Function.prototype]);
  look('new', () => Reflect.construct(select, []));
  look('caller', () => (select as never as { caller: unknown }).caller);
  look('clone', () => structuredClone(select));
  look('text of no function', () => text.call({}));
  look('no node', () => document.body.appendChild(5 as never));
  look('no receiver', () => Node.prototype.appendChild.call({} as never, document.body));

  const frame = document.body.appendChild(document.createElement('iframe')).contentWindow as Window & typeof globalThis;
  const theirs = (frame as never as { ContactsManager: { prototype: Contacts } }).ContactsManager.prototype.select;
  look('text elsewhere', () => [frame.Function.prototype.toString.call(select), text.call(theirs), String(theirs)]);

  const calls: Record<string, () => unknown> = {
    'no arguments': () => contacts.select(),
    'no sequence': () => contacts.select(5),
    'a string': () => contacts.select('name'),
    'no iterator': () => contacts.select({}),
    'a bad iterator': () => contacts.select({ [Symbol.iterator]: 5 }),
    'an iterator of nothing': () => contacts.select({ [Symbol.iterator]: () => 5 }),
    'an iterator without next': () => contacts.select({ [Symbol.iterator]: () => ({}) }),
    'next without a result': () => contacts.select({ [Symbol.iterator]: () => ({ next: () => 5 }) }),
    'an unknown property': () => contacts.select(['name', 'shoe size']),
    'a symbol': () => contacts.select([Symbol('name')]),
    'an empty list': () => contacts.select([]),
    'bad options': () => contacts.select(['name'], 5),
    'options that throw': () =>
      contacts.select(['name'], {
        get multiple() {
          throw new RangeError('thrown by the page');
        },
      }),
    'no manager': () => select.call({}, ['name']),
    'no receiver at all': () => Reflect.apply(select, undefined, [['name']]),
    "a frame's manager": () => select.call((frame.navigator as never as { contacts: object }).contacts, ['name']),
    'an unsupported property': () => contacts.select(['icon']),
  };
  for (const [name, call] of Object.entries(calls)) {
    try {
      const promise = call();
      seen[name] = [promise instanceof Promise, Reflect.ownKeys(promise as object), await promise];
    } catch (error) {
      seen[name] = describe(error);
    }
  }
  return seen;
}
