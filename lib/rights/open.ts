import { packCode } from './jurisdiction.ts';
import {
  type FoundCap,
  fittingCaps,
  type Help,
  joinPack,
  type Offer,
  type Pack,
  type Right,
  selectHelp,
  selectRights,
} from './pack.ts';
import {
  type CollectionHours,
  type HelpCase,
  type PriceCap,
  parseIndex,
  parsePack,
  type RightsIndex,
} from './pack-schema.ts';
import { type PackTexts, parsePackTexts } from './pack-texts.ts';
import { parseStores, parseStoreTexts, type StoreRule, storeRule } from './store-rules.ts';

/** Reads a JSON file of the package by its path in it, such as `rights/CN.json`. */
export type FetchJson = (path: string) => Promise<unknown>;

/** The rights packs of the package; each is read once, when it is first asked for. */
export interface Rights {
  /** Which packs there are, with depth and date. */
  index(): Promise<RightsIndex>;
  /**
   * The pack for a country or `EU`; members of the EU get the EU's. Null where there is none. Its sentences are in
   * `language` (a tag of lib/i18n, English unless told) as far as somebody translated them.
   */
  pack(country: string, language?: string): Promise<Pack | null>;
  /** Google Play's rule on permissions of personal-loan apps, in `language` as far as somebody translated it. */
  googlePlayRule(language?: string): Promise<StoreRule>;
  /** Rights on some topics (all for []), rules in force first; drafts and replaced texts are left out. */
  rightsFor(country: string, topics: readonly string[]): Promise<Right[]>;
  /** The one hotline or office that fits a door first; null where the pack has none. */
  firstHelp(country: string, door: HelpCase): Promise<Help | null>;
  /** All hotlines and offices for a door, best first. */
  helpFor(country: string, door: HelpCase): Promise<Help[]>;
  /**
   * The caps with which the price of a page may be compared, as `fittingCaps`, without those that only presume, and those
   * of which only the user can tell whether they bind.
   */
  capsFor(country: string, kind: PriceCap['kind'], offer: Offer): Promise<FoundCap[]>;
  /** When collectors may call, null where no hours are fixed. */
  collectionHours(country: string): Promise<CollectionHours | null>;
}

/**
 * Opens the rights packs. Every method rejects with the reason where a file cannot be read or is not a pack; a failed
 * read is tried again at the next call.
 */
export function openRights(fetchJson: FetchJson): Rights {
  const reads = new Map<string, Promise<unknown>>();
  const once = <T>(path: string, parse: (input: unknown) => T): Promise<T> => {
    let read = reads.get(path) as Promise<T> | undefined;
    if (!read) {
      read = fetchJson(path).then(parse);
      reads.set(path, read);
      read.catch(() => reads.delete(path));
    }
    return read;
  };
  const index = () => once('rights/index.json', parseIndex);
  const packFile = (code: string) => once(`rights/${code}.json`, parsePack);
  // Most packs are in few languages: a file that is not there is no fault.
  const textsOf = async <T>(name: string, language: string, parse: (input: unknown) => T): Promise<T | null> => {
    if (language === 'en') return null;
    const read = await once(`rights/texts/${language}/${name}.json`, (input) => input).catch(() => null);
    return read === null ? null : parse(read);
  };
  const joined = new Map<string, Promise<Pack>>();
  const pack = async (country: string, language = 'en'): Promise<Pack | null> => {
    const code = packCode(country);
    const { packs } = await index();
    if (!packs.some(({ jurisdiction }) => jurisdiction === code)) return null;
    const key = `${language}/${code}`;
    let found = joined.get(key);
    if (!found) {
      const texts = textsOf<PackTexts>(code, language, parsePackTexts);
      found = Promise.all([packFile(code), texts]).then(([file, words]) => joinPack(file, words));
      joined.set(key, found);
      found.catch(() => joined.delete(key));
    }
    return found;
  };
  const helpFor = async (country: string, door: HelpCase) => {
    const found = await pack(country);
    return found ? selectHelp(found, door) : [];
  };
  return {
    index,
    pack,
    helpFor,
    async googlePlayRule(language = 'en') {
      const texts = textsOf('app-stores', language, parseStoreTexts);
      return storeRule(await once('rights/app-stores.json', parseStores), 'gp-permissions', await texts);
    },
    async rightsFor(country, topics) {
      const found = await pack(country);
      return found ? selectRights(found, topics) : [];
    },
    async firstHelp(country, door) {
      return (await helpFor(country, door))[0] ?? null;
    },
    async capsFor(country, kind, offer) {
      const found = await pack(country);
      const caps = found ? fittingCaps(found, kind, offer) : [];
      return caps.filter(({ effect, scope }) => effect !== 'presumed-unfair' && !scope.onlyIfTold);
    },
    async collectionHours(country) {
      return (await pack(country))?.collectionHours ?? null;
    },
  };
}
