import stems from '../../data/model/gate.json' with { type: 'json' };

/** How many letters of a stem count. */
export const STEM_LENGTH = 12;
// Nodes and letters that are looked at. A lender says what it is about at the top.
const NODES = 600;
const LETTERS = 9000;

const more = (hash: number, code: number) => (Math.imul(hash, 0x3f4b) + code + (hash >>> 13)) & 0xffffff;

/** The hash of 24 bits by which a stem is kept. */
export function stemHash(stem: string): number {
  let hash = 7;
  for (let at = 0; at < stem.length; at += 1) hash = more(hash, stem.charCodeAt(at));
  return hash;
}

// Class of each stem by hash: 0 lending, 1 a step of an application, 2 other people's contacts. The table in front of it answers "none" for nearly every letter.
const classes = new Map<number, number>();
const table = new Uint8Array(1 << 14);

function open(): void {
  for (const [kind, packed] of [stems.lending, stems.step, stems.contacts].entries()) {
    // Three bytes a stem.
    let hash = 0;
    for (const [at, byte] of [...atob(packed)].entries()) {
      hash = ((hash << 8) | byte.charCodeAt(0)) & 0xffffff;
      if (at % 3 < 2) continue;
      classes.set(hash, kind);
      table[hash & 0x3fff] = 1;
    }
  }
}

/** Number of stems of each class in a text. */
function count(text: string): number[] {
  const found = [0, 0, 0];
  const lower = text.toLowerCase();
  let inWord = false;
  for (let at = 0; at < lower.length; at += 1) {
    const code = lower.charCodeAt(at);
    // Thai, Chinese and the like put no spaces between words: there a stem may begin anywhere.
    const anywhere = (code > 0xdff && code < 0xf00) || (code > 0x2e7f && code < 0xd800);
    const letter =
      (code > 96 && code < 123) || (code > 47 && code < 58) || (code > 0xbf && (code < 0x2000 || code > 0x206f));
    if (anywhere || (letter && !inWord)) {
      let hash = 7;
      for (let to = at; to < at + STEM_LENGTH && to < lower.length; to += 1) {
        hash = more(hash, lower.charCodeAt(to));
        const kind = table[hash & 0x3fff] ? classes.get(hash) : undefined;
        if (kind !== undefined) found[kind]! += 1;
      }
    }
    inWord = letter;
  }
  return found;
}

function textOf(document: Document): string {
  const walker = document.createTreeWalker(document.body ?? document, 4);
  let all = '';
  for (let left = NODES; left && all.length < LETTERS; left -= 1) {
    const node = walker.nextNode();
    if (!node) break;
    const data = node.nodeValue ?? '';
    // Short scripts do no harm; looking at every node's parent would.
    if (data.length > 300 && /^(script|style)$/.test(node.parentElement?.localName ?? '')) continue;
    all += `${data.slice(0, 600)} `;
  }
  return all
    .replace(/[\u200b-\u200f\u2060\ufeff\xad]+/g, '')
    .replace(/\s+/g, ' ')
    .normalize('NFKC');
}

function suspicion(document: Document): boolean {
  if (classes.size === 0) open();
  let fields = 0;
  let file = false;
  let words = '';
  for (const control of document.querySelectorAll('input,select,textarea')) {
    if (fields > 40) break;
    const attribute = (name: string) => control.getAttribute(name) ?? '';
    if (/^(hidden|submit|button|search|checkbox|radio)$/.test(attribute('type'))) continue;
    fields += 1;
    file ||= /vcf|vcard/.test(attribute('accept'));
    words += `${attribute('placeholder')} ${attribute('name').replace(/_/g, ' ')} `;
  }
  const text = textOf(document);
  const title = count(document.title);
  const asked = count(words);
  const said = count(text);
  const [lending = 0, steps = 0, contacts = 0] = said.map((found, kind) => found + asked[kind]! + title[kind]!);
  const small = text.length < 1500;
  return (
    file ||
    // Talk of lending: in the title or a form and beyond it, or thick on the page.
    (lending > 1 && title[0]! + asked[0]! > 0) ||
    (lending > 2 && lending * 700 > text.length) ||
    (lending > 1 && small && (fields > 1 || text.length < 600)) ||
    (lending > 0 && text.length < 200) ||
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
