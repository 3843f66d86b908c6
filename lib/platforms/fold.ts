const MARKS = /\p{M}+/gu;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;
const BRACKETED = /[([（【][^)\]）】]{0,80}[)\]）】]/gu;

/** Letters and digits of a text in lower case without accents, words parted by one space. */
export function foldWords(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '').normalize('NFKC').toLowerCase().replace(NOT_WORD, ' ').trim();
}

/** The same without spaces: for comparing names that sources write apart or together. */
export function foldTight(text: string): string {
  return foldWords(text).replaceAll(' ', '');
}

/** The name without what stands in brackets, such as "(loan app)". */
export function withoutBrackets(name: string): string {
  return name.replace(BRACKETED, ' ').trim() || name;
}

/** Words of a name of at least four letters, folded. */
export function longWords(name: string): string[] {
  return foldWords(name)
    .split(' ')
    .filter((word) => word.length >= 4);
}

/** Whether a package id shares a word of at least four letters with one of the names. */
export function packageAgrees(packageId: string, names: readonly string[]): boolean {
  const tight = foldTight(packageId);
  return names.some((name) => {
    const whole = foldTight(name);
    // Names in scripts other than Latin can't stand in a package id.
    if (whole.length >= 4 && tight.includes(whole)) return true;
    return longWords(name).some((word) => tight.includes(word));
  });
}
