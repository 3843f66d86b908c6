import { getDomain } from 'tldts';
import type { Assessment, PlatformMatch } from '../assessment/index.ts';

/**
 * The list's record that the visited site itself is, or null. A lookalike names the brand it imitates and a name on
 * the page is a hint only, so neither may lend its record to the site.
 */
export function ownPlatform(assessment: Assessment): PlatformMatch | null {
  const { platform } = assessment;
  return platform && (platform.match === 'domain' || platform.match === 'app') ? platform : null;
}

/** The registrable part of a host (`www.a.co.id` → `a.co.id`), or the host itself where it has none (an IP address). */
export function registrableHost(host: string): string {
  return getDomain(host, { allowPrivateDomains: true, validateHostname: false }) ?? host;
}

/**
 * The key without help of the list: `a:<store host>/<app>` for an app's page in a store, where one host shows the apps
 * of many lenders, else `h:<registrable host>`.
 */
export function siteKey(assessment: Assessment): string {
  if (assessment.kind !== 'store-listing') return `h:${registrableHost(assessment.host)}`;
  let app = '';
  try {
    const url = new URL(assessment.url);
    app = url.searchParams.get('id') ?? url.pathname;
  } catch {
    app = assessment.url;
  }
  return `a:${registrableHost(assessment.host)}/${app.replace(/^\/+/, '').slice(0, 200)}`;
}

/** The key that groups visits to one platform: its list record (`p:<id>`) where the list knows the site itself. */
export function platformKey(assessment: Assessment): string {
  const platform = ownPlatform(assessment);
  return platform ? `p:${platform.id}` : siteKey(assessment);
}
