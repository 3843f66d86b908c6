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
