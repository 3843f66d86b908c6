import packed from '../../data/model/gate.json' with { type: 'json' };

/** How many letters of a stem count. */
export const STEM_LENGTH = 12;
// Nodes and letters that are looked at. A lender says what it is about at the top.
const NODES = 250;
const LETTERS = 2400;

const more = (hash: number, code: number) => {
  const mixed = Math.imul(hash ^ code, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};

// How many letters the beginning of a stem has: three in alphabets, two in scripts that say more with a letter.
const startLength = (code: number) => (code > 0x8ff && (code < 0x1000 || code > 0x2e7f) ? 2 : 3);

/**
 * The 24 bits by which a stem is kept: 10 of its first two or three letters, 14 of the whole. No two stems may agree in the last 14.
 */
export function stemHash(stem: string, seed: number): number {
  let hash = seed;
  let start = 0;
  for (let at = 0; at < stem.length; at += 1) {
    hash = more(hash, stem.charCodeAt(at));
    if (at === startLength(stem.charCodeAt(0)) - 1) start = hash;
  }
  return (start & 0xffc000) | (hash & 0x3fff);
}

// By the last 14 bits: hash and class of a stem. By the first 10: whether any stem begins so, which few words do.
// Classes: 0 lending, 1 a step of an application, 2 other people's contacts.
const table = new Uint32Array(1 << 14);
const starts = new Uint8Array(1 << 10);
for (const [kind, stems] of packed.stems.split(' ').entries()) {
  // Three bytes a stem.
  let hash = 0;
  for (const [at, byte] of [...atob(stems)].entries()) {
    hash = ((hash << 8) | byte.charCodeAt(0)) & 0xffffff;
    if (at % 3 < 2) continue;
    table[hash & 0x3fff] = (kind << 24) | hash;
    starts[hash >> 14] = 1;
  }
}

/** Number of stems of each class in a text of small letters. */
function count(text: string): number[] {
  const found = [0, 0, 0];
  let inWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const letter = (code > 96 && code < 123) || (code > 0xbf && (code < 0x2000 || code > 0x206f));
    // Thai, Chinese and the like put no spaces between words: there a stem may begin anywhere.
    const anywhere = (code > 0xdff && code < 0xf00) || code > 0x2e7f;
    if (letter && (anywhere || !inWord)) {
      let hash: number = packed.seed;
      let start = 0;
      const first = startLength(code) - 1;
      for (let to = 0; to < STEM_LENGTH; to += 1) {
        hash = more(hash, text.charCodeAt(at + to));
        if (to < first) continue;
        if (to === first) start = hash & 0xffc000;
        if (!starts[start >> 14]) break;
        const stem = table[hash & 0x3fff]!;
        if ((stem & 0xffffff) === (start | (hash & 0x3fff))) found[stem >> 24]! += 1;
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

/** A text as the stems are: small letters, nothing invisible, no s p a c e d words. */
function plain(text: string): string {
  let clean = text.replace(/\s\s+/g, ' ').toLowerCase();
  if (/[^\n -~]/.test(clean)) clean = clean.replace(/[\u200b-\u200f\u2060\ufeff\xad]/g, '').normalize('NFKC');
  return / \S \S \S \S /.test(clean) ? clean.replace(/(?<!\S)(\S) (?=\S(?!\S))/g, '$1') : clean;
}

/** Open shadow roots that the last look met. */
export let shadowRoots: Node[] = [];

function suspicion(document: Document): boolean {
  shadowRoots = [];
  const controls = document.querySelectorAll<HTMLInputElement>('input,select,textarea');
  let fields = 0;
  let file = false;
  let words = '';
  for (let at = 0; at < controls.length && fields < 20; at += 1) {
    const { type, accept, placeholder, name } = controls[at]!;
    // hidden, submit, button, search, checkbox, radio
    if (/hid|sub|but|sea|che|rad/.test(type)) continue;
    fields += 1;
    file ||= /vc|csv|ldi/.test(accept);
    words += `${placeholder} ${name} `;
  }
  let text = textOf(document.body ?? document, document);
  if (text.length < 200) {
    // Hardly any text: it may stand in pictures, in names of things, or in open shadow trees.
    for (const { alt, ariaLabel, shadowRoot } of document.querySelectorAll<HTMLImageElement>('*')) {
      text += ` ${alt ?? ''} ${ariaLabel ?? ''}`;
      if (shadowRoot) {
        shadowRoots.push(shadowRoot);
        text += textOf(shadowRoot, document);
      }
      if (text.length > LETTERS) break;
    }
  }
  const parts = plain(` ${document.title} \0 ${words} \0 ${text}`).split('\0');
  text = parts[2]!;
  const [title, asked, said] = parts.map(count) as [number[], number[], number[]];
  const [lending = 0, steps = 0, contacts = 0] = said.map((found, kind) => found + asked[kind]! + title[kind]!);
  const small = text.length < 1500;
  return (
    file ||
    // Latin letters among Russian ones within words: somebody does not want to be read by machines.
    text.split(/[a-z][а-ѕ]|[а-ѕ][a-z]/).length > 4 ||
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
 * on every page. Looks at the title, the form controls and the first texts, for some 250 stems of all languages that it
 * carries as hashes. Bounded, and never asks for style or layout. A page that breaks it is suspect.
 */
export function looksLending(document: Document): boolean {
  try {
    return suspicion(document);
  } catch {
    return true;
  }
}
