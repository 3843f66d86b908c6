import oauth from '../../data/contacts/oauth.json' with { type: 'json' };
import { type ContactsRequest, type Evidence, quote } from '../assessment/index.ts';
import type { Snapshot } from '../page/index.ts';
import { isReport } from './setting.ts';
import { findWords, has, matchesOf, type Words } from './words.ts';

const CONTACT_TYPES = /vcard|\.vcf|\.ldif?\b|directory;profile=vcard/;
const TABLE_TYPES = /\.csv|text\/csv|\.tsv|comma-separated|\.xlsx?|spreadsheet|ms-excel|text\/plain|\.txt/;
const FORMATS = /(?:^|[^a-z])(?:csv|vcf|vcard|v-card|ldif|excel|xlsx?|spreadsheet)(?:[^a-z]|$)/;
const BRANDS = new RegExp(
  `(?:^|[^a-z])(?:${oauth.mailBrands.map((brand) => brand.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?:[^a-z]|$)`,
);
const SHORT = 140;
/** Characters between "import" and "contacts" in one phrase. */
const APART = 28;

interface Said extends Evidence {
  words: Words;
  kind: 'head' | 'action' | 'label' | 'text';
}

function shortTexts(snapshot: Snapshot): Said[] {
  const texts: Said[] = [];
  const add = (text: string, where: string, kind: Said['kind']) => {
    if (text !== '' && text.length <= SHORT && texts.length < 600)
      texts.push({ text, where, kind, words: findWords(text) });
  };
  add(snapshot.title, 'title', 'head');
  for (const action of snapshot.actions) add(action.text, action.where, 'action');
  for (const control of snapshot.controls) {
    if (control.type === 'file' || control.type === 'textarea') add(control.label, control.where, 'label');
  }
  for (const block of snapshot.blocks) {
    if (block.zone === 'nav' || block.zone === 'footer') continue;
    add(block.text, block.where, /^h[1-6]$/.test(block.tag) ? 'head' : 'text');
  }
  return texts;
}

/** Whether a short text speaks of bringing contacts in: "Import contacts", 导入通讯录, "Importar Contatos via CSV". */
function saysImport(words: Words): boolean {
  const objects = matchesOf(words, 'contact-file', 'not-contacts').filter(
    (match) =>
      !words.found.some(
        (other) => other.concept === 'reference' && other.start <= match.start && other.end >= match.end,
      ),
  );
  return matchesOf(words, 'import').some((verb) =>
    objects.some((object) => {
      const gap =
        object.start >= verb.end ? words.text.slice(verb.end, object.start) : words.text.slice(object.end, verb.start);
      return (
        (object.start >= verb.end || verb.start >= object.end) && gap.length <= APART && !/[.!?。！？|;]/.test(gap)
      );
    }),
  );
}

function request(vector: ContactsRequest['vector'], { text, where }: Evidence): ContactsRequest {
  return { vector, evidence: { text: quote(text), where } };
}

/**
 * Requests to hand a contact list over: a file of contacts, a list pasted into a box, the address book of a mail or
 * social account, people picked from the phone. A file input for tables counts only beside words about contacts.
 */
export function findImports(snapshot: Snapshot): ContactsRequest[] {
  const texts = shortTexts(snapshot);
  const importing = texts.filter(({ words }) => saysImport(words));
  const found: ContactsRequest[] = [];
  for (const control of snapshot.controls) {
    if (control.type !== 'file' && control.type !== 'textarea') continue;
    const shown = {
      text: [control.label, control.accept].filter(Boolean).join(' · ') || control.key,
      where: control.where,
    };
    if (control.type === 'file' && CONTACT_TYPES.test(control.accept)) found.push(request('file-import', shown));
    else if (control.type === 'file' && aboutContacts(importing, control.accept)) {
      found.push(request('file-import', importing[0] ?? shown));
    } else if (control.type === 'textarea' && importing.some(({ kind }) => kind !== 'text')) {
      found.push(request('file-import', importing.find(({ kind }) => kind !== 'text')!));
    }
  }
  const branded = importing.find(({ words }) => BRANDS.test(words.text));
  const offer = branded ?? offerIn(snapshot);
  if (offer) found.push(request('oauth-scope', offer));
  else if (importing.length > 0) found.push(...fromWords(snapshot, texts, importing));
  // Older sites ask for the mail account itself: address and password beside "import your contacts".
  const withPassword = snapshot.counts.passwords > 0 && snapshot.counts.textLength < 4_000 ? importing[0] : undefined;
  if (withPassword && !branded) found.push(request('oauth-scope', withPassword));
  const account = accountOf(texts, importing.length > 0);
  if (account && !branded) found.push(request('oauth-scope', account));
  const pick = texts.find(({ kind, words }) => kind === 'action' && has(words, 'pick'));
  if (pick) found.push(request(BRANDS.test(pick.words.text) ? 'oauth-scope' : 'contact-picker', pick));
  return found;
}

function aboutContacts(importing: readonly Said[], accept: string): boolean {
  return importing.length > 0 && (accept === '' || TABLE_TYPES.test(accept) || !/image|pdf|video|audio/.test(accept));
}

/** A longer text that offers to import contacts from several mail accounts by name. */
function offerIn(snapshot: Snapshot): Evidence | null {
  if (snapshot.counts.textLength > 2_500 || isReport(snapshot)) return null;
  for (const { text, where, zone } of snapshot.blocks) {
    if (text.length <= SHORT || text.length > 2_500 || zone === 'nav' || zone === 'footer') continue;
    const words = findWords(text);
    const brands = new Set(oauth.mailBrands.filter((brand) => words.text.includes(brand)));
    if (brands.size >= 2 && saysImport(words)) return { text, where };
  }
  return null;
}

/** No control for it in sight: a heading or button that says it, with a file format or a mail account near by. */
function fromWords(snapshot: Snapshot, texts: readonly Said[], importing: readonly Said[]): ContactsRequest[] {
  const strong = importing.find(({ kind }) => kind === 'head' || kind === 'action');
  if (!strong || snapshot.counts.textLength > 6_000) return [];
  if (texts.some(({ words }) => FORMATS.test(words.text))) return [request('file-import', strong)];
  if (texts.some(({ kind, words }) => kind === 'action' && BRANDS.test(words.text)))
    return [request('oauth-scope', strong)];
  // In a table of contacts the button leads to the import; it is not the import.
  return strong.kind === 'action' && snapshot.counts.headerCells < 3 ? [request('file-import', strong)] : [];
}

/** A mail or social account to be linked for its contacts, or through which friends are to be invited. */
function accountOf(texts: readonly Said[], importing: boolean): Said | null {
  for (const said of texts) {
    const { words } = said;
    if (!BRANDS.test(words.text) || !has(words, 'sign-in')) continue;
    const invites = has(words, 'invite');
    const contacts = matchesOf(words, 'contact-file', 'not-contacts').length > 0 || has(words, 'address-book');
    if (importing || invites || contacts) return said;
  }
  return null;
}
