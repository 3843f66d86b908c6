import data from '../../data/contacts/stores.json' with { type: 'json' };

/** An app as the address of its listing names it. */
export interface StoreAddress {
  /** Store id of data/contacts/stores.json, such as `google-play`. */
  store: string;
  storeName: string;
  /** Android package, such as `com.example.loan`. */
  package?: string;
  /** The store's own number or code. */
  appId?: string;
  /** Name of the app in the address. */
  slug?: string;
  /** Name of the developer in the address. */
  developer?: string;
}

interface Store {
  id: string;
  name: string;
  hosts: string[];
  paths: { path: string; query?: Record<string, string> }[];
  appIdPrefix?: string;
  slugFromHost?: boolean;
  developerPaths: string[];
}

const STORES = data.stores as unknown as readonly Store[];
const PACKAGE = /^[A-Za-z]\w{0,60}(?:\.\w{1,60}){1,9}$/;

function hostFits(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

/** Whether a text is an Android package name. */
export function isPackageName(text: string): boolean {
  return PACKAGE.test(text) && text.length <= 200;
}

type Parts = Pick<StoreAddress, 'package' | 'appId' | 'slug' | 'developer'>;

function readPath(store: Store, pattern: Store['paths'][number], url: URL): Parts | null {
  const wanted = pattern.path.split('/').slice(1);
  // AppGallery keeps its pages behind a hash: /#/app/C100…
  const path =
    /^#!?\//.test(url.hash) && url.pathname.length <= 1 ? url.hash.replace(/^#!?/, '').split('?', 1)[0]! : url.pathname;
  const given = path.replace(/\/$/, '').split('/').slice(1);
  if (wanted.length !== given.length) return null;
  const parts: Parts = {};
  for (const [index, segment] of wanted.entries()) {
    const here = given[index]!;
    const name = /^\{(package|appId|slug|developer)\}$/.exec(segment)?.[1] as keyof Parts | undefined;
    if (name === undefined) {
      if (segment !== '*' && segment.toLowerCase() !== here.toLowerCase()) return null;
      continue;
    }
    const value = decodeSegment(here);
    if (name === 'package' && !isPackageName(value)) return null;
    if (name === 'appId') {
      const prefix = store.appIdPrefix ?? '';
      const id = value.slice(prefix.length);
      if (!value.startsWith(prefix) || !(prefix === '' ? /^[A-Za-z]?\d{4,20}$/ : /^\d{4,20}$/).test(id)) return null;
      parts.appId = id;
    } else parts[name] = value.slice(0, 200);
  }
  for (const [parameter, name] of Object.entries(pattern.query ?? {})) {
    const value = url.searchParams.get(parameter);
    if (value === null || value === '') continue;
    if (name === 'package' && !isPackageName(value)) continue;
    parts[name as 'package' | 'appId'] ??= value.slice(0, 200);
  }
  return pattern.query && parts.package === undefined && parts.appId === undefined ? null : parts;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A malformed escape stays as it stands.
    return segment;
  }
}

/** The app that an address of a store or APK site lists, or null for any other address. */
export function readStoreUrl(address: string): StoreAddress | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol === 'market:') {
    const id = url.searchParams.get('id') ?? '';
    return isPackageName(id) ? { store: 'google-play', storeName: 'Google Play', package: id } : null;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  for (const store of STORES) {
    if (!store.hosts.some((pattern) => hostFits(pattern, url.hostname))) continue;
    for (const pattern of store.paths) {
      const parts = readPath(store, pattern, url);
      if (parts === null) continue;
      const label = url.hostname.split('.', 1)[0]!;
      if (store.slugFromHost && parts.slug === undefined) {
        if (data.notASlug.includes(label) && parts.package === undefined) continue;
        if (!data.notASlug.includes(label)) parts.slug = label;
      }
      return { store: store.id, storeName: store.name, ...parts };
    }
  }
  return null;
}

/** Whether an address is a developer's page of the given store. */
export function isDeveloperUrl(store: string, address: string): boolean {
  const found = STORES.find(({ id }) => id === store);
  if (!found || !URL.canParse(address)) return false;
  const url = new URL(address);
  if (!found.hosts.some((pattern) => hostFits(pattern, url.hostname))) return false;
  return found.developerPaths.some((path) => {
    const start = path.split('/').slice(1);
    const given = url.pathname.split('/').slice(1);
    return start.every((segment, index) => segment === '*' || segment === '' || segment === given[index]);
  });
}
