import WORDS from '../../data/platforms/words.json' with { type: 'json' };
import { foldTight, foldWords, withoutBrackets } from './fold.ts';

// Made when first needed: only the maintainers' tool does, and the extension's bundle can leave the words out.
const folded = (words: readonly string[]) => new Set(words.map((word) => foldWords(word)));
let genericWords: Set<string> | undefined;
let notLenderWords: Set<string> | undefined;

/** Scripts written without spaces: their names are counted in characters, not words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Shortest name that may be matched in a script without spaces, in characters. */
const UNSPACED_LENGTH = 4;

/** Whether a title holds a word that no lender's has: guide, tips, clue, cara, info, game, earn, kuis … */
export function soundsLikeNoLender(name: string): boolean {
  notLenderWords ??= folded(WORDS.notLender);
  const words = notLenderWords;
  return foldWords(name)
    .split(' ')
    .some((word) => words.has(word));
}

/** Whether a folded word, or a name without spaces, is one that every lender uses. */
export function isGenericWord(word: string): boolean {
  genericWords ??= folded(WORDS.generic);
  return genericWords.has(word);
}

/** How many words of a name are its own, and not words that every lender uses (loan, dana, cepat …). */
export function distinctiveWords(name: string): number {
  const words = new Set(foldWords(name).split(' '));
  return [...words].filter((word) => word.length >= 2 && !isGenericWord(word) && !/^\d+$/.test(word)).length;
}

/**
 * The form in which a name may be matched in text, or null where it must never be: names need two or more distinctive
 * words, or four characters of a script without spaces, and may not be the name of anything in `protectedNames`
 * (tightly folded names of licensed lenders and protected brands of all countries).
 */
export function matchableName(name: string, protectedNames: ReadonlySet<string>): string | null {
  const bare = withoutBrackets(name);
  const words = foldWords(bare);
  if (protectedNames.has(foldTight(bare))) return null;
  if (UNSPACED.test(words)) {
    const tight = foldTight(bare);
    return tight.length >= UNSPACED_LENGTH && !isGenericWord(tight) ? tight : null;
  }
  return distinctiveWords(bare) >= 2 && words.length <= 80 ? words : null;
}

/** The stretches of a text that could be a matchable name: runs of two to six words, or of four to twelve characters. */
export function* nameCandidates(text: string): Generator<string> {
  const words = foldWords(text).split(' ');
  for (let from = 0; from < words.length; from++) {
    let run = words[from]!;
    if (UNSPACED.test(run)) {
      for (let at = 0; at < run.length; at++) {
        for (let size = UNSPACED_LENGTH; size <= 16 && at + size <= run.length; size++) yield run.slice(at, at + size);
      }
    }
    for (let to = from + 1; to < words.length && to < from + 8; to++) {
      run += ` ${words[to]}`;
      yield run;
    }
  }
}
