import { type AppOffer, type ContactsRequest, quote, type ReachFinding } from '../assessment/index.ts';
import type { Snapshot } from '../page/index.ts';
import { findApkLinks } from './apk-links.ts';
import { readOAuthRequest } from './oauth.ts';
import { readPolicy } from './policy.ts';
import { summariseReach } from './reach.ts';
import { readStoreListing } from './store-listing.ts';

/** What a page shows beside its requests: small enough to travel with every reading. */
export interface ContactsFinds {
  /** Rows in which something is asked, said or denied. */
  reach: ReachFinding[];
  apps: AppOffer[];
  listing: { app: string; appName: string } | null;
  leads: { provider: string; clientId: string }[];
}

const LONGEST_URL = 2000;
const MOST = 5;

function leadsIn(snapshot: Snapshot): ContactsFinds['leads'] {
  const leads = new Map<string, ContactsFinds['leads'][number]>();
  const addresses = [...snapshot.actions.map(({ href }) => href), ...snapshot.forms.map(({ action }) => action)];
  for (const address of addresses) {
    const read = address === '' ? null : readOAuthRequest(address);
    if (read === null || read.contactsScopes.length === 0 || leads.size >= MOST) continue;
    const { provider, clientId = '' } = read;
    leads.set(`${provider} ${clientId}`, { provider, clientId });
  }
  return [...leads.values()];
}

/** The rows of the reach summary that say something, the apps offered, the app listed, and the sign-ins led to. */
export function findBesides(snapshot: Snapshot, requests: readonly ContactsRequest[]): ContactsFinds {
  const listing = readStoreListing(snapshot);
  const app = listing?.package ?? listing?.appId;
  return {
    reach: summariseReach({ requests, policy: readPolicy(snapshot), listing })
      .filter(({ asked, policy }) => asked === 'asked' || policy !== 'silent')
      .map((row) => ({ ...row, evidence: row.evidence.slice(0, 2) })),
    apps: findApkLinks(snapshot)
      .filter(({ url }) => url.length <= LONGEST_URL)
      .slice(0, MOST)
      .map(({ url, kind, text }) => ({ url, kind, text: quote(text) })),
    listing: listing && app ? { app: app.slice(0, 300), appName: listing.appName.slice(0, 120) } : null,
    leads: leadsIn(snapshot),
  };
}
