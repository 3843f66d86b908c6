import data from '../../data/contacts/stores.json' with { type: 'json' };
import type { Snapshot } from '../page/index.ts';
import { findApkLinks, readApkUrl } from './apk-links.ts';
import { readStoreUrl } from './stores.ts';

/** An app that can be had at an address: a file, or its page in a store. */
export interface OfferedApp {
  url: string;
  kind: 'apk' | 'xapk' | 'apks' | 'apkm' | 'store';
  text: string;
}

const LONGEST_URL = 2000;
const SHORT = 300;

/** The app that one address offers, or null for an address that offers none. */
export function readAppAddress(address: string): Omit<OfferedApp, 'text'> | null {
  if (address.length > LONGEST_URL) return null;
  const file = readApkUrl(address);
  if (file) return file;
  const listing = readStoreUrl(address);
  const named = listing?.package ?? listing?.appId ?? listing?.slug;
  return named === undefined ? null : { url: new URL(address).href, kind: 'store' };
}

/** Apps to which links of the page lead, files before store pages; each address once. */
export function findOfferedApps(snapshot: Snapshot): OfferedApp[] {
  const apps = new Map<string, OfferedApp>();
  for (const { url, kind, text } of findApkLinks(snapshot)) {
    if (url.length <= LONGEST_URL) apps.set(url, { url, kind, text });
  }
  // On a store's own pages every other app is a link of that kind.
  if (readStoreUrl(snapshot.url) !== null) return [...apps.values()];
  for (const { href, text } of snapshot.actions) {
    const found = href === '' ? null : readAppAddress(href);
    if (found?.kind === 'store' && !apps.has(found.url)) apps.set(found.url, { ...found, text });
  }
  return [...apps.values()];
}

/** Whether the page speaks of an app to be downloaded or of a code to be scanned, so that a picture may hold its address. */
export function speaksOfApp(snapshot: Snapshot): boolean {
  const says = (text: string) => {
    const folded = text.toLowerCase();
    return data.offerWords.some((word) => folded.includes(word));
  };
  return (
    snapshot.actions.some(({ text }) => says(text)) ||
    snapshot.blocks.some(({ text }) => text.length <= SHORT && says(text))
  );
}
