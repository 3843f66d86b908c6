/**
 * The tag among `offered` (BCP 47) that a reader of `language` reads best, null where there is none. The same tag comes
 * first, then the same language. Chinese is chosen by script: readers of traditional characters (zh-TW, zh-HK, zh-MO,
 * zh-Hant) get `zh-TW`, all others `zh`; the other script is still read more easily than another language.
 */
export function nearestLanguage<Tag extends string>(offered: readonly Tag[], language: string): Tag | null {
  const has = (tag: string) => offered.find((entry) => entry === tag);
  const base = language.split('-')[0]?.toLowerCase() ?? '';
  if (base !== 'zh') return has(language) ?? has(base) ?? null;
  const ways = readsTraditional(language) ? ['zh-TW', 'zh'] : ['zh', 'zh-TW'];
  return ways.map(has).find((tag) => tag !== undefined) ?? null;
}

function readsTraditional(tag: string): boolean {
  try {
    return new Intl.Locale(tag).maximize().script === 'Hant';
  } catch {
    // Not a tag that the browser knows.
    return false;
  }
}
