import data from '../../data/contacts/stores.json' with { type: 'json' };
import { type Evidence, quote } from '../assessment/index.ts';
import type { Snapshot, TextBlock } from '../page/index.ts';
import { kindsIn, type ReachKind } from './policy-stance.ts';
import { isDeveloperUrl, isPackageName, readStoreUrl } from './stores.ts';
import { findWords, has } from './words.ts';

/** What a listing says the app does with a kind of data: `shared` outranks `collected`, and that `permission`. */
export type ListingUse = 'shared' | 'collected' | 'permission';

/** One app as its store lists it. */
export interface StoreListing {
  store: string;
  storeName: string;
  appName: string;
  package?: string;
  appId?: string;
  developer: string;
  dataSafety: Partial<Record<ReachKind, ListingUse>>;
  /** What shows each entry of `dataSafety`. */
  evidence: Partial<Record<ReachKind, Evidence>>;
}

const RANK: Record<ListingUse, number> = { permission: 1, collected: 2, shared: 3 };
/** Blocks that one heading of a data section governs. */
const SECTION = 40;
const STORE_NAMES =
  /\s(?:[-–—|·:]|on the|en el|na|di|no|auf|dans l|в|trên).{0,40}(?:google play|app ?store|appgallery|rustore|getapps|apkpure|apkmirror|uptodown|aptoide).{0,40}$|\s(?:[-–—|]\s{0,9})?(?:apk|android)\s.{0,60}$/iu;

function labelled(text: string, labels: readonly string[]): string | null {
  const folded = text.toLowerCase();
  for (const label of labels) {
    if (!folded.startsWith(label)) continue;
    const rest = text.slice(label.length);
    if (rest === '' || /^\s*[:：]/.test(rest)) return rest.replace(/^\s*[:：]\s*/, '').trim();
  }
  return null;
}

/** The value behind a label: in the same block after a colon, or in the block that follows. */
function valueBehind(blocks: readonly TextBlock[], labels: readonly string[]): string | null {
  for (const [index, block] of blocks.entries()) {
    if (block.text.length > 200) continue;
    const value = labelled(block.text, labels);
    if (value !== null && value !== '') return value;
    if (value === '') {
      const next = blocks[index + 1]?.text ?? '';
      if (next !== '' && next.length <= 120) return next;
    }
  }
  return null;
}

function nameOf(snapshot: Snapshot, slug: string | undefined): string {
  const head = snapshot.blocks.find((block) => block.tag === 'h1' && block.text.length <= 120)?.text;
  const title = (snapshot.metas['og:title'] ?? snapshot.title)
    .replace(STORE_NAMES, '')
    .replace(/[\u200e\u200f]/g, '')
    .trim();
  return quote(head ?? title ?? '').slice(0, 120) || (slug ?? '');
}

function developerOf(snapshot: Snapshot, store: string, slug: string | undefined): string {
  const link = snapshot.actions.find(
    ({ href, text }) =>
      text !== '' && href !== '' && isDeveloperUrl(store, href) && readStoreUrl(href)?.slug === undefined,
  );
  if (link) return quote(link.text).slice(0, 120);
  const value = valueBehind(snapshot.blocks, data.labels.developer);
  return quote(value ?? slug ?? '').slice(0, 120);
}

/** The data section that a heading opens: what is collected, what is shared, what the app may do; null for none. */
function sectionOf(text: string): ListingUse | 'nothing' | null {
  if (text.length > 200) return null;
  const words = findWords(text);
  const folded = words.text;
  const aboutData = data.dataWords.some((word) => folded.includes(word));
  if (aboutData && (has(words, 'share') || has(words, 'take'))) {
    if (has(words, 'negation') || has(words, 'no-need')) return 'nothing';
    return has(words, 'share') ? 'shared' : 'collected';
  }
  if (text.length <= 60 && data.labels.permissions.some((word) => folded.includes(word))) return 'permission';
  return null;
}

function readData(snapshot: Snapshot): Pick<StoreListing, 'dataSafety' | 'evidence'> {
  const dataSafety: StoreListing['dataSafety'] = {};
  const evidence: StoreListing['evidence'] = {};
  const note = (kind: ReachKind, use: ListingUse, text: string, where: string) => {
    const known = dataSafety[kind];
    if (known !== undefined && RANK[known] >= RANK[use]) return;
    dataSafety[kind] = use;
    evidence[kind] = { text: quote(text), where };
  };
  let section: ListingUse | null = null;
  let heading = '';
  let left = 0;
  for (const block of snapshot.blocks) {
    for (const match of block.text.matchAll(/\b[A-Z]{4,12}(?:_[A-Z]{2,14}){0,4}\b/g)) {
      const kind = (data.androidPermissions as Record<string, string>)[match[0]];
      if (kind && (match[0].includes('_') || block.text.includes('android.permission')))
        note(kind as ReachKind, 'permission', block.text, block.where);
    }
    const opens = sectionOf(block.text);
    if (opens !== null) {
      section = opens === 'nothing' ? null : opens;
      heading = block.text;
      left = SECTION;
    } else if (/^h[1-3]$/.test(block.tag) && block.text.length > 30) section = null;
    if (section === null || left <= 0) continue;
    left -= 1;
    if (block.text.length > 300) continue;
    for (const { kind } of kindsIn(findWords(block.text))) {
      note(kind, section, block.text === heading ? heading : `${heading}: ${block.text}`, block.where);
    }
  }
  return { dataSafety, evidence };
}

/**
 * An app's listing in Google Play, App Store, AppGallery, GetApps, RuStore, APKPure, APKMirror, Uptodown or Aptoide,
 * by address and content: what it is called, whose it is, and what the listing says about the phone's data. Null on
 * any other page. What a listing does not say is absent, which does not mean that the app does not do it.
 */
export function readStoreListing(snapshot: Snapshot): StoreListing | null {
  const address = readStoreUrl(snapshot.url);
  if (address === null) return null;
  const listing: StoreListing = {
    store: address.store,
    storeName: address.storeName,
    appName: nameOf(snapshot, address.slug),
    developer: developerOf(snapshot, address.store, address.developer),
    ...readData(snapshot),
  };
  const named = address.package ?? valueBehind(snapshot.blocks, data.labels.package) ?? undefined;
  if (named !== undefined && isPackageName(named)) listing.package = named;
  if (address.appId !== undefined) listing.appId = address.appId;
  return listing;
}
