import { type AppOffer, type ContactsRequest, quote, type ReachFinding } from '../assessment/index.ts';
import type { Snapshot } from '../page/index.ts';
import { findOfferedApps, speaksOfApp } from './app-offers.ts';
import { consentPageSource, readOAuthRequest, redirectOf } from './oauth.ts';
import { readPolicy } from './policy.ts';
import { findPolicyLinks, type PolicyLink } from './policy-links.ts';
import { summariseReach } from './reach.ts';
import { readStoreListing } from './store-listing.ts';
import { type Said, saidOf } from './visit-reach.ts';

/** What a page shows beside its requests: small enough to travel with every reading. */
export interface ContactsFinds {
  /** Rows in which something is asked, said or denied. */
  reach: ReachFinding[];
  apps: AppOffer[];
  /** `app` is '' where neither address nor page tell a package or number. */
  listing: { app: string; appName: string; developer: string } | null;
  /** `redirect`: the site or app to which the provider sends the user back, as `redirectOf` gives it. */
  leads: { provider: string; clientId: string; redirect: string }[];
  /** Links to the site's policy and terms, which are read only when the user asks. */
  policies: PolicyLink[];
  /** What the site says of the user's phone on this page, for its later pages. */
  said: Said[];
  /** The page speaks of an app or a code to scan: a picture on it may lead to one. */
  scan: boolean;
}

const MOST = 5;

function leadsIn(snapshot: Snapshot): ContactsFinds['leads'] {
  const leads = new Map<string, ContactsFinds['leads'][number]>();
  const addresses = [...snapshot.actions.map(({ href }) => href), ...snapshot.forms.map(({ action }) => action)];
  for (const address of addresses) {
    const read = address === '' ? null : readOAuthRequest(address);
    // Scopes kept at the provider may be those for contacts; its own page will tell.
    const asks = read !== null && (read.contactsScopes.length > 0 || read.unreadable !== undefined);
    if (!asks || leads.size >= MOST) continue;
    const { provider, clientId = '' } = read;
    const redirect = redirectOf(read);
    leads.set(`${provider} ${clientId} ${redirect}`, { provider, clientId, redirect });
  }
  return [...leads.values()];
}

/** What a page shows beside its requests: reach, apps, the app listed, sign-ins led to, and what its terms say and where. */
export function findBesides(snapshot: Snapshot, requests: readonly ContactsRequest[]): ContactsFinds {
  const listing = readStoreListing(snapshot);
  const policy = readPolicy(snapshot);
  // A store's page speaks of one app of many, a provider's of whoever sent the user.
  const own = listing === null && consentPageSource(snapshot.url) === null;
  return {
    reach: summariseReach({ requests, policy, listing })
      .filter(({ asked, policy }) => asked === 'asked' || policy !== 'silent')
      .map((row) => ({ ...row, evidence: row.evidence.slice(0, 2) })),
    apps: findOfferedApps(snapshot)
      .slice(0, MOST)
      .map(({ url, kind, text }) => ({ url, kind, text: quote(text) })),
    listing: listing && {
      app: (listing.package ?? listing.appId ?? '').slice(0, 300),
      appName: listing.appName.slice(0, 120),
      developer: listing.developer.slice(0, 120),
    },
    leads: leadsIn(snapshot),
    policies: own ? findPolicyLinks(snapshot).map(({ url, text }) => ({ url, text: quote(text) })) : [],
    said: own ? saidOf(policy) : [],
    scan: listing === null && speaksOfApp(snapshot),
  };
}
