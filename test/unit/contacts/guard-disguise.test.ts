// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { disguiseText, isDisguised, replace } from '../../../lib/contacts/guard/disguise.ts';
import { withoutOwnLines } from '../../../lib/contacts/guard/stack.ts';

/** A Function.prototype to disguise that is not this process's own. */
function textOf(): { toString(this: unknown): string } {
  const functionPrototype = { toString: Function.prototype.toString };
  disguiseText(functionPrototype);
  return functionPrototype;
}

describe('standing in for a native function', () => {
  const owner = () => Object.create(null, Object.getOwnPropertyDescriptors(Map.prototype)) as Map<string, number>;

  it('keeps descriptor, name, length and keys', () => {
    const ours = owner();
    replace(ours, 'get', 'value', () => 7);
    const { value, ...flags } = Object.getOwnPropertyDescriptor(ours, 'get') as PropertyDescriptor;
    const { value: native, ...nativeFlags } = Object.getOwnPropertyDescriptor(
      Map.prototype,
      'get',
    ) as PropertyDescriptor;
    expect(flags).toEqual(nativeFlags);
    expect([value.name, value.length, Reflect.ownKeys(value)]).toEqual([
      native.name,
      native.length,
      Reflect.ownKeys(native),
    ]);
    expect(() => Reflect.construct(value, [])).toThrow(TypeError);
    expect(ours.get('x')).toBe(7);
    expect(isDisguised(value)).toBe(true);
    expect(isDisguised(native)).toBe(false);
  });

  it('stands in for the half of an accessor that is asked for', () => {
    const ours = owner();
    replace(ours, 'size', 'get', (native, _receiver, args) => Reflect.apply(native, new Map([[1, 1]]), args));
    expect(ours.size).toBe(1);
    expect(Object.getOwnPropertyDescriptor(ours, 'size')?.set).toBeUndefined();
  });

  it('leaves a stand-in, and what is no function, as it is', () => {
    const ours = owner();
    replace(ours, 'get', 'value', () => 1);
    const { get } = ours;
    replace(ours, 'get', 'value', () => 2);
    replace(ours, 'no such thing', 'value', () => 3);
    replace(ours, 'size', 'set', () => 4);
    expect(ours.get).toBe(get);
    expect('no such thing' in ours).toBe(false);
  });

  it('prints as the native function, and so does toString itself', () => {
    const ours = owner();
    replace(ours, 'has', 'value', () => true);
    const { toString: text } = textOf();
    expect(text.call(ours.has)).toBe(Function.prototype.toString.call(Map.prototype.has));
    expect(text.call(text)).toBe('function toString() { [native code] }');
    expect(text.call(textOf)).toBe(Function.prototype.toString.call(textOf));
    expect(() => text.call({})).toThrow(TypeError);
    expect(text.call((() => 0).bind(null))).toBe('function () { [native code] }');
    expect(text.call(new Proxy(() => 0, {}))).toBe('function () { [native code] }');
  });

  it('asks the realm of a foreign stand-in, once', () => {
    const { toString: text } = textOf();
    const foreign = new Proxy(() => 0, { getPrototypeOf: () => ({ toString: () => 'function theirs() {}' }) });
    expect(text.call(foreign)).toBe('function theirs() {}');
    const bouncing = new Proxy(() => 0, { getPrototypeOf: () => ({ toString: text }) });
    expect(text.call(bouncing)).toBe('function () { [native code] }');
  });
});

describe('stacks', () => {
  it('lose the lines of the extension and nothing else', () => {
    const error = new TypeError('no');
    error.stack =
      'TypeError: no\n    at a (page.js:1:1)\n    at b (chrome-extension://id/x.js:1:2)\n    at c (page.js:2:1)';
    expect(withoutOwnLines(error)).toBe(error);
    expect(error.stack).toBe('TypeError: no\n    at a (page.js:1:1)\n    at c (page.js:2:1)');
  });

  it.each([[undefined], ['text'], [Object.freeze({ stack: 'a\nb' })], [{ stack: 5 }]])(
    'may be missing: %o',
    (thrown) => {
      expect(withoutOwnLines(thrown)).toBe(thrown);
    },
  );
});
