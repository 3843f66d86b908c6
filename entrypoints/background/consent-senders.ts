import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Assessment, ConsentSender } from '../../lib/assessment/index.ts';
import { consentPageSource, readOAuthRequest } from '../../lib/contacts/index.ts';
import { platformLists } from '../../lib/lists/index.ts';
import type { PageFinds } from '../../lib/messages/index.ts';

/** A lender's page that led to a sign-in for contacts. */
const LeadSchema = v.object({ host: v.string(), name: v.string(), at: v.number() });
type Lead = v.InferOutput<typeof LeadSchema>;

/** How long after a lender's page a consent page in the same tab, or in one opened from it, counts as its doing. */
const BY_TAB = 15 * 60_000;
const LED = 'led:';
const MOST_LEADS = 50;

const world = (incognito: boolean) => (incognito ? 'private' : 'open');
const clientKey = (incognito: boolean, provider: string, clientId: string) =>
  `${LED}${world(incognito)}:${provider}:${clientId}`;
/** Key of what the pages of a tab led to. Removed with the tab. */
export const tabLeadKey = (tab: number): string => `led-tab:${tab}`;

async function readLead(key: string): Promise<Lead | null> {
  const result = v.safeParse(LeadSchema, (await browser.storage.session.get(key))[key]);
  return result.success ? result.output : null;
}

/**
 * Remembers, until the browser closes, that a lending page leads to sign-ins for contacts: by the numbers under which
 * the providers know the site, and by its tab. At most 50 numbers, the oldest leave first.
 */
export async function rememberLeads(
  tab: number,
  incognito: boolean,
  assessment: Assessment,
  leads: PageFinds['leads'],
): Promise<void> {
  const asks = leads.length > 0 || assessment.contacts.some(({ vector }) => vector === 'oauth-scope');
  if (assessment.kind === 'none' || !asks) return;
  const lead: Lead = {
    host: assessment.host,
    name: assessment.platform && assessment.platform.match !== 'lookalike' ? assessment.platform.name : assessment.host,
    at: assessment.at,
  };
  const named = leads.filter(({ clientId }) => clientId !== '');
  const entries = named.map(({ provider, clientId }) => [clientKey(incognito, provider, clientId), lead]);
  await browser.storage.session.set({ ...Object.fromEntries(entries), [tabLeadKey(tab)]: lead });
  const kept = Object.entries(await browser.storage.session.get(null)).filter(([key]) => key.startsWith(LED));
  const oldest = kept.sort(([, a], [, b]) => (a as Lead).at - (b as Lead).at).slice(0, -MOST_LEADS);
  if (oldest.length > 0) await browser.storage.session.remove(oldest.map(([key]) => key));
}

async function leadOfTab(tab: number, at: number): Promise<Lead | null> {
  const opener = (await browser.tabs.get(tab).catch(() => null))?.openerTabId;
  for (const one of opener === undefined ? [tab] : [tab, opener]) {
    const lead = await readLead(tabLeadKey(one));
    if (lead && at - lead.at <= BY_TAB) return lead;
  }
  return null;
}

/**
 * Who sent the user to the consent page that is open in a tab, or null on any other page: by the lists, by what this
 * visit's lending pages led to, else by the address alone. With what its address does not tell.
 */
export async function consentSender(
  url: string,
  tab: { id: number; incognito: boolean },
  home: string | null,
  at: number,
): Promise<ConsentSender | null> {
  const sender = await findSender(url, tab, home, at);
  const asked = sender && readOAuthRequest(url);
  if (!asked) return sender;
  return {
    ...sender,
    ...(asked.unreadable === undefined ? {} : { unread: true as const }),
    ...(asked.incremental ? { before: true as const } : {}),
  };
}

async function findSender(
  url: string,
  tab: { id: number; incognito: boolean },
  home: string | null,
  at: number,
): Promise<ConsentSender | null> {
  const source = consentPageSource(url);
  if (source === null) return null;
  const { provider, providerName, clientId, redirectHost = '', redirectApp } = source;
  const lists = await platformLists();
  const listed =
    (redirectHost === '' ? null : await lists.findByHost(redirectHost, home)) ??
    (redirectApp === undefined ? null : await lists.findByApp(redirectApp, '', home));
  if (listed) return { host: redirectHost, name: listed.name, provider: providerName, lender: 'listed' };
  const byClient = clientId === undefined ? null : await readLead(clientKey(tab.incognito, provider, clientId));
  // Without a site or app in the address, the tab's own way here is all there is to go by.
  const unnamed = redirectHost === '' && redirectApp === undefined;
  const byTab = byClient ?? (await leadOfTab(tab.id, at));
  const lead = byClient ?? (byTab && (unnamed || byTab.host === redirectHost) ? byTab : null);
  if (lead) return { host: lead.host, name: lead.name, provider: providerName, lender: 'seen' };
  const name = redirectHost || redirectApp;
  return name ? { host: redirectHost, name, provider: providerName, lender: null } : null;
}
