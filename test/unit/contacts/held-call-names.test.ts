import { afterEach, describe, expect, it, vi } from 'vitest';
import data from '../../../data/contacts/held-calls.json' with { type: 'json' };
import found from '../../../data/contacts/held-names.json' with { type: 'json' };
import { heldCalls } from '../../../lib/contacts/held-calls/index.ts';
import { holdIn, openWindow, settled } from './held-page.ts';

afterEach(() => vi.unstubAllGlobals());

/** Bridges as apps have them, each with one way of saying what is wanted. */
const BRIDGES = {
  named: (name: string, ...args: unknown[]) => ({
    objects: (native: () => void) => ({ JSBridge: { [name]: native } }),
    call: (page: Page) => page.JSBridge?.[name]?.(...args, vi.fn()),
  }),
  handler: (...args: unknown[]) => ({
    objects: (native: () => void) => ({ WebViewJavascriptBridge: { callHandler: native } }),
    call: (page: Page) => page.WebViewJavascriptBridge?.callHandler?.(...args, vi.fn()),
  }),
  message: (name: string, message: unknown) => ({
    objects: (native: () => void) => ({ webkit: { messageHandlers: { [name]: { postMessage: native } } } }),
    call: (page: Page) => {
      const { messageHandlers } = page.webkit as unknown as { messageHandlers: Page };
      messageHandlers[name]?.postMessage?.(message);
    },
  }),
  cordova: (service: string, action: string) => ({
    objects: (native: () => void) => ({ cordova: { exec: native } }),
    call: (page: Page) => page.cordova?.exec?.(vi.fn(), vi.fn(), service, action, []),
  }),
  capacitor: (plugin: string, method: string) => ({
    objects: (native: () => void) => ({ Capacitor: { nativePromise: native } }),
    call: (page: Page) => void (page.Capacitor?.nativePromise?.(plugin, method, {}) as Promise<void>)?.catch?.(vi.fn()),
  }),
  flutter: (...args: unknown[]) => ({
    objects: (native: () => void) => ({ flutter_inappwebview: { callHandler: native } }),
    call: (page: Page) => void (page.flutter_inappwebview?.callHandler?.(...args) as Promise<void>)?.catch?.(vi.fn()),
  }),
  alipay: (...args: unknown[]) => ({
    objects: (native: () => void) => ({ AlipayJSBridge: { call: native } }),
    call: (page: Page) => page.AlipayJSBridge?.call?.(...args, vi.fn()),
  }),
};
type Page = Record<string, Record<string, (...args: unknown[]) => unknown>>;
type Case = [way: keyof typeof BRIDGES, ...args: unknown[]];

async function outcome([way, ...args]: Case): Promise<'asked' | 'passed'> {
  const native = vi.fn();
  const ask = vi.fn(async () => 'refuse' as const);
  const { objects, call } = (BRIDGES[way] as (...given: unknown[]) => ReturnType<typeof BRIDGES.handler>)(...args);
  const page = openWindow(objects(native)) as never as Page;
  const note = holdIn(ask);
  call(page);
  await settled();
  // One or the other, and nothing is told of a call that passed.
  expect(native).toHaveBeenCalledTimes(ask.mock.calls.length ? 0 : 1);
  expect(note).not.toHaveBeenCalled();
  return ask.mock.calls.length ? 'asked' : 'passed';
}

describe('a call of the app around the page', () => {
  it.each<Case>([
    ...['getContacts', 'getPhoneContacts', 'readContacts', 'uploadContacts', 'chooseContact', 'openContacts'].flatMap(
      (name): Case[] => [
        ['named', name],
        ['handler', name, {}],
        ['message', name, null],
        ['message', 'app', { method: name }],
        ['flutter', name],
      ],
    ),
    ...['getcontacts', 'GET_CONTACTS', 'read_phone_contacts', 'getCallLog', 'upload_call_logs', 'readSms'].map(
      (name): Case => ['handler', name],
    ),
    ['handler', 'contacts.getPhoneContacts'],
    ['handler', 'native://getAllContacts?callback=take'],
    ['handler', 'run', '{"method":"pickContact"}'],
    ['handler', 'addressBook'],
    ['handler', 'getOneContact', ''],
    ['named', 'call', 'contacts', 'select'],
    ['message', 'contacts', { action: 'getAll' }],
    ['cordova', 'Contacts', 'search'],
    ['cordova', 'Contacts', 'pickContact'],
    ['cordova', 'ContactsX', 'find'],
    ['cordova', 'ContactsPhoneNumbers', 'list'],
    ['capacitor', 'Contacts', 'getContacts'],
    ['capacitor', 'Contacts', 'getContact'],
    ['flutter', 'ContactsChannel', 'getDeviceContacts'],
    ['alipay', 'contact'],
    ['alipay', 'chooseContact', { multiMax: 2 }],
  ])('that reads the address book is held: %s %j %j', async (...given) => {
    expect(await outcome(given)).toBe('asked');
  });

  it.each<Case>([
    ...['contact', 'contacts', 'openContact', 'requestContact', 'contactUs', 'contactCustomerService'].flatMap(
      (name): Case[] => [
        ['named', name],
        ['handler', name, {}],
        ['message', name, 'Ana'],
        ['message', 'app', { type: name }],
        ['flutter', name],
      ],
    ),
    ...[
      'openContactDetail',
      'getContactForm',
      'getContactsPageUrl',
      'openContactPage',
      'saveContact',
      'widgetContacts',
    ].map((name): Case => ['handler', name]),
    ...['addPhoneContact', 'getContactPermissionStatus', 'requestContactsPermission', 'budgetContacts'].map(
      (name): Case => ['named', name],
    ),
    // Messages of the lender's own, and the code that it sent.
    ...['readMessages', 'syncMessages', 'sendSms', 'getSms', 'requestSmsCode'].map((name): Case => ['handler', name]),
    ['handler', 'selectContact', { id: 7 }],
    ['handler', 'getContact', '{"contactId":"a7"}'],
    ['handler', 'openUrl', 'https://lender.test/getContacts'],
    ['handler', 'openPage', '/help/getContacts'],
    ['handler', 'log', '{"event":"click","button":"selectContact"}'],
    ['named', 'track', 'contact'],
    ['message', 'contacts', { action: 'open' }],
    ['cordova', 'Contacts', 'save'],
    ['cordova', 'Contacts', 'remove'],
    ['capacitor', 'Contacts', 'createContact'],
    ['capacitor', 'Contacts', 'checkPermissions'],
    ['capacitor', 'Camera', 'pick'],
    ['alipay', 'share', { name: 'LaiwangContacts' }],
  ])('that may be the lender’s own contact, or does not read, passes: %s %j %j', async (...given) => {
    expect(await outcome(given)).toBe('passed');
  });

  it('that writes into the address book passes', () => {
    const native = vi.fn();
    const page = openWindow({ uni: { addPhoneContact: native, chooseContact: vi.fn() } }) as never as Page;
    holdIn(async () => 'refuse');
    page.uni?.addPhoneContact?.({ firstName: 'Ana' });
    expect(native).toHaveBeenCalledOnce();
  });
});

const isOf = (name: string, verb: string, object: string) => name.startsWith(verb) && name.endsWith(object);

describe('the list', () => {
  const { names, single } = heldCalls();
  const speaks = (name: string) => [...names, ...single].some((source) => new RegExp(source, 'i').test(name));
  const { named, modules, whole } = data;
  const seen = found.names.map(({ name }) => name);

  it('knows each name that was seen', () => {
    for (const name of seen) expect(speaks(name), name).toBe(true);
  });

  it('holds for no verb, object, module or action without a name that was seen', () => {
    for (const { verbs, objects } of named) {
      const own = seen.filter((name) => verbs.some((verb) => objects.some((it) => isOf(name, verb, it))));
      for (const verb of verbs)
        expect(
          own.some((name) => name.startsWith(verb)),
          verb,
        ).toBe(true);
      for (const object of objects)
        expect(
          own.some((name) => name.endsWith(object)),
          object,
        ).toBe(true);
    }
    const parts = seen.flatMap((name) => name.toLowerCase().split('.'));
    for (const part of [...modules.names, ...modules.actions, ...whole]) expect(parts).toContain(part.toLowerCase());
  });
});
