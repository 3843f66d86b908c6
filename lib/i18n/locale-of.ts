import { chooseLanguage, type Language } from './languages.ts';

/** What is known of the user's place: the browser's languages, and the home as an ISO 3166 code, or null. */
export interface Place {
  languages: readonly string[];
  home: string | null;
}

/**
 * The locale of numbers and dates in a language of the interface: the browser's first of that language with a region
 * (`en-GB`), else that of the home (`en` in `IN` is `en-IN`: 1,20,000), else the language alone.
 */
export function localeOf(language: Language, languages: readonly string[], home: string | null): string {
  for (const tag of languages) {
    const locale = new Intl.Locale(tag);
    if (locale.region && chooseLanguage([tag]).tag === language.tag) return locale.toString();
  }
  if (home === null || !/^[A-Z]{2}$/.test(home)) return language.tag;
  const { language: base, script } = new Intl.Locale(language.tag).maximize();
  // Chinese alone is written in two scripts, and a place says which is usual there, not which the reader chose.
  return base === 'zh' ? `zh-${script}-${home}` : `${language.tag}-${home}`;
}
