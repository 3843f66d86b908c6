import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  handOver,
  heldCalls,
  MOST_CALLS,
  makeSecrets,
  relayHeldCalls,
  takeSecrets,
} from '../../../lib/contacts/held-calls/index.ts';
import { asText, settled } from './held-page.ts';

const ask = vi.fn();
const note = vi.fn();
const explain = vi.fn();
let page: Record<string, unknown>;
function start(secrets = makeSecrets()): string[] {
  vi.stubGlobal('document', document.implementation.createHTMLDocument());
  relayHeldCalls(secrets, { ask, note, explain });
  asText()(structuredClone(heldCalls()), secrets);
  return secrets;
}

beforeEach(() => {
  page = Object.assign(new EventTarget(), { Error, navigator }) as never;
  vi.stubGlobal('window', page);
  for (const fn of [ask, note, explain]) fn.mockReset();
});
afterEach(() => vi.unstubAllGlobals());

describe('a held call', () => {
  it('waits for the user, and says to whoever made it that it failed', async () => {
    const native = vi.fn();
    page.plus = { contacts: { getAddressBook: native } };
    start();
    let refuse: (answer: string) => void = () => undefined;
    ask.mockImplementation(() => new Promise((resolve) => (refuse = resolve)));
    const failed = vi.fn();
    (page.plus as { contacts: { getAddressBook: (...args: unknown[]) => void } }).contacts.getAddressBook(
      0,
      vi.fn(),
      failed,
    );
    await settled();
    expect(ask).toHaveBeenCalledExactlyOnceWith({
      path: 'plus.contacts.getAddressBook',
      properties: ['name', 'tel', 'email', 'address'],
      multiple: true,
    });
    expect(failed).not.toHaveBeenCalled();
    refuse('refuse');
    await settled();
    expect(failed).toHaveBeenCalledOnce();
    expect(failed.mock.calls[0]?.[0]).toHaveProperty('message');
    expect(native).not.toHaveBeenCalled();
  });

  it('is made as it was, with its own object and arguments, once it is allowed', async () => {
    const calls: unknown[] = [];
    const contacts = {
      getAddressBook(...args: unknown[]) {
        calls.push(this, ...args);
      },
    };
    page.plus = { contacts };
    start();
    ask.mockResolvedValue('allow');
    const [success, failure] = [vi.fn(), vi.fn()];
    contacts.getAddressBook(0, success, failure);
    await settled();
    expect(calls).toEqual([contacts, 0, success, failure]);
  });

  it('of an object that comes later is met, and the object is then a plain property', async () => {
    start();
    expect(page.dsBridge).toBeUndefined();
    expect(Object.keys(page)).not.toContain('dsBridge');
    const native = vi.fn();
    const dsBridge = { call: native };
    page.dsBridge = dsBridge;
    expect(Object.getOwnPropertyDescriptor(page, 'dsBridge')).toEqual({
      value: dsBridge,
      writable: true,
      enumerable: true,
      configurable: true,
    });
    ask.mockResolvedValue('refuse');
    dsBridge.call('getContacts', {}, vi.fn());
    await settled();
    expect(ask).toHaveBeenCalledOnce();
    expect(native).not.toHaveBeenCalled();
  });

  it('of an object with a name such as elements have is met once the app says that it is there', async () => {
    start();
    for (const name of ['plus', 'uni', 'cordova', 'Android', 'JSBridge']) expect(name in page, name).toBe(false);
    const native = vi.fn();
    page.plus = { contacts: { getAddressBook: native } };
    (page as never as EventTarget).dispatchEvent(new Event('plusready'));
    ask.mockResolvedValue('refuse');
    (page.plus as { contacts: { getAddressBook: () => void } }).contacts.getAddressBook();
    await settled();
    expect(ask).toHaveBeenCalledOnce();
    expect(native).not.toHaveBeenCalled();
  });

  it('leaves what the page finds by way of a prototype, such as an element by its id', () => {
    const named: Record<string, unknown> = Object.create(EventTarget.prototype);
    const target = new EventTarget();
    Object.setPrototypeOf(target, named);
    page = Object.assign(target, { Error, navigator }) as never;
    vi.stubGlobal('window', page);
    start();
    named.dsBridge = 'the element';
    expect(page.dsBridge).toBe('the element');
  });

  it('leaves a function as enumerable as it was', () => {
    class Bridge {
      getContacts() {
        return 'everybody';
      }
    }
    const hidden = Object.defineProperty({}, 'chooseContact', {
      value: () => undefined,
      writable: true,
      enumerable: false,
      configurable: true,
    });
    page.Android = new Bridge();
    page.uni = hidden;
    start();
    expect(Object.keys(page.Android as object)).toEqual([]);
    expect(Object.keys(hidden)).toEqual([]);
  });

  it('is held where the object lets nobody change it', async () => {
    const native = vi.fn(async () => ({ contacts: [] }));
    const get = (_: object, name: PropertyKey) => (typeof name === 'string' && name !== 'window' ? native : undefined);
    page.Capacitor = { Plugins: { Contacts: new Proxy({}, { get, defineProperty: () => false }) } };
    start();
    ask.mockResolvedValue('refuse');
    const { Contacts } = (page.Capacitor as { Plugins: { Contacts: Record<string, () => Promise<unknown>> } }).Plugins;
    await expect(Contacts.getContacts?.()).rejects.toThrow('Permission is required to access contacts.');
    await expect(Contacts.pickContact?.()).rejects.toThrow('Permission is required to access contacts.');
    expect(native).not.toHaveBeenCalled();
  });

  it('that answers at once is reported once, and not held', async () => {
    page.Android = { getContacts: () => 'everybody', getVersion: () => '1' };
    start();
    const android = page.Android as Record<string, () => string>;
    expect([android.getContacts?.(), android.getContacts?.(), android.getVersion?.()]).toEqual([
      'everybody',
      'everybody',
      '1',
    ]);
    expect(note).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ path: 'Android.*' }));
    expect(ask).not.toHaveBeenCalled();
  });

  it('is refused without a word where it repeats itself and the user did nothing', async () => {
    const native = vi.fn();
    page.uni = { chooseContact: native };
    let active = false;
    const activation = Object.create(
      Object.defineProperty({}, 'isActive', { get: () => active, configurable: true }),
    ) as object;
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { userActivation: activation }));
    start();
    ask.mockResolvedValue('refuse');
    const fail = vi.fn();
    const call = async () => {
      (page.uni as { chooseContact: (options: object) => void }).chooseContact({ fail });
      await settled();
    };
    await call();
    await call();
    expect(ask).toHaveBeenCalledOnce();
    expect(fail).toHaveBeenCalledTimes(2);
    active = true;
    await call();
    expect(ask).toHaveBeenCalledTimes(2);
    expect(native).not.toHaveBeenCalled();
  });

  it('asks the browser itself whether the user did something', async () => {
    class Activation {
      get isActive(): boolean {
        return false;
      }
    }
    page.uni = { chooseContact: vi.fn() };
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { userActivation: new Activation() }));
    start();
    Object.defineProperty(Activation.prototype, 'isActive', { get: () => true });
    ask.mockResolvedValue('refuse');
    for (let at = 0; at < 2; at += 1) {
      (page.uni as { chooseContact: (options: object) => void }).chooseContact({ fail: vi.fn() });
      await settled();
    }
    expect(ask).toHaveBeenCalledOnce();
  });

  it(`is refused from the ${MOST_CALLS + 1}st on`, async () => {
    const native = vi.fn();
    page.dsBridge = { call: native };
    start();
    ask.mockResolvedValue('allow');
    for (let at = 0; at < MOST_CALLS + 5; at += 1) {
      (page.dsBridge as { call: (...args: unknown[]) => void }).call('getContacts', {}, vi.fn());
      await settled();
    }
    expect(native).toHaveBeenCalledTimes(MOST_CALLS);
  });

  it('is refused, with a word to the user, where asking fails', async () => {
    page.dsBridge = { call: vi.fn() };
    start();
    ask.mockRejectedValue(new Error('gone'));
    const heard = vi.fn();
    (page.dsBridge as { call: (...args: unknown[]) => void }).call('getContacts', {}, heard);
    await settled();
    expect(heard).toHaveBeenCalledOnce();
    expect(explain).toHaveBeenCalledOnce();
  });

  it('is refused where the other half is gone', async () => {
    const native = vi.fn();
    page.dsBridge = { call: native };
    vi.stubGlobal('document', document.implementation.createHTMLDocument());
    asText()(heldCalls(), makeSecrets());
    const heard = vi.fn();
    (page.dsBridge as { call: (...args: unknown[]) => void }).call('getContacts', {}, heard);
    await settled();
    expect(heard).toHaveBeenCalledOnce();
    expect(native).not.toHaveBeenCalled();
  });
});

describe('a page that lies', () => {
  it('can put no question of its own and answer none with what it overheard', async () => {
    const native = vi.fn();
    page.dsBridge = { call: native };
    const overheard: string[] = [];
    start();
    for (const type of ['ringfence-call', 'ringfence-answer'])
      document.addEventListener(type, (event) => overheard.push((event as CustomEvent<string>).detail));
    const say = (type: string, detail: string) =>
      document.dispatchEvent(new CustomEvent(type, { detail, cancelable: true }));
    say('ringfence-call', 'x 0 0');
    say('ringfence-answer', 'allow 0');
    await settled();
    expect(ask).not.toHaveBeenCalled();

    ask.mockResolvedValueOnce('allow');
    const call = (page.dsBridge as { call: (...args: unknown[]) => void }).call;
    call('getContacts', {}, vi.fn());
    await settled();
    expect(native).toHaveBeenCalledOnce();
    ask.mockReturnValue(new Promise(() => undefined));
    call('getContacts', {}, vi.fn());
    for (const detail of [...overheard]) {
      say('ringfence-call', detail);
      for (const word of detail.split(' ')) say('ringfence-answer', word);
    }
    await settled();
    expect(ask).toHaveBeenCalledTimes(2);
    expect(native).toHaveBeenCalledOnce();
  });
});

describe('what is said of a call', () => {
  it('is from the list, whatever the page names its functions and makes of the text', async () => {
    const key = 'getContacts 0 true x icon false';
    page.JSBridge = { [key]: () => undefined, getContacts: () => undefined };
    const secrets = start();
    const texts: string[] = [];
    for (const type of ['ringfence-call', 'ringfence-seen'])
      document.addEventListener(type, (event) => texts.push((event as CustomEvent<string>).detail), true);
    const bridge = page.JSBridge as Record<string, (...args: unknown[]) => void>;
    ask.mockResolvedValue('refuse');
    bridge.getContacts?.(vi.fn());
    await settled();
    bridge[key]?.('getContacts', vi.fn());
    await settled();
    for (const [at, text] of texts.entries()) expect(text).toMatch(new RegExp(`^${secrets[at * 2]} ${at} \\d+$`));
    expect(texts).toHaveLength(2);
    expect(ask).toHaveBeenCalledTimes(2);
    for (const [call] of ask.mock.calls)
      expect(call).toEqual({ path: 'JSBridge.*', properties: ['name', 'tel', 'email', 'address'], multiple: true });
  });

  it.each(['0 99', '0 -1', '0 1.5', '0', '0 ', '0.5 0', '0 0 0', '0 x', '99 0'])(
    'is nothing where it is: %s',
    (text) => {
      const secrets = start();
      // Also with the secret that lets a call through, of which the page hears once it is used.
      for (const secret of secrets.slice(0, 2))
        document.dispatchEvent(new CustomEvent('ringfence-call', { detail: `${secret} ${text}`, cancelable: true }));
      expect(ask).not.toHaveBeenCalled();
    },
  );
});

it('one question is open at a time, also where the page brings the secret of another call', async () => {
  const secrets = start();
  let answer: (choice: string) => void = () => undefined;
  ask.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
  const say = (number: number) =>
    document.dispatchEvent(
      new CustomEvent('ringfence-call', { detail: `${secrets[number * 2]} ${number} 0`, cancelable: true }),
    );
  say(0);
  expect(say(1)).toBe(true);
  expect(ask).toHaveBeenCalledOnce();
  answer('refuse');
  await settled();
  expect(say(2)).toBe(false);
  expect(ask).toHaveBeenCalledTimes(2);
});

describe('the secrets of a page that has not begun', () => {
  it('are handed over once, to whoever waits', () => {
    vi.stubGlobal('document', document.implementation.createHTMLDocument());
    const [first, later] = [makeSecrets(), makeSecrets()];
    expect(handOver(first)).toBe(false);
    const taken = vi.fn();
    takeSecrets(taken);
    expect(handOver(first)).toBe(true);
    expect(handOver(later)).toBe(false);
    expect(taken).toHaveBeenCalledExactlyOnceWith(first);
  });

  it('are not taken where they are none', () => {
    vi.stubGlobal('document', document.implementation.createHTMLDocument());
    const taken = vi.fn();
    takeSecrets(taken);
    expect(handOver(['a', 'b'])).toBe(false);
    expect(taken).not.toHaveBeenCalled();
  });

  it('are each another', () => expect(new Set(makeSecrets()).size).toBe(MOST_CALLS * 2));
});
