import TABLE from '../../data/platforms/confusables.json' with { type: 'json' };

// Made when first needed, so that a worker that wakes for something else does not pay for it.
let byCharacter: Map<string, string> | undefined;

function table(): Map<string, string> {
  if (byCharacter) return byCharacter;
  byCharacter = new Map();
  for (const [plain, sources] of [...Object.entries(TABLE.map), ...Object.entries(TABLE.also)]) {
    for (const source of sources) byCharacter.set(source, plain);
  }
  return byCharacter;
}

/**
 * A Unicode label with every character that looks like a letter or digit of ASCII replaced by it, by Unicode's own table
 * (UTS #39), accents gone. What looks like no ASCII stays.
 */
export function plainLookOf(label: string): string {
  const known = table();
  let look = '';
  for (const char of label.normalize('NFC')) {
    look += known.get(char) ?? char.normalize('NFD').replace(/\p{M}+/gu, '');
  }
  return look.toLowerCase();
}

const DIGIT_LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'b',
  '7': 't',
  '8': 'b',
  '9': 'g',
};

/**
 * A text with what looks alike in ASCII made equal: i and l, rn and m, vv and w, and digits between letters for the
 * letters they stand for. Two texts that the eye takes for one have one skeleton; the length may shrink.
 */
export function asciiSkeleton(text: string): string {
  return text
    .replace(/(?<=[a-z])[013-9](?=[a-z])/g, (digit) => DIGIT_LETTERS[digit] ?? digit)
    .replaceAll('i', 'l')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/** A text with every run of one letter cut to a single one: "aktiiffkan" is "aktifkan". */
export function squeeze(text: string): string {
  return text.replace(/([a-z])\1+/g, '$1');
}
