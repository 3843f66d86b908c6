import data from '../../data/contacts/stores.json' with { type: 'json' };
import type { Snapshot } from '../page/index.ts';

/** A link that downloads an installable Android package. */
export interface ApkLink {
  /** The address to fetch: where the file stands in a parameter as an address of its own, that one. */
  url: string;
  kind: 'apk' | 'xapk' | 'apks' | 'apkm';
  text: string;
  where: string;
}

const MOST = 20;
const ENDINGS = new RegExp(`\\.(${data.packageFiles.join('|')})$`, 'i');

function kindOf(name: string): ApkLink['kind'] | null {
  return (ENDINGS.exec(name.trim())?.[1]?.toLowerCase() as ApkLink['kind'] | undefined) ?? null;
}

/** The package that one address leads to, by its path or by the value of a parameter; null where there is none. */
export function readApkUrl(address: string): Pick<ApkLink, 'url' | 'kind'> | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  let path = url.pathname;
  try {
    path = decodeURIComponent(path);
  } catch {
    // A malformed escape: the path is read as it stands.
  }
  // Servers take ";jsessionid" and the like behind the name.
  const own = kindOf(path.replace(/\/$/, '').split(';', 1)[0]!);
  if (own) return { url: url.href, kind: own };
  // Not `values()`: Firefox hands content scripts an iterator there that cannot be iterated.
  const parameters: string[] = [];
  url.searchParams.forEach((value) => {
    parameters.push(value);
  });
  for (const value of parameters) {
    const inner = URL.canParse(value) ? new URL(value) : null;
    const kind = kindOf(inner ? inner.pathname : value.split(/[?#]/, 1)[0]!);
    if (!kind) continue;
    const usable = inner !== null && (inner.protocol === 'https:' || inner.protocol === 'http:');
    return { url: usable ? inner.href : url.href, kind };
  }
  return null;
}

/** Links and buttons of the page that download an .apk, .xapk, .apks or .apkm file; each address once, at most 20. */
export function findApkLinks(snapshot: Snapshot): ApkLink[] {
  const links = new Map<string, ApkLink>();
  for (const { href, text, where } of snapshot.actions) {
    const found = href === '' ? null : readApkUrl(href);
    if (found && !links.has(found.url) && links.size < MOST) links.set(found.url, { ...found, text, where });
  }
  return [...links.values()];
}
