const names = new Map<string, Intl.DisplayNames>();

/**
 * The name of a country (ISO 3166-1 alpha-2) or of the European Union (`EU`) in a language (BCP 47); the code itself where
 * there is no name for it.
 */
export function placeName(code: string, language: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  let known = names.get(language);
  if (!known) {
    // Made once a language: it takes longest, and lists ask for hundreds of names.
    known = new Intl.DisplayNames([language], { type: 'region' });
    names.set(language, known);
  }
  return known.of(code) ?? code;
}

/** Countries that English names with an article. */
const WITH_ARTICLE =
  /(Kingdom|States|Emirates|Union|Republic|Islands|Territories)$|^(Philippines|Netherlands|Bahamas|Gambia|Maldives)$/;

/** The name of a country (see `placeName`) as it stands within a sentence, such as after "in": "the Philippines". */
export function placeInText(code: string, language: string): string {
  const name = placeName(code, language);
  return /^en\b/.test(language) && WITH_ARTICLE.test(name) ? `the ${name}` : name;
}
