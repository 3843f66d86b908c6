import hints from '../../data/rights/hints.json' with { type: 'json' };

interface Place {
  timeZones: string[];
  languages: string[];
  domains: string[];
  currencies: string[];
  marks: string[];
}

const PLACES = Object.entries(hints.places as Record<string, Place>);
const EU_MEMBERS = new Set(hints.euMembers);

/** The jurisdiction whose pack stands for a country: `EU` for its members, the country's own code otherwise. */
export function packCode(country: string): string {
  const code = country.toUpperCase();
  return EU_MEMBERS.has(code) ? 'EU' : code;
}

const byLanguage = (tag: string): string | null =>
  PLACES.find(([, place]) => place.languages.includes(tag))?.[0] ?? null;

function placeOfLanguage(language: string): string | null {
  const tag = language.toLowerCase();
  const parts = tag.split('-');
  const region = parts.find((part, index) => index > 0 && /^[a-z]{2}$/.test(part));
  // en-US and bare en are what half of the world's browsers say, wherever they stand.
  if (region && !(parts[0] === 'en' && region === 'us')) {
    const code = packCode(region);
    if (PLACES.some(([place]) => place === code)) return code;
    return null;
  }
  return byLanguage(tag) ?? byLanguage(parts[0] ?? '');
}

/**
 * A guess at where the user lives, from what the browser says of itself; nothing is asked of the network.
 * `languages` are BCP 47 tags as in `navigator.languages`, `timeZone` an IANA name or ''. Returns the code of a rights
 * pack, or null where the time zone lies elsewhere or nothing points to one place. The user is always asked.
 */
export function guessHomeJurisdiction({
  languages,
  timeZone,
}: {
  languages: readonly string[];
  timeZone: string;
}): string | null {
  for (const [code, place] of PLACES) {
    const found = place.timeZones.some((zone) =>
      zone.endsWith('*') ? timeZone.startsWith(zone.slice(0, -1)) : timeZone === zone,
    );
    if (found) return code;
  }
  // Browsers that hide where they are say UTC or Reykjavik.
  const hidden = ['', 'UTC', 'Etc/UTC', 'Etc/GMT', 'GMT', 'Atlantic/Reykjavik'].includes(timeZone);
  if (!hidden) return null;
  for (const language of languages) {
    const code = placeOfLanguage(language);
    if (code) return code;
  }
  return null;
}

/** Which clue told the jurisdiction of a page. */
export type Clue = 'record' | 'mark' | 'domain' | 'currency' | 'language';

const WEIGHTS: Record<Exclude<Clue, 'record'>, number> = { mark: 4, domain: 3, currency: 2, language: 1 };

const isLetter = (char: string | undefined): boolean => char !== undefined && /\p{L}/u.test(char);

// Scripts without spaces need no word edge.
const MARKS = new Map(
  PLACES.map(([code, { marks }]) => [
    code,
    marks.map((mark) => ({ mark, spaced: /^[\p{Script=Latin}\p{N}' ]+$/u.test(mark) })),
  ]),
);

/** Whether `mark` stands in `text` as a word of its own. */
function holdsMark(text: string, { mark, spaced }: { mark: string; spaced: boolean }): boolean {
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
    if (!spaced || (!isLetter(text[at - 1]) && !isLetter(text[at + mark.length]))) return true;
  }
  return false;
}

/**
 * The jurisdiction that a page belongs to, with the clue that weighed most; null where nothing tells.
 * `record` is the jurisdiction of the page's list record and wins at once. Otherwise the clues are counted: `marks` (texts
 * that hold registration words such as "berizin OJK"), the ending of `host`, `currencies` (codes or signs on the page)
 * and `lang` of the document. A tie tells nothing.
 */
export function guessPageJurisdiction(page: {
  host: string;
  lang: string;
  currencies: readonly string[];
  marks: readonly string[];
  record: string | null;
}): { code: string; by: Clue } | null {
  if (page.record) return { code: packCode(page.record), by: 'record' };
  const host = page.host.toLowerCase().replace(/\.$/, '');
  const texts = page.marks.map((text) => text.normalize('NFKC').toLowerCase());
  const language = placeOfLanguage(page.lang.replace('_', '-'));
  const scores = PLACES.map(([code, place]) => {
    const clues = {
      mark: MARKS.get(code)?.some((mark) => texts.some((text) => holdsMark(text, mark))) ?? false,
      domain: place.domains.some((ending) => host.endsWith(`.${ending}`)),
      currency: place.currencies.some((currency) => page.currencies.includes(currency)),
      language: language === code,
    };
    const found = (Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[]).filter((clue) => clues[clue]);
    return { code, by: found[0], score: found.reduce((sum, clue) => sum + WEIGHTS[clue], 0) };
  }).sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (!best?.by || best.score === second?.score) return null;
  return { code: best.code, by: best.by };
}
