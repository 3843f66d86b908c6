const ASCII = /^[\0-\x7f]*$/;
const LATIN_MARKS = /[\u0300-\u036f]/g;

/**
 * Text as it is searched: compatible forms made one (full-width letters), lower case, Latin letters without their
 * marks (`Đồng` is found by `đong`). Marks of other scripts are vowels and stay.
 */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(LATIN_MARKS, '').normalize('NFC').toLowerCase();
}
