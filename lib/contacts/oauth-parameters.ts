/** Longest address that is read; the rest is left out at a parameter's end. In UTF-16 code units. */
export const URL_LIMIT = 262_144;

const MAX_PARAMETERS = 2_000;
const MAX_SCOPES = 500;
const ENCODED = /%[0-9a-f]{2}/i;

/** Percent-decoding that leaves alone what is malformed, so that it never throws. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      // Bytes that are no UTF-8: shown as they stand.
      return run;
    }
  });
}

/**
 * Parameters of the query and of the fragment in order, repeated ones kept, `+` read as a space, `&amp;` left by a
 * careless template read as `&`. At most 2,000; a malformed escape stays as it is.
 */
export function readParameters(url: URL): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (const part of [url.search.slice(1), url.hash.slice(1).replace(/^[!/]*\??/, '')]) {
    let start = 0;
    while (start < part.length && pairs.length < MAX_PARAMETERS) {
      const stop = part.indexOf('&', start);
      const end = stop < 0 ? part.length : stop;
      const equals = part.indexOf('=', start);
      if (equals > start && equals < end) {
        const name = decode(part.slice(start, equals).replaceAll('+', ' ')).replace(/^amp;/, '');
        pairs.push([name, decode(part.slice(equals + 1, end).replaceAll('+', ' '))]);
      }
      start = end + 1;
    }
  }
  return pairs;
}

function stringsIn(value: unknown, found: string[], depth: number): void {
  if (depth > 4 || found.length >= MAX_SCOPES) return;
  if (typeof value === 'string') found.push(value);
  else if (Array.isArray(value)) for (const item of value) stringsIn(item, found, depth + 1);
  else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      if (item === true) found.push(key);
      else stringsIn(item, found, depth + 1);
    }
  }
}

/** The scopes in one value: encoded again (up to three times), packed as JSON, or separated as the provider does. */
export function splitScopes(value: string, separator: string): string[] {
  let text = value;
  for (let round = 0; round < 3 && ENCODED.test(text); round++) text = decode(text);
  text = text.trim();
  let parts: string[] = [text];
  if (/^[[{"']/.test(text)) {
    parts = [];
    try {
      stringsIn(JSON.parse(text), parts, 0);
    } catch {
      // Not JSON after all, such as ['a','b']: the quotes and brackets are separators then.
      parts = text.split(/[\s,"'[\]{}]+/);
    }
  }
  const split = separator === 'space' ? /[\s+]+/ : /[\s+,;|]+/;
  const scopes = new Set<string>();
  for (const part of parts) {
    for (const scope of part.split(split)) {
      const bare = scope.replace(/^[,;"']{1,9}|[,;"']{1,9}$/g, '');
      if (bare !== '' && scopes.size < MAX_SCOPES) scopes.add(bare);
    }
  }
  return [...scopes];
}

/** The payload of a signed request object (RFC 9101), or null where it is encrypted or no such thing. */
export function readRequestObject(token: string): Record<string, unknown> | null {
  const parts = token.split('.');
  const payload = parts[1];
  if (parts.length !== 3 || payload === undefined || payload.length > URL_LIMIT) return null;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    // Not base64 or not JSON: as unreadable as an encrypted one.
    return null;
  }
}
