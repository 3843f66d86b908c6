import packed from '../../data/model/gate.json' with { type: 'json' };

/** How many letters of a stem count. */
export const STEM_LENGTH = 12;
// Nodes and letters that are looked at. A lender says what it is about at the top.
const NODES = 600;
const LETTERS = 9000;

const more = (hash: number, code: number) => (Math.imul(hash, 0x3f4b) + code + (hash >>> 13)) & 0xffffff;

/** The hash of 24 bits by which a stem is kept; no two stems may agree in their last 14 bits. */
export function stemHash(stem: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < stem.length; at += 1) hash = more(hash, stem.charCodeAt(at));
  return hash;
}

// Hash and class of each stem, at the place that the last 14 bits of the hash name. Classes: 0 lending, 1 a step of an
// application, 2 other people's contacts.
const table = new Uint32Array(1 << 14);
for (const [kind, stems] of packed.stems.split(' ').entries()) {
  // Three bytes a stem.
  let hash = 0;
  for (const [at, byte] of [...atob(stems)].entries()) {
    hash = ((hash << 8) | byte.charCodeAt(0)) & 0xffffff;
    if (at % 3 === 2) table[hash & 0x3fff] = (kind << 24) | hash;
  }
}

/** Number of stems of each class in a text of small letters. */
function count(text: string): number[] {
  const found = [0, 0, 0];
  let inWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Thai, Chinese and the like put no spaces between words: there a stem may begin anywhere.
    const anywhere = (code > 0xdff && code < 0xf00) || code > 0x2e7f;
    const letter = (code > 96 && code < 123) || (code > 0xbf && (code < 0x2000 || code > 0x206f));
    if (anywhere || (letter && !inWord)) {
      let hash: number = packed.seed;
      for (let to = at; to < at + STEM_LENGTH && to < text.length; to += 1) {
        hash = more(hash, text.charCodeAt(to));
        const stem = table[hash & 0x3fff]!;
        if (stem << 8 === hash << 8) found[stem >> 24]! += 1;
      }
    }
    inWord = letter;
  }
  return found;
}

function textOf(root: Node, document: Document): string {
  const walker = document.createTreeWalker(root, 4);
  let all = '';
  for (let left = NODES; left && all.length < LETTERS; left -= 1) {
    const node = walker.nextNode();
    if (!node) break;
    const data = node.nodeValue ?? '';
    // Short scripts do no harm; looking at every node's parent would.
    if (data.length > 300 && /^s(cript|tyle)$/.test(node.parentElement?.localName ?? '')) continue;
    // Single letters may be a word drawn letter by letter.
    all += data.length > 1 ? `${data.slice(0, 600)} ` : data;
  }
  return all;
}

const LOOKALIKES = 'асеорухіјѕ';

/** A text as the stems are: small letters, nothing invisible, no look-alikes inside Latin words, no s p a c e d words. */
function plain(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u2060\ufeff\xad]/g, '')
    .replace(/\s+/g, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[a-z][асеорухіјѕ]+|[асеорухіјѕ]+[a-z]/g, (word) =>
      word.replace(/[^a-z]/g, (letter) => 'aceopyxijs'[LOOKALIKES.indexOf(letter)]!),
    )
    .replace(/(?<!\S)(\S) (?=\S(?!\S))/g, '$1');
}

function suspicion(document: Document): boolean {
  let fields = 0;
  let file = false;
  let words = '';
  for (const control of document.querySelectorAll('input,select,textarea')) {
    if (fields > 40) break;
    const attribute = (name: string) => control.getAttribute(name) ?? '';
    // hidden, submit, button, search, checkbox, radio
    if (/hid|sub|but|sea|che|rad/.test(attribute('type'))) continue;
    fields += 1;
    file ||= /vc/.test(attribute('accept'));
    words += `${attribute('placeholder')} ${attribute('name')} `;
  }
  let text = textOf(document.body ?? document, document);
  if (text.length < 400) {
    // Hardly any text: it may stand in pictures, in names of things, or in open shadow trees.
    for (const element of [...document.querySelectorAll('*')].slice(0, NODES)) {
      text += ` ${element.getAttribute('alt') ?? ''} ${element.getAttribute('aria-label') ?? ''}`;
      if (element.shadowRoot) text += textOf(element.shadowRoot, document);
    }
  }
  const parts = plain(`${document.title} \0 ${words} \0 ${text}`).split('\0');
  text = parts[2]!;
  const [title, asked, said] = parts.map(count) as [number[], number[], number[]];
  const [lending = 0, steps = 0, contacts = 0] = said.map((found, kind) => found + asked[kind]! + title[kind]!);
  const small = text.length < 1500;
  return (
    file ||
    // Talk of lending: in the title or a form and beyond it, or thick on the page.
    (lending > 1 && title[0]! + asked[0]! > 0) ||
    (lending > 2 && lending * 700 > text.length) ||
    (lending > 1 && small && (fields > 1 || text.length < 600)) ||
    (lending > 0 && text.length < 400) ||
    // A step of an application often says nothing of loans, but asks for several telling things at once.
    (steps > 1 && fields > 1 && small) ||
    contacts > (small ? 0 : 1)
  );
}

/**
 * Whether a document might be a lender's, or might ask for the people in an address book: the one question that is asked
 * on every page. Looks at the title, the form controls and the first texts, for some 300 stems of all languages that it
 * carries as hashes. Bounded, and never asks for style or layout. A page that breaks it is suspect.
 */
export function looksLending(document: Document): boolean {
  try {
    return suspicion(document);
  } catch {
    return true;
  }
}
