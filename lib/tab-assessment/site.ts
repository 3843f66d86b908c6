import { splitHost } from '../platforms/index.ts';

/** What of a host one owner has: its registrable domain, or the host where it has none. */
export const siteOf = (host: string): string => splitHost(host).registrable ?? host;
