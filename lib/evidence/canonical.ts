/**
 * JSON with one possible spelling (the idea of RFC 8785): keys sorted by code unit, no white space. The same value gives
 * the same text in every browser. Throws on what JSON cannot hold (functions, NaN, infinite numbers, circles).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('no JSON for this number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`no JSON for ${typeof value}`);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
}

function hexadecimal(bytes: ArrayBuffer): string {
  return (
    new Uint8Array(bytes).toHex?.() ?? [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, '0')).join('')
  );
}

/** SHA-256 of bytes, or of a text's UTF-8, in lower-case hexadecimal. */
export async function sha256(data: string | ArrayBuffer): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  return hexadecimal(await crypto.subtle.digest('SHA-256', bytes));
}
