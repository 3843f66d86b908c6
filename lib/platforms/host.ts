import { parse } from 'tldts';
import SHARED from '../../data/platforms/shared-hosts.json' with { type: 'json' };
import { decodeLabel } from './punycode.ts';

/** A host name made comparable. */
export interface Host {
  /** ASCII (IDNA) form in lower case without port and trailing dot; IPv6 without brackets. */
  name: string;
  isIp: boolean;
}

const PLAIN = /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/;
const DIGIT_END = /[0-9]$/;
const shared = new Set<string>(SHARED.hosts);

/**
 * A host name as a URL or a person writes it, made comparable: IDNA to ASCII, lower case, without port, credentials
 * and trailing dots. Null for what is no host name.
 */
export function normaliseHost(text: string): Host | null {
  if (text.length > 1000) return null;
  // The common case: already what `URL.hostname` gives. IPv4 ends in a digit, which no top-level domain does.
  if (text.length <= 253 && PLAIN.test(text) && !text.includes('..') && !DIGIT_END.test(text))
    return { name: text, isIp: false };
  const bare = text.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const address = /^[0-9a-f.]*:[0-9a-f.]*:[0-9a-f:.]*$/i.test(bare) ? `[${bare}]` : bare;
  let name: string;
  try {
    name = new URL(`http://${address}`).hostname;
  } catch {
    return null;
  }
  if (name.startsWith('[')) return { name: name.slice(1, -1), isIp: true };
  while (name.endsWith('.')) name = name.slice(0, -1);
  if (name === '' || name.length > 253 || !PLAIN.test(name) || name.includes('..')) return null;
  return { name, isIp: /^[0-9.]+$/.test(name) };
}

/** What the Public Suffix List, with its private part, says of a host. */
export interface Suffixes {
  /** The registrable domain, or null where the host is itself a public suffix or has none. */
  registrable: string | null;
  publicSuffix: string | null;
  /** The suffix is a private one (github.io, weebly.com): its subdomains belong to strangers. */
  isPrivate: boolean;
}

/** Splits an ASCII host by the Public Suffix List, private suffixes included. */
export function splitHost(name: string): Suffixes {
  const parsed = parse(name, { allowPrivateDomains: true, extractHostname: false, validateHostname: false });
  return { registrable: parsed.domain, publicSuffix: parsed.publicSuffix, isPrivate: parsed.isPrivate === true };
}

/** Whether a host is one that many strangers publish under (sites.google.com, t.me), though no public suffix. */
export function isSharedHost(name: string): boolean {
  return shared.has(name);
}

/** The shared host or private public suffix that a name lies under, or null. */
export function sharedParent(name: string): string | null {
  for (let at = name.indexOf('.'); at !== -1; at = name.indexOf('.', at + 1)) {
    const parent = name.slice(at + 1);
    if (shared.has(parent)) return parent;
  }
  const { isPrivate, publicSuffix } = splitHost(name);
  return isPrivate ? publicSuffix : null;
}

/** Whether an `xn--` label is what its Unicode form encodes to: URL parsers let others pass. */
function isIdnaLabel(label: string): boolean {
  const url = `http://${decodeLabel(label)}.com`;
  return url !== `http://${label}.com` && URL.canParse(url) && new URL(url).hostname === `${label}.com`;
}

/**
 * Why a domain may not stand in a list, or null. A public suffix or a shared host would match strangers; an address or
 * a name of one label is no registrable domain.
 */
export function refuseListed(domain: string): string | null {
  const host = normaliseHost(domain);
  if (!host) return 'not a host name';
  if (host.name !== domain) return `not in its normal form: ${host.name}`;
  if (domain.split('.').some((label) => label.startsWith('xn--') && !isIdnaLabel(label)))
    return 'not a host name (IDNA)';
  if (isSharedHost(host.name)) return 'a host shared by strangers';
  if (host.isIp) return null;
  if (!host.name.includes('.')) return 'a name of one label';
  if (!splitHost(host.name).registrable) return 'a public suffix';
  return null;
}

/**
 * Whether a listed domain speaks for a visited host: the same host, or a parent within the registrable domain. Under
 * shared hosts and private suffixes only the full host speaks for itself (and for its `www.`).
 */
export function speaksFor(listed: string, visited: Host): boolean {
  if (listed === visited.name) return true;
  if (visited.isIp || !visited.name.endsWith(`.${listed}`)) return false;
  if (refuseListed(listed)) return false;
  if (sharedParent(listed)) return visited.name === `www.${listed}`;
  const { registrable } = splitHost(visited.name);
  return registrable !== null && listed.length >= registrable.length;
}
