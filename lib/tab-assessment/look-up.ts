import type { PageKind, PlatformMatch, Signal } from '../assessment/index.ts';
import { agreesWithBrand, type PageIdentity } from '../identity/index.ts';
import { claimConflict, lookalikeMatch, type PlatformLists, RISKY } from '../platforms/index.ts';
import type { Sources } from './sources.ts';

/** What is known of a page when its platform is looked up. */
export interface Visited {
  url: URL;
  /** Hosts of the frames within the page. */
  frameHosts: readonly string[];
  kind: PageKind;
  signals: readonly Signal[];
  identity: PageIdentity | null;
  /** The app that a store page lists, as the page was read. */
  listing: { app: string; appName: string; developer: string } | null;
  /** Jurisdiction of the user, and of the page as far as it can be told without the list. */
  home: string | null;
  place: string | null;
}

/** Longest quotation, in UTF-16 code units. */
const QUOTE = 160;

const STORES = new Set(['play.google.com', 'apps.apple.com', 'apkpure.com', 'apkcombo.com', 'aptoide.com']);

/** The app that a store's page is about: an Android package name or the digits of an App Store id, or null. */
function appOf(url: URL): string | null {
  if (!STORES.has(url.hostname.replace(/^www\./, ''))) return null;
  const named = url.searchParams.get('id') ?? '';
  const parts = [named, ...url.pathname.split('/')].map((part) => part.slice(0, 200));
  const android = parts.find((part) => /^[A-Za-z]\w*(?:\.\w+)+$/.test(part));
  const ios = url.hostname === 'apps.apple.com' ? /\/id(\d{6,12})(?:$|\/)/.exec(url.pathname)?.[1] : undefined;
  return android ?? ios ?? null;
}

async function findExact(lists: PlatformLists, visited: Visited): Promise<PlatformMatch | null> {
  const { listing } = visited;
  const app = listing?.app || appOf(visited.url);
  const names = `${listing?.appName ?? ''} ${visited.identity?.name ?? ''}`;
  const listed = app && (await lists.findByApp(app, names, visited.home));
  return listed || lists.findByHost(visited.url.hostname, visited.home);
}

/**
 * What the lists hold against the host of a frame. Any page can have any site in a frame, unseen: so this neither speaks
 * for the page, as a licence would, nor is it a record of it.
 */
async function frameSignal(
  lists: PlatformLists,
  { frameHosts, url, kind, home }: Visited,
  own: PlatformMatch | null,
): Promise<Signal | null> {
  for (const host of frameHosts) {
    if (host === url.hostname) continue;
    const match = await lists.findByHost(host, home);
    if (!match || match.id === own?.id || !RISKY.includes(match.status)) continue;
    // As on a page of its own: a report weighs where there are loans, an entry of the user's anywhere.
    if (match.status === 'reported' && kind === 'none' && match.evidence[0]?.source !== 'own-entry') continue;
    const line = match.evidence.find(({ status }) => status === match.status) ?? match.evidence[0];
    const where = line ? [line.source, line.date, line.url].filter(Boolean).join(' · ') : match.name;
    return {
      id: 'frame-listed',
      value: host.slice(0, QUOTE),
      evidence: { text: (line?.says || match.name).slice(0, QUOTE), where: where.slice(0, 300) },
    };
  }
  return null;
}

async function findLikeness(
  { url, identity, signals }: Visited,
  { lookalikes }: Sources,
): Promise<PlatformMatch | null> {
  const found = (await lookalikes()).find(url.hostname, url.pathname);
  if (!found) return null;
  return found.needsSecondKey && !agreesWithBrand(found.brand.name, identity, signals) ? null : lookalikeMatch(found);
}

/** A listed name that the page uses, or a store for the app or its developer: a hint, never a match for the rules. */
async function nameHint(lists: PlatformLists, { identity, listing, place, home }: Visited): Promise<Signal | null> {
  const named = listing ? `${listing.appName} | ${listing.developer}` : identity?.name;
  for (const jurisdiction of new Set([place, home])) {
    const match = jurisdiction && named ? await lists.findByName(named, jurisdiction) : null;
    const line = match?.evidence[0];
    if (!match || !line) continue;
    return {
      id: 'name-hint',
      value: match.name.slice(0, QUOTE),
      evidence: { text: line.says.slice(0, QUOTE), where: `${line.source}, ${line.date}`.slice(0, 300) },
    };
  }
  return null;
}

async function conflictSignal(lists: PlatformLists, { url, identity }: Visited): Promise<Signal | null> {
  if (!identity) return null;
  const found = await claimConflict(url.hostname, identity.claims, identity.imprint, lists);
  if (!found) return null;
  const { by, evidence, holder, domains } = found;
  return {
    // A partner's or a bank's name in the footer is common and honest; a licence number is not.
    id: by === 'licence' ? 'licence-conflict' : 'company-elsewhere',
    value: `${holder.company} (${domains[0]})`.slice(0, QUOTE),
    evidence: { text: evidence.text.slice(0, QUOTE), where: evidence.where },
  };
}

/**
 * Whose page this is: the lists' record of its app or host; on a lending page that no list knows, the brand that its
 * address imitates. With it come signals: a frame of a listed host, a licence of somebody else, a listed name. Rejects
 * only where the package is damaged: added lists that can't be read are left out.
 */
export async function lookUp(
  visited: Visited,
  sources: Sources,
): Promise<{ platform: PlatformMatch | null; signals: Signal[] }> {
  const lists = await sources.lists();
  const exact = await findExact(lists, visited);
  const framed = await frameSignal(lists, visited, exact);
  const signals = framed ? [framed] : [];
  if (visited.kind === 'none') return { platform: exact, signals };
  if (visited.kind === 'store-listing') {
    const hint = exact ? null : await nameHint(lists, visited);
    return { platform: exact, signals: hint ? [...signals, hint] : signals };
  }
  const licensed = exact?.status === 'licensed' || exact?.was?.status === 'licensed';
  const [likeness, name, conflict] = await Promise.all([
    exact ? null : findLikeness(visited, sources),
    exact ? null : nameHint(lists, visited),
    licensed ? null : conflictSignal(lists, visited),
  ]);
  const hints = [conflict, name].filter((signal) => signal !== null);
  return { platform: exact ?? likeness, signals: [...signals, ...hints] };
}
