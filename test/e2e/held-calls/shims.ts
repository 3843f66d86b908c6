/**
 * Stand-ins of app bridges as a page brings them along in an ordinary browser, with the signatures that their makers
 * document (see data/contacts/held-calls.json). Each notes in `reached` when it is really called. Runs in the page, as
 * text.
 */
export const SHIMS = `
  window.reached = [];
  const PEOPLE = [{ displayName: 'Ana Reyes', phoneNumbers: [{ value: '+63 900 000 0001' }] }];
  const note = (name) => { reached.push(name); };

  // uni-app: options with callbacks, or a promise.
  window.uni = {
    chooseContact(options = {}) {
      note('uni');
      const result = { displayName: 'Ana Reyes', phoneNumber: '+63 900 000 0001' };
      if (!options.success && !options.fail && !options.complete) return Promise.resolve(result);
      options.success?.(result);
      options.complete?.(result);
    },
  };
  // Capacitor: its plugins are proxies that make a function at every look.
  window.Capacitor = {
    Plugins: {
      Contacts: new Proxy({}, {
        get: (_, name) => async () => { note('capacitor.' + name); return { contacts: PEOPLE }; },
      }),
    },
    nativePromise: async (plugin, method) => { note('native.' + plugin + '.' + method); return { contacts: PEOPLE }; },
  };
  class AndroidObject {
    getContacts() { note('android'); return JSON.stringify(PEOPLE); }
    getVersion() { return '1.0'; }
    getContactList(callback) { note('android-list'); callback(PEOPLE); }
  }
  window.Android = new AndroidObject();
  window.dsBridge = { call(method, args, callback) { note('ds.' + method); if (!callback) return PEOPLE; callback(PEOPLE); } };
  window.WebViewJavascriptBridge = {
    callHandler(name, data, callback) { note('wvjb.' + name); callback?.(PEOPLE); },
  };
  window.webkit = { messageHandlers: {
    getContacts: { postMessage(message) { note('webkit'); } },
    app: { postMessage(message) { note('webkit.' + (message.method ?? message)); return Promise.resolve(PEOPLE); } },
  } };

  // 5+ and Cordova come later, and say so.
  window.startPlus = () => {
    window.plus = {};
    plus.contacts = {
      ADDRESSBOOK_PHONE: 0,
      getAddressBook(type, success, failure) {
        note('plus');
        success({ find: (fields, found) => found(PEOPLE) });
      },
    };
    document.dispatchEvent(new Event('plusready'));
  };
  window.ContactError = function ContactError(code) { this.code = code; };
  ContactError.PERMISSION_DENIED_ERROR = 20;
  window.startCordova = () => {
    window.cordova = { exec(success, failure, service, action) { note('exec.' + service + '.' + action); success(PEOPLE); } };
    Object.defineProperty(navigator, 'contacts', { configurable: true, value: {
      find(fields, success, failure, options) { note('cordova'); success(PEOPLE); },
      pickContact(success, failure) { note('cordova.pick'); success(PEOPLE[0]); },
    } });
    document.dispatchEvent(new Event('deviceready'));
  };

  const json = (value) => JSON.stringify(value, value && !Array.isArray(value) ? Object.keys(value).sort() : undefined);
  const heard = (start) => new Promise((resolve) => start(
    (value) => resolve('success ' + JSON.stringify(value)),
    (error) => resolve('failure ' + (error?.constructor?.name ?? typeof error) + ' ' + json(error)),
  ));
  const settled = (promise) => promise.then(
    (value) => 'success ' + JSON.stringify(value),
    (error) => 'failure ' + error?.constructor?.name + ' ' + (error?.message ?? '') + ' ' + json(error),
  );
  window.ways = {
    uni: () => heard((success, fail) => uni.chooseContact({ success, fail })),
    uniPromise: () => settled(uni.chooseContact()),
    capacitor: () => settled(Capacitor.Plugins.Contacts.getContacts({ projection: { phones: true } })),
    capacitorNative: () => settled(Capacitor.nativePromise('Contacts', 'getContacts', {})),
    capacitorOther: () => settled(Capacitor.nativePromise('Camera', 'getPhoto', {})),
    ds: () => heard((success) => dsBridge.call('contacts.getContacts', {}, success)),
    dsAtOnce: async () => 'success ' + JSON.stringify(dsBridge.call('getPhoneContacts', {})),
    wvjb: () => heard((success) => WebViewJavascriptBridge.callHandler('readContacts', {}, success)),
    wvjbOther: () => heard((success) => WebViewJavascriptBridge.callHandler('getVersion', {}, success)),
    webkit: () => settled(Promise.resolve(webkit.messageHandlers.getContacts.postMessage({ page: 1 }))),
    webkitMethod: () => settled(Promise.resolve(webkit.messageHandlers.app.postMessage({ method: 'uploadContacts' }))),
    webkitOther: () => settled(Promise.resolve(webkit.messageHandlers.app.postMessage({ method: 'share' }))),
    android: async () => 'success ' + Android.getContacts(),
    androidList: () => heard((success) => Android.getContactList(success)),
    androidOther: async () => 'success ' + Android.getVersion(),
    plus: () => heard((success, failure) => plus.contacts.getAddressBook(plus.contacts.ADDRESSBOOK_PHONE,
      (book) => book.find([], success), failure)),
    cordova: () => heard((success, failure) => navigator.contacts.find(['displayName'], success, failure, {})),
    cordovaPick: () => heard((success, failure) => navigator.contacts.pickContact(success, failure)),
    cordovaExec: () => heard((success, failure) => cordova.exec(success, failure, 'ContactsX', 'getContacts', [])),
  };
  window.start = (way) => {
    window.outcome = '';
    ways[way]().then((text) => { window.outcome = text; });
  };
`;
