import { getDomain } from 'tldts';
import SHARED from '../../data/platforms/shared-hosts.json' with { type: 'json' };
import type { Assessment, PlatformMatch } from '../assessment/index.ts';

/**
 * The list's record that the visited site itself is, or null. A lookalike names the brand it imitates and a name on
 * the page is a hint only, so neither may lend its record to the site.
 */
export function ownPlatform(assessment: Assessment): PlatformMatch | null {
  const { platform } = assessment;
  return platform && (platform.match === 'domain' || platform.match === 'app') ? platform : null;
}

const shared = new Set<string>(SHARED.hosts);

/**
 * The part of a host that one owner has: its registrable domain (`www.a.co.id` → `a.co.id`), the whole host where the
 * domain is shared by strangers (`a.16mb.com`), or the host itself where it has none (an IP address).
 */
export function registrableHost(host: string): string {
  const domain = getDomain(host, { allowPrivateDomains: true, validateHostname: false }) ?? host;
  return shared.has(domain) ? host : domain;
}

// On a host that strangers share, the owner stands in the path, behind short words such as `view` or `forms/d/e`.
function ownPath(pathname: string): string {
  const parts = pathname.split('/').filter((part) => part !== '');
  const name = parts.findIndex((part) => part.length > 5);
  return parts.slice(0, name === -1 ? 1 : Math.min(name + 1, 5)).join('/');
}

/**
 * The key without help of the list: `a:<store host>/<app>` for an app's page in a store, where one host shows the apps
 * of many lenders; `h:<host>/<path>` on a host that strangers share; else `h:<registrable host>`.
 */
export function siteKey(assessment: Assessment): string {
  const isStore = assessment.kind === 'store-listing';
  const host = assessment.host.replace(/^(www|m)\./, '');
  if (!isStore && !shared.has(host)) return `h:${registrableHost(assessment.host)}`;
  let url: URL;
  try {
    url = new URL(assessment.url);
  } catch {
    return `h:${host}`;
  }
  if (!isStore) return `h:${host}/${ownPath(url.pathname)}`.slice(0, 300);
  const app = url.searchParams.get('id') ?? url.pathname.replace(/^\/+/, '');
  return `a:${host}/${app}`.slice(0, 300);
}

/** The key that groups visits to one platform: its list record (`p:<id>`) where the list knows the site itself. */
export function platformKey(assessment: Assessment): string {
  const platform = ownPlatform(assessment);
  return platform ? `p:${platform.id}` : siteKey(assessment);
}
