import packed from '../../data/model/gate.json' with { type: 'json' };

/** How many letters of a stem count. */
export const STEM_LENGTH = 12;

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
let table: Uint32Array | undefined;
const starts = new Uint8Array(1 << 10);

/** The table, made for the first text: most frames are gone before they are looked at. */
function unpacked(): Uint32Array {
  if (table) return table;
  table = new Uint32Array(1 << 14);
  for (const [kind, stems] of packed.stems.split(' ').entries()) {
    const bytes = atob(stems);
    let hash = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      hash = ((hash << 8) | bytes.charCodeAt(at)) & 0xffffff;
      // Three bytes a stem.
      if (at % 3 < 2) continue;
      table[hash & 0x3fff] = (kind << 24) | hash;
      starts[hash >> 14] = 1;
    }
  }
  return table;
}

/** Number of stems of each class in a text of small letters. */
function count(text: string): number[] {
  const found = [0, 0, 0];
  const table = unpacked();
  let inWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 97 || (code > 122 && code < 0xc0) || (code > 0x1fff && code < 0x2070)) {
      inWord = false;
      continue;
    }
    // Thai, Chinese and the like put no spaces between words: there a stem may begin anywhere.
    if (!inWord || (code > 0xdff && (code < 0xf00 || code > 0x2e7f))) {
      let hash = more(more(packed.seed, code), text.charCodeAt(at + 1));
      let length = startLength(code);
      if (length > 2) hash = more(hash, text.charCodeAt(at + 2));
      const start = hash & 0xffc000;
      // Few words begin as any stem does.
      if (starts[start >> 14]) {
        for (; ; length += 1) {
          const stem = table[hash & 0x3fff]!;
          if ((stem & 0xffffff) === (start | (hash & 0x3fff))) found[stem >> 24]! += 1;
          if (length === STEM_LENGTH) break;
          hash = more(hash, text.charCodeAt(at + length));
        }
      }
    }
    inWord = true;
  }
  return found;
}

// Letters that may still be read. Here and below numbers stand as such, since names would cost the script a part of its
// budget: 2400 letters and 250 nodes are looked at, for a lender says what it is about at the top.
let room: number;

function textOf(root: Node, document: Document): string {
  const walker = document.createTreeWalker(root, 4);
  let all = '';
  room = 2400;
  for (let left = 250; left && room > 0; left -= 1) {
    const node = walker.nextNode();
    if (!node) break;
    const data = node.nodeValue!;
    const { length } = data;
    // Of scripts and styles. Short ones do no harm; looking at every node's parent would.
    if (length > 300 && /^s(c|ty)/.test(node.parentElement?.localName as string)) continue;
    // The white space that lays a source out counts, but is nothing to read.
    room -= length + 1;
    // Single letters may be a word drawn letter by letter.
    all += length > 1 ? `${data.slice(0, 600).trim()} ` : data;
  }
  return all;
}

/** A text as the stems are: small letters, nothing invisible, no s p a c e d words. */
function plain(text: string): string {
  let clean = text.replace(/\s\s+/g, ' ').toLowerCase();
  if (/[^\n -~]/.test(clean)) {
    clean = clean.replace(/\p{Cf}/gu, '').normalize('NFKC');
    // Text that is shown backwards, or Latin letters among Russian ones within words: somebody does not want to be read
    // by machines.
    if (/\u202e/.test(text) || clean.split(/[a-z][а-ѕ]|[а-ѕ][a-z]/).length > 4) throw 0;
  }
  return / \S \S \S \S /.test(clean) ? clean.replace(/(?<!\S)(\S) (?=\S(?!\S))/g, '$1') : clean;
}

/** Open shadow roots, and what templates hold, that the last look met. */
export let shadowRoots: Node[] = [];

/**
 * Whether a document might be a lender's, or might ask for the people in an address book: the one question that is asked
 * on every page. Looks at the title, the form controls and the first texts, for some 250 stems of all languages that it
 * carries as hashes. Bounded, and never asks for style or layout. A page that breaks it is suspect.
 */
export function looksLending(document: Document): boolean {
  shadowRoots = [];
  try {
    let fields = 0;
    let words = '';
    // One name at a time: browsers look for each by itself in less time than for all in one selector.
    for (const tag of ['input', 'select', 'textarea', 'bdo']) {
      for (const { type, accept, placeholder, name } of document.querySelectorAll<HTMLInputElement>(tag)) {
        if (fields > 19) break;
        // An element that turns its text round has no type.
        if (!type || (type === 'file' && /vc|csv|ldi/.test(accept))) return true;
        // hidden, submit, button, search, checkbox, radio: letters that stand in no other type.
        if (/dd|bm|tt|rc|ck|io/.test(type)) continue;
        fields += 1;
        words += `${placeholder} ${name} `;
      }
    }
    // Not `document.body`, which an element of that name can stand before; before the title, it has nothing to trim.
    let text = textOf(document.querySelector('body') ?? document, document);
    if (room > 2200) {
      // Hardly any text: it may stand in pictures, in names of things, in open shadow trees or in templates.
      // Node by node, for the list of all could be a million long. Past the last one there is nothing to read.
      const walker = document.createTreeWalker(document, 1);
      while (text.length < room) {
        const { alt, ariaLabel, shadowRoot, content } = (walker.nextNode() ?? {}) as Partial<
          HTMLImageElement & HTMLTemplateElement
        >;
        if (alt || ariaLabel) text += [' ', alt, ariaLabel].join(' ');
        // What `meta` calls content is no tree.
        const tree: Node | null | undefined = shadowRoot ?? content;
        if (tree?.nodeType) {
          shadowRoots.push(tree);
          text += textOf(tree, document);
        }
        room -= 2;
      }
    }
    const parts = plain(` ${document.title.trim()} \0 ${words} \0 ${text}`).split('\0');
    const { length } = parts[2]!;
    const [title, asked, said] = parts.map(count) as [number[], number[], number[]];
    const [lending, steps, contacts] = said.map((found, kind) => found + asked[kind]! + title[kind]!) as [
      number,
      number,
      number,
    ];
    const small = length < 1500;
    return (
      // Talk of lending: in the title or a form and beyond it, or thick on the page.
      (lending > 1 && title[0]! + asked[0]! > 0) ||
      (lending > 2 && lending * 700 > length) ||
      (lending > 1 && small && (fields > 1 || length < 600)) ||
      (lending > 0 && length < 400) ||
      // A step of an application often says nothing of loans, but asks for several telling things at once.
      (steps > 1 && fields > 1 && small) ||
      contacts > (small ? 0 : 1)
    );
  } catch {
    return true;
  }
}
