// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { findFileRequests } from '../../../lib/contacts/index.ts';

const vectors = (text: string) => findFileRequests([{ text, where: '/app.js' }], '').map(({ vector }) => vector);

describe('requests in the files of a page’s scripts', () => {
  it.each([
    ['plus.contacts.getAddressBook(0,function(a){a.find(', 'hybrid-bridge'],
    ['uni.chooseContact({success:e=>{', 'hybrid-bridge'],
    ['await navigator.contacts.select(["name","tel"],{multiple:!0})', 'contact-picker'],
    ['window.WebViewJavascriptBridge.callHandler("getContacts",{},t)', 'hybrid-bridge'],
    ['window.webkit.messageHandlers.getPhoneContacts.postMessage({})', 'hybrid-bridge'],
    ['window.Android.getContacts()', 'hybrid-bridge'],
    ['dsBridge.call("user.uploadContacts",e,n)', 'hybrid-bridge'],
    ['scope:"https://www.googleapis.com/auth/contacts.readonly",', 'oauth-scope'],
    ['Contacts.getContacts({projection:{phones:!0}})', 'hybrid-bridge'],
  ])('are seen: %s', (text, vector) => expect(vectors(text)).toEqual([vector]));

  it.each([
    'e.supported="contacts"in navigator&&"ContactsManager"in window;',
    'getContacts(){return axios.get("/api/emergency-contacts")}',
    'const n=typeof navigator.contacts.select;',
    'app.getContactForm("x")',
    '"plus.contacts":"5+ contacts",',
    'dsBridge.call("getVersion",e,n)',
  ])('are not made of a name alone: %s', (text) => expect(vectors(text)).toEqual([]));

  it('say what was not read', () => {
    const [request] = findFileRequests([{ text: 'plus.contacts.getAddressBook(', where: '/app.js' }], 'not all');
    expect(request?.evidence).toEqual({ text: 'plus.contacts.getAddressBook(', where: '/app.js (not all)' });
  });
});
