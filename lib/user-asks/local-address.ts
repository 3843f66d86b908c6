// RFC 1122 (0/8, 127/8), RFC 1918, RFC 3927 (169.254/16), RFC 6598 (100.64/10).
const PRIVATE_V4 =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:\.\d{1,3}){1,3}$/;
// RFC 4291 (::, ::1, fe80::/10), RFC 4193 (fc00::/7); addresses of the old kind written in the new one.
const PRIVATE_V6 = /^\[(?:::1?\]|f[cd]|fe[89ab]|::ffff:|64:ff9b:)/;
// RFC 6761, RFC 6762, RFC 8375, and what routers and ICANN call names at home.
const LOCAL_NAME = /^[^.]+$|(?:^|\.)(?:localhost|local|internal|lan|home|home\.arpa)$/;

/** Whether an address lies on this device or in the network at home, as far as it shows. */
export function isLocalAddress(url: string): boolean {
  const host = new URL(url).hostname.replace(/\.$/, '');
  if (host.startsWith('[')) return PRIVATE_V6.test(host);
  return PRIVATE_V4.test(host) || LOCAL_NAME.test(host);
}

/**
 * Whether a page may have an address fetched at the user's click. Browsers keep pages away from routers and printers;
 * the extension may reach them, and must not do so in a page's name, unless the page lies at that very host.
 */
export function mayAskFor(url: string, page: string): boolean {
  if (!URL.canParse(url)) return false;
  return !isLocalAddress(url) || new URL(url).hostname === new URL(page).hostname;
}
