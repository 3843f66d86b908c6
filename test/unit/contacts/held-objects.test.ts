import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { heldCalls, makeSecrets } from '../../../lib/contacts/held-calls/index.ts';
import { asText, holdIn, openWindow, settled } from './held-page.ts';

type Functions = Record<string, (...args: unknown[]) => unknown>;
const ask = vi.fn(async () => 'refuse' as 'allow' | 'refuse');
const native = vi.fn();

beforeEach(() => {
  ask.mockReset().mockResolvedValue('refuse');
  native.mockReset();
});
afterEach(() => vi.unstubAllGlobals());

/** That a call waits, and that nothing of it got through. */
async function expectHeld(times = 1): Promise<void> {
  await settled();
  expect(ask).toHaveBeenCalledTimes(times);
  expect(native).not.toHaveBeenCalled();
}

describe('a function is held', () => {
  it('of a frozen object, whose other functions and values stay', async () => {
    const uni = Object.freeze({ chooseContact: native, version: '3', where: () => uni });
    const page = openWindow({ uni }) as never as { uni: Functions & { version: string } };
    holdIn(ask);
    page.uni.chooseContact?.({ success: vi.fn() });
    await expectHeld();
    expect(Object.keys(page.uni)).toEqual(['chooseContact', 'version', 'where']);
    expect(page.uni.version).toBe('3');
    expect(page.uni.where?.()).toBe(uni);
    ask.mockResolvedValue('allow');
    page.uni.chooseContact?.({ success: vi.fn() });
    await settled();
    expect(native).toHaveBeenCalledOnce();
  });

  it('of a frozen object in frozen objects, each of its functions', async () => {
    const Contacts = Object.freeze({ getContacts: native, pickContact: native });
    const page = openWindow({ Capacitor: Object.freeze({ Plugins: Object.freeze({ Contacts }) }) });
    holdIn(ask);
    const { Plugins } = page.Capacitor as { Plugins: { Contacts: Functions } };
    await expect(Plugins.Contacts.getContacts?.()).rejects.toThrow('Permission');
    await expect(Plugins.Contacts.pickContact?.()).rejects.toThrow('Permission');
    await expectHeld(2);
  });

  it('of a frozen object of a class, for other objects of the class too', async () => {
    class Bridge {
      #people = ['Ana'];
      getContacts(heard: (people: string[]) => void) {
        native();
        heard(this.#people);
      }
      getVersion() {
        return this.#people.length;
      }
    }
    const page = openWindow({ Android: Object.freeze(new Bridge()) }) as never as { Android: Functions };
    holdIn(ask);
    page.Android.getContacts?.(vi.fn());
    await settled();
    Bridge.prototype.getContacts.call(page.Android as never, vi.fn());
    await settled();
    new Bridge().getContacts(vi.fn());
    await expectHeld(3);
    expect(page.Android.getVersion?.()).toBe(1);
    ask.mockResolvedValue('allow');
    const heard = vi.fn();
    page.Android.getContacts?.(heard);
    await settled();
    expect(heard).toHaveBeenCalledWith(['Ana']);
  });

  it('of a prototype where the object’s own name says what is asked, for that object alone', async () => {
    class Handler {
      postMessage(message: unknown) {
        native(message);
      }
    }
    const messageHandlers = { getContacts: new Handler(), share: new Handler() };
    openWindow({ webkit: { messageHandlers } });
    holdIn(ask);
    messageHandlers.getContacts.postMessage(null);
    await expectHeld();
    messageHandlers.share.postMessage('x');
    expect(native).toHaveBeenCalledExactlyOnceWith('x');
  });

  it('and never one of the language’s own', () => {
    const own = [Function.prototype.call, Array.prototype.find, Map.prototype.get];
    openWindow({ dsBridge: () => undefined, ContactsX: [], AlipayJSBridge: class {}, JSBridge: new Map() });
    holdIn(ask);
    expect([Function.prototype.call, Array.prototype.find, Map.prototype.get]).toEqual(own);
  });
});

describe('an object that does something when it is looked at', () => {
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const throws = () => {
    throw new Error('no');
  };
  const endless = (): object => new Proxy({}, { getPrototypeOf: endless, ownKeys: () => [] });

  it.each<[string, unknown]>([
    ['ends in an error at every look', revoked],
    ['throws', new Proxy({}, { get: throws, ownKeys: throws, getOwnPropertyDescriptor: throws })],
    ['throws at its names', { messageHandlers: new Proxy({}, { ownKeys: throws }) }],
    ['throws at a part of it', Object.defineProperty({}, 'messageHandlers', { get: throws })],
    ['has prototypes without end', { messageHandlers: endless() }],
  ])('keeps no other from being held: one that %s', async (_what, webkit) => {
    const AndroidInterface = { getContacts: native };
    openWindow({ webkit, Android: webkit, JSBridge: webkit, plus: webkit, AndroidInterface });
    holdIn(ask);
    AndroidInterface.getContacts(vi.fn());
    await expectHeld();
  });

  it('sees nothing of ours, neither at the first look nor when the user clicks', async () => {
    const seen: string[] = [];
    const callers: unknown[] = [];
    const { prepareStackTrace } = Error as { prepareStackTrace?: unknown };
    const look = function look(this: unknown) {
      Error.prepareStackTrace = (_error, sites) => {
        for (const site of sites) callers.push(site.getThis(), site.getFunction());
        return '';
      };
      seen.push(String(new Error('looked').stack));
      const { caller } = Object.getOwnPropertyDescriptors(look) as { caller?: { value?: unknown } };
      callers.push(caller?.value);
      return undefined;
    };
    const page = openWindow();
    for (const name of ['plus', 'uni', 'webkit', 'Android']) Object.defineProperty(page, name, { get: look });
    const secrets = makeSecrets();
    asText()(structuredClone(heldCalls()), secrets);
    const before = seen.length;
    (page as never as EventTarget).dispatchEvent(new Event('pointerdown'));
    Error.prepareStackTrace = prepareStackTrace as never;
    expect(before).toBeGreaterThan(0);
    // It learns that somebody looks at each click …
    expect(seen.length).toBeGreaterThan(before);
    // … and gets hold of no function and no secret of ours.
    const own = callers.filter((value) => typeof value === 'function' && /secrets|ringfence/.test(String(value)));
    expect(own).toEqual([]);
    for (const value of [...callers, ...seen])
      for (const secret of secrets) expect(String(value)).not.toContain(secret);
  });
});

describe('in another document than the one that was meant', () => {
  it.each([
    ['nothing is held', -1, 1, 0],
    ['but in that one it is', 0, 0, 1],
  ])('%s', async (_what, later, reached, asked) => {
    const dsBridge = { call: native };
    openWindow({ dsBridge });
    holdIn(ask, performance.timeOrigin + later);
    dsBridge.call('getContacts', {}, vi.fn());
    await settled();
    expect(native).toHaveBeenCalledTimes(reached);
    expect(ask).toHaveBeenCalledTimes(asked);
  });
});
