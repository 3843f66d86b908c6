/** A page that means to lead the guard astray. Code is text, since half of it would not survive a compiler. */
export interface Hostile {
  name: string;
  /** Runs in the page before the user clicks. What it finds out it puts in `left`. */
  before?: string;
  /** Runs in the click; default: asks for name and telephone numbers of many. */
  call?: string;
  answer: 'allow' | 'refuse';
  /** Argument bits of the calls that reach the platform: 1 multiple, 2 name, 4 email, 8 tel. */
  reached: number[];
  /** What the user is asked. */
  asked: string[];
  /** What the page may find out; nothing by default. */
  left?: unknown[];
}

const REFUSED: Omit<Hostile, 'name'> = { answer: 'refuse', reached: [], asked: ['ask name+tel true'] };
const NAME_ONLY: Omit<Hostile, 'name'> = { answer: 'allow', reached: [2], asked: ['ask name false'] };

export const HOSTILE: Hostile[] = [
  {
    ...REFUSED,
    name: 'replaced promises',
    before: `
      const { then } = Promise.prototype;
      Promise.prototype.then = function (...all) { return then.apply(this, all); };
      Object.defineProperty(Promise, Symbol.species, { get() { left.push('species'); return undefined; } });
      globalThis.Promise = function () { left.push('Promise'); };
      globalThis.queueMicrotask = () => left.push('queueMicrotask');`,
  },
  {
    ...REFUSED,
    name: 'replaced events',
    before: `
      for (const key of ['addEventListener', 'dispatchEvent']) EventTarget.prototype[key] = () => left.push(key);
      for (const key of ['CustomEvent', 'Event', 'MouseEvent', 'EventTarget', 'MessageChannel'])
        globalThis[key] = function () { left.push(key); };`,
  },
  {
    ...REFUSED,
    name: 'replaced reflection, functions and collections',
    before: `
      for (const key of Reflect.ownKeys(Reflect)) if (key !== Symbol.toStringTag) Reflect[key] = () => left.push('Reflect');
      for (const key of ['call', 'apply', 'bind']) Function.prototype[key] = () => left.push('Function');
      for (const Kind of [WeakMap, WeakSet, Map, Set])
        for (const key of ['get', 'set', 'has', 'add', 'delete']) Kind.prototype[key] = () => left.push(Kind.name);
      globalThis.Proxy = function () { left.push('Proxy'); };
      Array.isArray = () => left.push('isArray');`,
  },
  {
    ...REFUSED,
    name: 'setters and getters on the prototypes of objects and lists',
    before: `
      for (const key of ['0', '1', '2', 'first', 'next', 'value', 'done', 'names', 'detail', 'multiple', 'relatedTarget'])
        for (const owner of [Object.prototype, Array.prototype])
          Object.defineProperty(owner, key, { __proto__: null, get: () => undefined, set: () => { left.length += 1; } });`,
  },
  {
    ...REFUSED,
    name: 'a look at window.event when the answer comes',
    before: `
      Object.defineProperty(Array.prototype, 'then', {
        configurable: true,
        get() { if (window.event && !document.contains(window.event.target)) left.push(window.event.type); },
      });`,
  },
  {
    ...REFUSED,
    name: 'forged events',
    before: `
      const mine = new EventTarget();
      for (const target of [document, window, mine])
        for (const type of ['ask', 'withheld', 'watch', 'leaving']) target.addEventListener(type, () => left.push(type), true);
      document.dispatchEvent(new MouseEvent('ringfence-contacts', { relatedTarget: mine }));
      window.forge = () => {
        for (const target of [document, window, mine])
          for (const detail of ['1', '2', 1]) target.dispatchEvent(new CustomEvent('allow', { detail }));
      };`,
    call: `(() => {
      const call = navigator.contacts.select(['name', 'tel'], { multiple: true });
      forge();
      queueMicrotask(forge);
      return call;
    })()`,
  },
  {
    ...NAME_ONLY,
    name: 'an iterator of lists that adds a property',
    before: `
      Array.prototype[Symbol.iterator] = function* () { left.push(1); yield 'name'; yield 'tel'; };`,
    call: `navigator.contacts.select({
      [Symbol.iterator]: () => { let done = true; return { next: () => ({ done: (done = !done), value: 'name' }) }; },
    })`,
  },
  {
    ...NAME_ONLY,
    name: 'a sequence that is another at the second reading',
    call: `(() => {
      let readings = 0;
      return navigator.contacts.select({
        get [Symbol.iterator]() { readings += 1; return readings > 1 ? ['tel', 'email'].values.bind(['tel']) : function* () { yield 'name'; }; },
      });
    })()`,
  },
  {
    ...NAME_ONLY,
    name: 'a property that is another at the second reading',
    call: `(() => { let n = 0; return navigator.contacts.select([{ toString: () => (n++ ? 'tel' : 'name') }]); })()`,
  },
  {
    ...NAME_ONLY,
    name: 'options that are others at the second reading',
    call: `(() => { let n = 0; return navigator.contacts.select(['name'], { get multiple() { return n++ > 0; } }); })()`,
  },
  {
    ...REFUSED,
    name: 'document.all as a sequence',
    before: `document.all[Symbol.iterator] = function* () { yield 'name'; };`,
    call: 'navigator.contacts.select(document.all)',
    asked: ['ask name false'],
  },
  {
    ...NAME_ONLY,
    name: 'document.all as options',
    before: 'document.all.multiple = true;',
    call: `navigator.contacts.select(['name'], document.all)`,
    reached: [3],
    asked: ['ask name true'],
  },
  {
    ...REFUSED,
    name: 'callers and stack frames',
    before: `
      window.note = (fn) => { if (fn) left.push(String(fn)); };
      Error.prepareStackTrace = (error, sites) => {
        for (const site of sites)
          if (String(site.getScriptNameOrSourceURL()).includes('-extension:')) note(site.getFunction() ?? site.getThis());
        return '';
      };`,
    call: `(() => {
      const probe = { [Symbol.iterator]: function iterate() {
        note(iterate.caller);
        const values = ['name', 'tel'];
        return { next: function next() {
          note(next.caller);
          new Error().stack;
          return { done: !values.length, value: values.shift() };
        } };
      } };
      return navigator.contacts.select(probe, { multiple: true });
    })()`,
  },
];
