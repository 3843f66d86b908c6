import type { Assessment, ConsentSender } from '../assessment/index.ts';
import { type ConsentSource, consentPageSource, readOAuthRequest, redirectOf } from '../contacts/index.ts';
import type { PageFinds } from '../messages/index.ts';
import type { Lead, Leads } from '../session/index.ts';
import { siteOf } from './site.ts';
import type { Sources } from './sources.ts';

/** How long after a lender's page a consent page in the same tab, or in one opened from it, counts as its doing. */
const BY_TAB = 15 * 60_000;
/** How long after it one in another tab does, by the number of a lender that the provider sends the user back to. */
const BY_CLIENT = 60 * 60_000;

/**
 * Remembers, until the browser closes, that a lending page leads to sign-ins for contacts: by the numbers under which
 * the providers know the site, and by its tab.
 */
export async function rememberLeads(
  tab: { id: number; incognito: boolean },
  assessment: Assessment,
  found: PageFinds['leads'],
  leads: Leads,
): Promise<void> {
  const asks = found.length > 0 || assessment.contacts.some(({ vector }) => vector === 'oauth-scope');
  if (assessment.kind === 'none' || !asks) return;
  const { host, platform, at } = assessment;
  const lead = { host, name: platform && platform.match !== 'lookalike' ? platform.name : host, at };
  const named = found.filter(({ clientId }) => clientId !== '');
  await leads.remember(tab, lead, named);
}

async function leadOfTab(tab: number, at: number, { session, openerOf }: Sources): Promise<Lead | null> {
  const opener = await openerOf(tab);
  for (const one of opener === undefined ? [tab] : [tab, opener]) {
    const lead = await session.leads.byTab(one);
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
  at: number,
  sources: Sources,
): Promise<ConsentSender | null> {
  const source = consentPageSource(url);
  const sender = source && (await senderOf(source, tab, at, sources));
  const asked = sender && readOAuthRequest(url);
  if (!asked) return sender;
  return {
    ...sender,
    ...(asked.unreadable === undefined ? {} : { unread: true as const }),
    ...(asked.incremental ? { before: true as const } : {}),
  };
}

/**
 * The lender's page of this visit that led here. Numbers at a provider are public, and a lender can link that of an
 * honest site with that site's way back: so a number speaks alone only where the way back is the lender's own, and
 * else only where this tab came from the lender.
 */
async function leadTo(
  source: ConsentSource,
  tab: { id: number; incognito: boolean },
  at: number,
  sources: Sources,
): Promise<Lead | null> {
  const { provider, clientId, redirectHost, redirectApp } = source;
  const isOf = ({ host }: Lead) => redirectHost !== undefined && siteOf(redirectHost) === siteOf(host);
  const client = clientId === undefined ? null : { provider, clientId, redirect: redirectOf(source) };
  const byClient = client && (await sources.session.leads.byClient(tab.incognito, client));
  if (byClient && isOf(byClient) && at - byClient.at <= BY_CLIENT) return byClient;
  const byTab = await leadOfTab(tab.id, at, sources);
  // Without a site or app in the address, the tab's own way here is all there is to go by.
  const unnamed = redirectHost === undefined && redirectApp === undefined;
  return byTab && (unnamed || isOf(byTab) || byClient?.host === byTab.host) ? byTab : null;
}

async function senderOf(
  source: ConsentSource,
  tab: { id: number; incognito: boolean },
  at: number,
  sources: Sources,
): Promise<ConsentSender | null> {
  const { providerName: provider, redirectHost: host = '', redirectApp } = source;
  const [lists, home] = await Promise.all([sources.lists(), sources.home()]);
  const listed =
    (host === '' ? null : await lists.findByHost(host, home)) ??
    (redirectApp === undefined ? null : await lists.findByApp(redirectApp, '', home));
  if (listed) return { host, name: listed.name, provider, lender: 'listed' };
  const lead = await leadTo(source, tab, at, sources);
  if (lead) return { host: lead.host, name: lead.name, provider, lender: 'seen' };
  const name = host || redirectApp;
  return name ? { host, name, provider, lender: null } : null;
}
