import { quote } from '../assessment/index.ts';
import { SCRIPT_HINT } from './tags.ts';

/** Files of one document that are read, characters of one and of all, and characters that are searched at once. */
const MOST_FILES = 12;
const MOST_OF_ONE = 600_000;
const MOST_OF_ALL = 2_000_000;
const AT_ONCE = 32_000;
/** What a search at the end of a part may need of the next. */
const OVERLAP = 200;
const MOST_EXCERPTS = 20;
const MOST_SCRIPTS = 300;

/** What was found in the script files of a document. */
export interface CachedScripts {
  /** Excerpts around names by which a script reaches for an address book; `where` is the path of its file. */
  excerpts: { text: string; where: string }[];
  /** Whether the document has scripts of other sites, which cannot be read. */
  elsewhere: boolean;
}

/** Gives the text of an address if the browser has it at hand, else null. Must never ask the network. */
export type FromCache = (address: string) => Promise<string | null>;

const all = (document: Document): NodeListOf<HTMLScriptElement> =>
  Document.prototype.querySelectorAll.call(document, 'script[src]') as NodeListOf<HTMLScriptElement>;

async function search(
  text: string,
  where: string,
  excerpts: CachedScripts['excerpts'],
  pause: () => Promise<void>,
): Promise<void> {
  for (let from = 0; from < text.length && excerpts.length < MOST_EXCERPTS; ) {
    await pause();
    const part = text.slice(from, from + AT_ONCE + OVERLAP);
    const found = part.search(SCRIPT_HINT);
    if (found < 0 || found >= AT_ONCE) {
      from += AT_ONCE;
      continue;
    }
    excerpts.push({ text: quote(part, found), where });
    from += found + OVERLAP;
  }
}

/**
 * Searches the script files of a document's own origin that `fromCache` gives, in slices between which `pause` is
 * awaited. Files whose address is in `known` are left out, and those that were read are added to it.
 */
export async function readCachedScripts(
  document: Document,
  known: Set<string>,
  fromCache: FromCache,
  pause: () => Promise<void>,
): Promise<CachedScripts> {
  const found: CachedScripts = { excerpts: [], elsewhere: false };
  let left = MOST_OF_ALL;
  let met = 0;
  for (const script of all(document)) {
    met += 1;
    if (met > MOST_SCRIPTS) break;
    if (!URL.canParse(script.src)) continue;
    const address = new URL(script.src);
    if (!/^https?:$/.test(address.protocol)) continue;
    if (address.origin !== location.origin) {
      found.elsewhere = true;
      continue;
    }
    address.hash = '';
    if (known.has(address.href) || known.size >= MOST_FILES || left <= 0) continue;
    known.add(address.href);
    await pause();
    const text = (await fromCache(address.href))?.slice(0, Math.min(MOST_OF_ONE, left));
    if (!text) continue;
    left -= text.length;
    await search(text, address.pathname.slice(0, 200), found.excerpts, pause);
  }
  return found;
}
