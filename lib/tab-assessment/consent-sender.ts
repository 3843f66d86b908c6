import type { Assessment, ConsentSender } from '../assessment/index.ts';
import { type ConsentSource, consentPageSource, readOAuthRequest } from '../contacts/index.ts';
import type { PageFinds } from '../messages/index.ts';
import type { Lead, Leads } from '../session/index.ts';
import type { Sources } from './sources.ts';

/** How long after a lender's page a consent page in the same tab, or in one opened from it, counts as its doing. */
const BY_TAB = 15 * 60_000;

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

async function senderOf(
  { provider, providerName, clientId, redirectHost = '', redirectApp }: ConsentSource,
  tab: { id: number; incognito: boolean },
  at: number,
  sources: Sources,
): Promise<ConsentSender | null> {
  const [lists, home] = await Promise.all([sources.lists(), sources.home()]);
  const listed =
    (redirectHost === '' ? null : await lists.findByHost(redirectHost, home)) ??
    (redirectApp === undefined ? null : await lists.findByApp(redirectApp, '', home));
  if (listed) return { host: redirectHost, name: listed.name, provider: providerName, lender: 'listed' };
  const byClient =
    clientId === undefined ? null : await sources.session.leads.byClient(tab.incognito, provider, clientId);
  // Without a site or app in the address, the tab's own way here is all there is to go by.
  const unnamed = redirectHost === '' && redirectApp === undefined;
  const byTab = byClient ?? (await leadOfTab(tab.id, at, sources));
  const lead = byClient ?? (byTab && (unnamed || byTab.host === redirectHost) ? byTab : null);
  if (lead) return { host: lead.host, name: lead.name, provider: providerName, lender: 'seen' };
  const name = redirectHost || redirectApp;
  return name ? { host: redirectHost, name, provider: providerName, lender: null } : null;
}
