import { type ContactsRequest, quote } from '../assessment/index.ts';
import type { Snapshot } from '../page/index.ts';
import { findScriptRequests } from './bridges.ts';
import { findImports } from './imports.ts';
import { consentPageSource, readOAuthRequest } from './oauth.ts';
import { readPolicy } from './policy.ts';
import { kindsIn } from './policy-stance.ts';
import { findReferenceSlots } from './reference-slots.ts';
import { settingOf } from './setting.ts';
import { readStoreListing } from './store-listing.ts';
import { findWords } from './words.ts';

/** Requests of one vector that are kept; more of the same tell the user nothing. */
const PER_VECTOR = 6;
const PEOPLE = new Set(['contacts', 'call-log', 'messages']);

/** What is known of the visit beside the page itself. */
export interface VisitContext {
  /** Earlier pages of this site dealt in loans. */
  lending?: boolean;
}

/** A consent page whose address no longer holds the scopes says in words what is asked: "See your contacts". */
function consentRequests(snapshot: Snapshot): ContactsRequest[] {
  const source = consentPageSource(snapshot.url);
  if (source === null) return [];
  return snapshot.blocks
    .filter(({ text, zone }) => text.length <= 200 && zone === undefined)
    .filter(({ text }) => kindsIn(findWords(text)).some(({ kind }) => kind === 'contacts'))
    .map(({ text, where }) => ({
      vector: 'oauth-scope' as const,
      evidence: { text: quote(`${source.providerName}: ${text}`), where },
    }));
}

function oauthRequests(snapshot: Snapshot): ContactsRequest[] {
  const requests: ContactsRequest[] = [];
  const look = (address: string, where: string) => {
    const read = address === '' ? null : readOAuthRequest(address);
    if (read === null || read.contactsScopes.length === 0) return;
    requests.push({
      vector: 'oauth-scope',
      evidence: { text: quote(`${read.providerName}: ${read.contactsScopes.join(' ')}`), where },
    });
  };
  look(snapshot.url, 'address');
  if (requests.length === 0) requests.push(...consentRequests(snapshot));
  for (const action of snapshot.actions) look(action.href, action.where);
  for (const form of snapshot.forms) look(form.action, form.where);
  return requests;
}

function policyRequests(snapshot: Snapshot): ContactsRequest[] {
  return readPolicy(snapshot)
    .filter(
      ({ kind, stance, act }) => stance === 'said' && PEOPLE.has(kind) && (kind === 'contacts' || act !== 'share'),
    )
    .map(({ evidence }) => ({ vector: 'policy-text' as const, evidence }));
}

/** A lending app's listing that says the app takes or may read what is on the phone. */
function listingRequests(snapshot: Snapshot): ContactsRequest[] {
  const listing = readStoreListing(snapshot);
  if (listing === null || settingOf(snapshot) !== 'lending') return [];
  return (['contacts', 'call-log', 'messages'] as const)
    .map((kind) => listing.evidence[kind])
    .filter((evidence) => evidence !== undefined)
    .map((evidence) => ({ vector: 'app-permission' as const, evidence }));
}

function referenceRequests(snapshot: Snapshot, { lending }: VisitContext): ContactsRequest[] {
  const slots = findReferenceSlots(snapshot);
  if (slots.length === 0) return [];
  if (settingOf(snapshot) === 'elsewhere' && !lending) return [];
  return slots.map(({ evidence }) => ({ vector: 'reference-contacts' as const, evidence }));
}

/**
 * Every request for the user's address book, or for other people's numbers, that a page shows, with the words that
 * show it; at most six a vector. The live Contact Picker call is the guard's. Says what is asked, not how bad it is:
 * that depends on who asks, and the rules decide it.
 */
export function findContactsRequests(snapshot: Snapshot, visit: VisitContext = {}): ContactsRequest[] {
  const kept = new Map<string, ContactsRequest>();
  const counts = new Map<string, number>();
  const all = [
    ...findScriptRequests(snapshot),
    ...oauthRequests(snapshot),
    ...findImports(snapshot),
    ...referenceRequests(snapshot, visit),
    ...listingRequests(snapshot),
    ...(consentPageSource(snapshot.url) === null ? policyRequests(snapshot) : []),
  ];
  for (const request of all) {
    const key = `${request.vector} ${request.evidence.text} ${request.evidence.where}`;
    const count = counts.get(request.vector) ?? 0;
    if (kept.has(key) || count >= PER_VECTOR) continue;
    kept.set(key, request);
    counts.set(request.vector, count + 1);
  }
  return [...kept.values()];
}
