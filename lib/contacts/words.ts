import bn from '../../data/contacts/words/bn.json' with { type: 'json' };
import de from '../../data/contacts/words/de.json' with { type: 'json' };
import en from '../../data/contacts/words/en.json' with { type: 'json' };
import es from '../../data/contacts/words/es.json' with { type: 'json' };
import fil from '../../data/contacts/words/fil.json' with { type: 'json' };
import fr from '../../data/contacts/words/fr.json' with { type: 'json' };
import hi from '../../data/contacts/words/hi.json' with { type: 'json' };
import hiLatn from '../../data/contacts/words/hi-latn.json' with { type: 'json' };
import id from '../../data/contacts/words/id.json' with { type: 'json' };
import ja from '../../data/contacts/words/ja.json' with { type: 'json' };
import ko from '../../data/contacts/words/ko.json' with { type: 'json' };
import ms from '../../data/contacts/words/ms.json' with { type: 'json' };
import pt from '../../data/contacts/words/pt.json' with { type: 'json' };
import ru from '../../data/contacts/words/ru.json' with { type: 'json' };
import sw from '../../data/contacts/words/sw.json' with { type: 'json' };
import th from '../../data/contacts/words/th.json' with { type: 'json' };
import ur from '../../data/contacts/words/ur.json' with { type: 'json' };
import vi from '../../data/contacts/words/vi.json' with { type: 'json' };
import zh from '../../data/contacts/words/zh.json' with { type: 'json' };
import zhHant from '../../data/contacts/words/zh-hant.json' with { type: 'json' };
import { type ConceptMatch, type Lexicon, Matcher, normalise } from '../recognise/index.ts';

const LANGUAGES = [bn, de, en, es, fil, fr, hi, hiLatn, id, ja, ko, ms, pt, ru, sw, th, ur, vi, zh, zhHant];

/** What a text says, in the words of data/contacts/words: its normalised form and the matches in it by position. */
export interface Words {
  text: string;
  found: readonly ConceptMatch[];
}

let matcher: Matcher | null = null;

// The matcher takes terms as texts are after `normalise`; these files hold them as people write them.
const inNormalForm = ({ lang, concepts }: Lexicon): Lexicon => ({
  lang,
  concepts: Object.fromEntries(
    Object.entries(concepts).map(([concept, terms]) => [concept, terms.map((term) => normalise(term))]),
  ),
});

/** Finds the words about address books and other people in a text, in every language. Linear in the text. */
export function findWords(text: string): Words {
  matcher ??= new Matcher(LANGUAGES.map(inNormalForm));
  const plain = normalise(text.replace(/[’ʼ＇]/g, "'"));
  return { text: plain, found: matcher.find(plain) };
}

/** Whether a concept stands in the text. */
export function has(words: Words, concept: string): boolean {
  return words.found.some((match) => match.concept === concept);
}

/** The matches of a concept, without those that a longer match of `unless` covers. */
export function matchesOf(words: Words, concept: string, unless?: string): ConceptMatch[] {
  const covers = unless === undefined ? [] : words.found.filter((match) => match.concept === unless);
  return words.found.filter(
    (match) =>
      match.concept === concept && !covers.some((cover) => cover.start <= match.start && cover.end >= match.end),
  );
}

let languages: Map<string, Set<string>> | null = null;

/** Traditional letters are matched as simplified ones, so that both are one language here. */
const family = (lang: string) => (lang.startsWith('zh') ? 'zh' : lang);
const keyOf = (concept: string, term: string) => `${concept} ${normalise(term)}`;

/** The languages that hold the matched term under the matched concept; one term is often at home in several. */
export function languagesOf(match: ConceptMatch): ReadonlySet<string> {
  if (languages === null) {
    languages = new Map();
    for (const { lang, concepts } of LANGUAGES) {
      for (const [concept, terms] of Object.entries(concepts)) {
        for (const term of terms) {
          const key = keyOf(concept, term);
          const known = languages.get(key);
          if (known) known.add(family(lang));
          else languages.set(key, new Set([family(lang)]));
        }
      }
    }
  }
  return languages.get(keyOf(match.concept, match.term)) ?? new Set([family(match.lang)]);
}

/**
 * The language in which a text is most likely written, judged by how many letters its matches cover; `hint` (a `lang`
 * attribute) decides between equals. Null without any match.
 */
export function languageOf(words: Words, hint = ''): string | null {
  const weight = new Map<string, number>();
  for (const match of words.found) {
    for (const lang of languagesOf(match)) weight.set(lang, (weight.get(lang) ?? 0) + match.end - match.start);
  }
  const home = family(hint.toLowerCase());
  let best: string | null = null;
  let most = 0;
  for (const [lang, sum] of weight) {
    const score = sum + (home === lang || home.startsWith(`${lang}-`) ? 0.5 : 0);
    if (score > most) {
      best = lang;
      most = score;
    }
  }
  return best;
}
