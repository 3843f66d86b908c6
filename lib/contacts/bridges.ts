import data from '../../data/contacts/bridges.json' with { type: 'json' };
import { type ContactsRequest, type ContactsVector, quote } from '../assessment/index.ts';
import type { Snapshot } from '../page/index.ts';

const VERBS = data.verbs.join('|');
const OBJECTS = [...data.objects].sort((a, b) => b.length - a.length).join('|');
// getContacts, read_contacts, chooseFromAddressBook; not getContactForm.
const CAMEL = new RegExp(
  `(?:${VERBS})(?:My|Phone|User|Device|Mobile|All|From|The|System|Local){0,2}(?:${OBJECTS})s?(?![A-Za-z])`,
);
const SNAKE = new RegExp(
  `(?:${VERBS})_(?:phone_|user_|device_|all_)?(?:contacts?|address_?book|phone_?book|call_?logs?|sms)(?![a-z])`,
  'i',
);

/** The vector of a piece of script that calls for an address book, or null; known calls are in data/contacts/bridges.json. */
function readScriptCall(code: string): { vector: ContactsVector; at: number } | null {
  for (const { all, vector } of data.calls) {
    if (all.every((part) => code.includes(part)))
      return { vector: vector as ContactsVector, at: code.indexOf(all[0]!) };
  }
  const call = CAMEL.exec(code) ?? SNAKE.exec(code);
  if (call && data.bridgeObjects.some((name) => code.includes(name)))
    return { vector: 'hybrid-bridge', at: call.index };
  return null;
}

/** Requests that the page's inline scripts and handlers show: Contact Picker, app bridges, scopes written in script. */
export function findScriptRequests(snapshot: Snapshot): ContactsRequest[] {
  const requests: ContactsRequest[] = [];
  for (const { text, where } of snapshot.scriptHints) {
    const call = readScriptCall(text);
    if (call) requests.push({ vector: call.vector, evidence: { text: quote(text, call.at), where } });
  }
  for (const { href, where } of snapshot.actions) {
    if (!/^javascript:/i.test(href)) continue;
    const call = readScriptCall(href);
    if (call) requests.push({ vector: call.vector, evidence: { text: quote(href, call.at), where } });
  }
  return requests;
}

// In a file a name alone says little: libraries ask whether a function is there, and a lender's own lists of contacts
// have such names too. A call of what is known, a scope, or a name that is handed to the app around the page counts.
const HANDED_TO_APP = new RegExp(
  `(?:JSBridge|jsBridge|JavascriptBridge|NativeBridge|AndroidInterface|Android|android|messageHandlers|dsBridge|callHandler|callNative)` +
    `[\\w$.?!]{0,40}(?:\\(["'\x60]|\\.|\\[["'])(?:[\\w]{1,30}[./])?(?:${VERBS})_?(?:My|Phone|User|Device|All)?_?(?:${OBJECTS})s?["'\x60(\\].]`,
  'i',
);

/** Requests in excerpts of the page's script files. `note` is said of each where it is found. */
export function findFileRequests(
  excerpts: readonly { text: string; where: string }[],
  note: string,
): ContactsRequest[] {
  const requests: ContactsRequest[] = [];
  for (const { text, where } of excerpts) {
    const known = data.calls.find(({ all }) => all.every((part) => text.includes(part)));
    const last = known?.all[0] ?? '';
    const behind = text.slice(text.indexOf(last) + last.length);
    const called = known?.vector === 'oauth-scope' ? /^[\w.]{0,40}["'\x60\s,]/ : /^[\w.?]{0,40}\(/;
    const vector = known && (last.endsWith('(') || called.test(behind)) ? known.vector : null;
    if (vector || HANDED_TO_APP.test(text)) {
      const evidence = { text, where: note === '' ? where : `${where} (${note})` };
      requests.push({ vector: (vector ?? 'hybrid-bridge') as ContactsVector, evidence });
    }
  }
  return requests;
}
