import data from '../../data/contacts/oauth.json' with { type: 'json' };

/** One provider of data/contacts/oauth.json; the schema beside it says what each field holds. */
export interface OAuthProvider {
  id: string;
  name: string;
  endpoints: { hosts: string[]; paths: string[] }[];
  consentPaths: string[];
  separator: string;
  scopeParameters?: string[];
  clientParameters?: string[];
  addedScopes?: string;
  scopes: { scope: string; means: string }[];
  shortScopes?: { prefix?: string; after?: string[] };
  wholeGrant?: string[];
  bits?: Record<string, string>;
}

const PROVIDERS: readonly OAuthProvider[] = data.providers as unknown as readonly OAuthProvider[];

/** Whether `path` fits `pattern`, where a segment `*` is any one segment and a trailing `*` any ending. */
function pathFits(pattern: string, path: string): boolean {
  const open = pattern.endsWith('*');
  const wanted = (open ? pattern.slice(0, -1) : pattern).toLowerCase().split('/');
  const given = path.toLowerCase().split('/');
  if (open ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((segment, index) => {
    const here = given[index] ?? '';
    if (segment === '*') return here !== '';
    return open && index === wanted.length - 1 ? here.startsWith(segment) : here === segment;
  });
}

/** The provider whose login or consent page this address is, or null. */
export function providerOf(url: URL): OAuthProvider | null {
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/$/, '') : url.pathname;
  for (const provider of PROVIDERS) {
    for (const { hosts, paths } of provider.endpoints) {
      if (hosts.includes(url.hostname) && paths.some((pattern) => pathFits(pattern, path))) return provider;
    }
  }
  return null;
}

/** Whether the provider asks the user for consent at this address (as against only logging in). */
export function isConsentPath(provider: OAuthProvider, url: URL): boolean {
  const path = url.pathname.replace(/\/$/, '');
  return provider.consentPaths.some((pattern) => pathFits(pattern, path));
}

/** Those of the asked scopes that reach an address book or friend list, as they were written. */
export function contactsScopesAmong(provider: OAuthProvider, scopes: readonly string[]): string[] {
  const known = new Set<string>();
  const beginnings: string[] = [];
  for (const { scope } of provider.scopes) {
    const folded = scope.toLowerCase();
    if (folded.endsWith('*')) beginnings.push(folded.slice(0, -1));
    else known.add(folded);
  }
  const { prefix, after = [] } = provider.shortScopes ?? {};
  return scopes.filter((scope) => {
    const folded = scope.toLowerCase().replace(/\/{1,20}$/, '');
    const forms = [folded];
    if (prefix !== undefined && !folded.includes('/')) forms.push(prefix + folded);
    for (const start of after) if (folded.startsWith(start)) forms.push(folded.slice(start.length));
    return forms.some((form) => known.has(form) || beginnings.some((start) => form.startsWith(start)));
  });
}
