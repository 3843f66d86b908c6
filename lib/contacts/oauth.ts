import { readParameters, readRequestObject, splitScopes, URL_LIMIT } from './oauth-parameters.ts';
import { contactsScopesAmong, isConsentPath, type OAuthProvider, providerOf } from './oauth-providers.ts';

/** A request for access that an address carries, as its provider reads it. */
export interface OAuthRequest {
  /** Provider id of data/contacts/oauth.json, such as `google`. */
  provider: string;
  /** The provider's name as the user knows it. */
  providerName: string;
  scopes: string[];
  /** Those of `scopes` that reach an address book or friend list. */
  contactsScopes: string[];
  /**
   * Why the scopes may not all be in the address: kept at the provider beforehand (`par`, RFC 9126), in a request
   * object that cannot be read (`jar`, RFC 9101), or a scope that stands for a list kept elsewhere (`elsewhere`).
   */
  unreadable?: 'par' | 'jar' | 'elsewhere';
  /** True where the site also asks for everything that was granted to it before. */
  incremental?: boolean;
  clientId?: string;
  /** Host that gets the answer: the site that asks. */
  redirectHost?: string;
  /** Where the answer goes to an app: its scheme, such as `com.example.app`. */
  redirectApp?: string;
}

/** Who sent the user to a provider's consent page. */
export type ConsentSource = Pick<
  OAuthRequest,
  'provider' | 'providerName' | 'clientId' | 'redirectHost' | 'redirectApp'
>;

const REDIRECT_NAMES = new Set(['redirect_uri', 'redirect_url', 'redirecturi', 'oauth_callback', 'next']);
const ORIGIN_NAMES = new Set(['app_domain', 'origin', 'ss_domain']);

function asUrl(text: string): URL | null {
  const trimmed = text.length > URL_LIMIT ? text.slice(0, text.lastIndexOf('&', URL_LIMIT) + 1) : text;
  return URL.canParse(trimmed) ? new URL(trimmed) : null;
}

function redirectTarget(value: string): { redirectHost?: string; redirectApp?: string } {
  // Google's script flow answers through a frame: storagerelay://https/site.example?id=…
  const relay = /^storagerelay:\/\/https?\/([^/?#]+)/i.exec(value);
  const url = asUrl(relay ? `https://${relay[1]}` : value);
  if (url === null) return {};
  if (url.protocol === 'https:' || url.protocol === 'http:') return { redirectHost: url.hostname };
  const scheme = url.protocol.slice(0, -1);
  return scheme.includes('.') ? { redirectApp: scheme } : {};
}

function firstOf(pairs: [string, string][], names: ReadonlySet<string> | readonly string[]): string | undefined {
  const wanted = new Set(names);
  return pairs.find(([name, value]) => wanted.has(name.toLowerCase()) && value !== '')?.[1];
}

function sourceIn(provider: OAuthProvider, pairs: [string, string][]): ConsentSource {
  const source: ConsentSource = { provider: provider.id, providerName: provider.name };
  const clientId = firstOf(pairs, provider.clientParameters ?? ['client_id']);
  if (clientId !== undefined) source.clientId = clientId.slice(0, 200);
  const target = redirectTarget(firstOf(pairs, REDIRECT_NAMES) ?? '');
  const origin = redirectTarget(firstOf(pairs, ORIGIN_NAMES) ?? '');
  return { ...source, ...origin, ...target };
}

function scopesIn(provider: OAuthProvider, pairs: [string, string][]): Pick<OAuthRequest, 'scopes' | 'unreadable'> {
  const names = new Set(provider.scopeParameters ?? ['scope']);
  const scopes = new Set<string>();
  let unreadable: OAuthRequest['unreadable'];
  const take = (value: string) => {
    for (const scope of splitScopes(value, provider.separator)) scopes.add(scope);
  };
  for (const [name, value] of pairs) {
    const key = name.toLowerCase().replace(/\[\d*\]$/, '');
    if (names.has(key)) take(value);
    else if (key === 'request_uri') unreadable = value.startsWith('urn:') ? 'par' : 'jar';
    // Google keeps the request and sends its consent page a reference to it.
    else if (key === 'part' && provider.id === 'google') unreadable = 'par';
    else if (key === 'request') {
      const inner = readRequestObject(value)?.scope;
      if (typeof inner === 'string') take(inner);
      else unreadable = 'jar';
    }
  }
  for (const scope of [...scopes]) {
    if (provider.bits && /^\d{1,10}$/.test(scope)) {
      for (const [bit, meaning] of Object.entries(provider.bits)) if (Number(scope) & Number(bit)) scopes.add(meaning);
    }
    if (provider.wholeGrant?.some((whole) => scope === whole || scope.endsWith(`/${whole}`))) unreadable = 'elsewhere';
  }
  return unreadable === undefined ? { scopes: [...scopes] } : { scopes: [...scopes], unreadable };
}

function nested(pairs: [string, string][], depth: number): OAuthRequest | null {
  let best: OAuthRequest | null = null;
  let tried = 0;
  for (const [, value] of pairs) {
    if (tried >= 16) break;
    if (!/^https?(?::|%3a)/i.test(value)) continue;
    tried += 1;
    const inner = readUrl(
      /^https?%3a/i.test(value) ? decodeURIComponent(value.replace(/%(?![0-9a-f]{2})/gi, '%25')) : value,
      depth + 1,
    );
    if (inner !== null && (best === null || (best.contactsScopes.length === 0 && inner.contactsScopes.length > 0))) {
      best = inner;
    }
  }
  return best;
}

function readUrl(address: string, depth: number): OAuthRequest | null {
  if (depth > 3) return null;
  const url = asUrl(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  const pairs = readParameters(url);
  const provider = providerOf(url);
  if (provider === null) return nested(pairs, depth);
  const read = scopesIn(provider, pairs);
  // A login page in front of the consent page carries the request in `continue` or the like.
  const inner = read.scopes.length === 0 ? nested(pairs, depth) : null;
  const source = sourceIn(provider, pairs);
  if (inner !== null) return { ...source, ...inner };
  const request: OAuthRequest = { ...source, ...read, contactsScopes: contactsScopesAmong(provider, read.scopes) };
  const added = provider.addedScopes;
  if (added !== undefined && pairs.some(([name, value]) => name === added && value === 'true'))
    request.incremental = true;
  return request;
}

/**
 * The OAuth request that an address carries: on a provider's own page, or wrapped in another address that leads
 * there. Null where there is none. Scopes are compared whole, never by substring; addresses over 256 k characters are
 * read up to there. Scopes and their sources: data/contacts/oauth.json.
 */
export function readOAuthRequest(url: string): OAuthRequest | null {
  return readUrl(url, 0);
}

/** The site or app to which a provider sends the user back, at most 253 characters; '' where the address names none. */
export const redirectOf = ({ redirectHost, redirectApp }: ConsentSource): string =>
  (redirectHost ?? redirectApp ?? '').slice(0, 253);

/** On a provider's own consent page: the client and host that sent the user there. Null on any other page. */
export function consentPageSource(url: string): ConsentSource | null {
  const parsed = asUrl(url);
  const provider = parsed === null ? null : providerOf(parsed);
  if (parsed === null || provider === null || !isConsentPath(provider, parsed)) return null;
  const source = sourceIn(provider, readParameters(parsed));
  if (source.redirectHost !== undefined || source.redirectApp !== undefined) return source;
  const inner = nested(readParameters(parsed), 0);
  if (inner === null) return source;
  const { clientId, redirectHost, redirectApp } = inner;
  return {
    ...source,
    ...(clientId === undefined ? {} : { clientId }),
    ...(redirectHost === undefined ? {} : { redirectHost }),
    ...(redirectApp === undefined ? {} : { redirectApp }),
  };
}
