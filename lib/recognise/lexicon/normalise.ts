import variants from '../../../data/lexicon/han-variants.json' with { type: 'json' };

/** Latin letters that look like others: Cyrillic and Greek small letters. Pairs of look-alike and Latin letter. */
const LOOKALIKES =
  'аa вb сc ԁd еe ғf ԍg һh іi їi јj кk ӏl мm пn оo рp ԛq гr ѕs тt цu ѵv ԝw хx уy αa βb γy εe ηn ικ ιi κk νv οo ρp τt υu χx ωw';

const HAN = new Map<number, string>();
for (let at = 0; at < variants.traditional.length; at += 1) {
  HAN.set(variants.traditional.charCodeAt(at), variants.simplified.charAt(at));
}
const LATIN = new Map(LOOKALIKES.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]));

const ASCII = /^[\t-\r -~]*$/;
const FORMAT = /(?:\p{Cf}|\p{Variation_Selector}|\u034f|\u115f|\u1160|\u3164)+/gu;
const OVERRIDE = /\u202e([^\u202c\u202d\u202e\u2069]*)[\u202c\u202d\u2069]?/g;
const MIXABLE = /[\u0370-\u03ff\u0400-\u052f]/;
const WORD = /[\p{L}\p{M}]+/gu;
const LATIN_LETTER = /[a-z]/;
// Letters of Cyrillic that no Russian word has, or no word at all.
const ODD_LETTER = /[іїјѕԁԍԛԝһӏѵғ]/;
const SPELLED = /(?<![\p{L}\p{N}])\p{L}(?:[ ·.\-_*]\p{L}){3,}(?![\p{L}\p{N}])/gu;
const MAYBE_SPELLED = /\p{L}[ ·.\-_*]\p{L}[ ·.\-_*]\p{L}[ ·.\-_*]\p{L}(?!\p{L})/u;
const HAN_GAP = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;
const HAN_OR_BEYOND = /[\u2e80-\uffef]/;

/**
 * Text in the form in which terms are matched: NFKC, lower case, white space folded, invisible characters taken out,
 * traditional Chinese letters turned into simplified ones, look-alikes inside Latin words turned into Latin letters,
 * text shown backwards by overrides turned round, and words spelled with gaps closed up. Linear in the text's length.
 */
export function normalise(text: string): string {
  if (ASCII.test(text)) return closeGaps(text.toLowerCase().replace(/\s+/g, ' '));
  let clean = text.includes('\u202e') ? text.replace(OVERRIDE, (_, run: string) => [...run].reverse().join('')) : text;
  clean = clean.normalize('NFKC').replace(FORMAT, '').toLowerCase().replace(/\s+/g, ' ');
  if (MIXABLE.test(clean)) clean = clean.replace(WORD, unmask);
  if (HAN_OR_BEYOND.test(clean)) clean = simplify(clean).replace(HAN_GAP, '');
  return closeGaps(clean);
}

function closeGaps(text: string): string {
  return MAYBE_SPELLED.test(text) ? text.replace(SPELLED, (run) => run.replace(/[ ·.\-_*]/g, '')) : text;
}

/** A word that mixes Latin with look-alikes of it, in Latin letters throughout. */
function unmask(word: string): string {
  if (!MIXABLE.test(word) || !(LATIN_LETTER.test(word) || ODD_LETTER.test(word))) return word;
  let plain = '';
  for (const letter of word) plain += LATIN.get(letter) ?? letter;
  return plain;
}

function simplify(text: string): string {
  let simple = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = HAN.get(text.charCodeAt(at));
    if (letter === undefined) continue;
    simple += text.slice(from, at) + letter;
    from = at + 1;
  }
  return from === 0 ? text : simple + text.slice(from);
}
