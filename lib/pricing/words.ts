import bn from '../../data/pricing/words/bn.json' with { type: 'json' };
import en from '../../data/pricing/words/en.json' with { type: 'json' };
import es from '../../data/pricing/words/es.json' with { type: 'json' };
import fil from '../../data/pricing/words/fil.json' with { type: 'json' };
import hi from '../../data/pricing/words/hi.json' with { type: 'json' };
import hiLatn from '../../data/pricing/words/hi-Latn.json' with { type: 'json' };
import id from '../../data/pricing/words/id.json' with { type: 'json' };
import ms from '../../data/pricing/words/ms.json' with { type: 'json' };
import pt from '../../data/pricing/words/pt.json' with { type: 'json' };
import ru from '../../data/pricing/words/ru.json' with { type: 'json' };
import sw from '../../data/pricing/words/sw.json' with { type: 'json' };
import th from '../../data/pricing/words/th.json' with { type: 'json' };
import ur from '../../data/pricing/words/ur.json' with { type: 'json' };
import vi from '../../data/pricing/words/vi.json' with { type: 'json' };
import zh from '../../data/pricing/words/zh.json' with { type: 'json' };
import { type Lexicon, Matcher, normalise } from '../recognise/index.ts';
import { foldDigits } from './numerals.ts';

const LANGUAGES: readonly Lexicon[] = [bn, en, es, fil, hi, hiLatn, id, ms, pt, ru, sw, th, ur, vi, zh];

/** A word found in a prepared text. */
export interface Word {
  concept: string;
  start: number;
  end: number;
}

const FRACTIONS: Record<string, string> = { '½': '.5', '¼': '.25', '¾': '.75' };
// Traditional letters of prices that `normalise` leaves as they are, since no lexicon term has them.
const TRADITIONAL: Record<string, string> = { 萬: '万', 億: '亿', 頭: '头', 術: '术', 諮: '咨', 準: '准' };
const DASHES = /[\u2010-\u2015\u2212\u301c~]/g;

/**
 * A page's text in the form in which prices are read: as terms are matched, with the digits of all scripts as 0 to 9,
 * one dash, footnote marks gone, slashes closed up, and a space between a digit and the letters that follow it.
 */
export function prepare(text: string): string {
  const plain = text
    .replace(/(\d) ?([½¼¾])/g, (_, digit: string, part: string) => digit + FRACTIONS[part])
    .replace(/[\u00b9\u00b2\u00b3\u2070-\u2079]/g, ' ')
    .replace(/[’‘ʼ＇]/g, "'");
  return foldDigits(normalise(plain))
    .replace(/[萬億頭術諮準]/g, (letter) => TRADITIONAL[letter] ?? letter)
    .replace(DASHES, '-')
    .replace(/ ?[/\u2044\u2215] ?/g, '/')
    .replace(
      /(\d)(?=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Bengali}\p{Script=Devanagari}])/gu,
      '$1 ',
    );
}

interface Finder {
  matcher: Matcher;
  /** Concepts of terms of one letter, which the matcher leaves out. */
  singles: Map<string, string[]>;
}

let finder: Finder | null = null;

function openFinder(): Finder {
  const singles = new Map<string, string[]>();
  for (const { concepts } of LANGUAGES) {
    for (const [concept, terms] of Object.entries(concepts)) {
      for (const term of terms) {
        const letter = term.replace('$', '');
        if (letter.length === 1) {
          singles.set(letter, [...(singles.get(letter) ?? []), concept]);
        }
      }
    }
  }
  return { matcher: new Matcher(LANGUAGES), singles };
}

const HAN = /[\u4e00-\u9fff]/;
const LETTER = /[\p{L}\p{M}\p{N}]/u;

/** A word of one letter: anywhere in Chinese, elsewhere where it stands alone. */
function standsAlone(text: string, at: number): boolean {
  return HAN.test(text.charAt(at)) || !(LETTER.test(text[at - 1] ?? '') || LETTER.test(text[at + 1] ?? ''));
}

/**
 * The words about prices in a prepared text, in every language, by position. A word inside a longer one is left out
 * ('interest' in 'interest-free'). Linear in the text; the finder is built at the first call.
 */
export function findWords(text: string): Word[] {
  finder ??= openFinder();
  const { matcher, singles } = finder;
  const found: Word[] = matcher.find(text).map(({ concept, start, end }) => ({ concept, start, end }));
  for (let at = 0; at < text.length; at += 1) {
    const concepts = singles.get(text.charAt(at));
    if (!concepts || !standsAlone(text, at)) continue;
    for (const concept of concepts) found.push({ concept, start: at, end: at + 1 });
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let cover = { start: -1, end: -1 };
  return found.filter((word) => {
    const inside = word.end <= cover.end && (word.start > cover.start || word.end < cover.end);
    // A time hides nothing: 年利率 is a rate as well.
    if (!inside && word.end > cover.end && !word.concept.startsWith('per-')) cover = word;
    return !inside;
  });
}
