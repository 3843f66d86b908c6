import { normaliseHost, refuseListed } from '../../../lib/platforms/index.ts';
import { parseDate } from './dates.ts';
import type { ColumnRole, PublishedList } from './lists.ts';
import { cellText, headerKey, type Table } from './tables/index.ts';

/** One row of a published list, cleaned: no e-mail addresses, no telephone numbers, no private accounts. */
export interface ListRow {
  key: string;
  name: string;
  aliases: string[];
  operator: string;
  domains: string[];
  android: string[];
  ios: string[];
  licence: string;
  /** ISO date of the row, or null where the edition's date counts. */
  date: string | null;
  says: string;
  quote: string;
}

/** A row that is left out, with the reason. */
export interface LeftOut {
  row: number;
  text: string;
  reason: string;
}

const SOCIAL =
  /(^|\.)(facebook|instagram|whatsapp|telegram|tiktok|twitter|youtube|linkedin)\.(com|org)$|^(wa\.me|t\.me|fb\.me|fb\.com|x\.com|m\.me)$/;
const ANDROID = /^[a-z][\w]*(\.[a-z_][\w]*){1,9}$/i;
const EMAIL = /\S+@\S+\.\S+/g;
const PHONE = /\+?\d[\d\s().-]{7,}\d/g;
const QUOTE_LIMIT = 300;

/** What the links in a text lead to. */
export interface FoundLinks {
  domains: string[];
  android: string[];
  ios: string[];
  /** Accounts on social networks: private persons', never taken. */
  social: number;
  /** Hosts that may not be listed, with the reason. */
  refused: string[];
}

/** Apps and domains in a cell: store links, package names, addresses with or without scheme. */
export function linksIn(text: string, bareNamesAreApps: boolean): FoundLinks {
  const found: FoundLinks = { domains: [], android: [], ios: [], social: 0, refused: [] };
  for (const token of text.replace(EMAIL, ' ').split(/[\s,;|<>"'()]+/)) {
    if (!token.includes('.')) continue;
    const scheme = /^https?:\/\//i.test(token);
    if (!scheme && bareNamesAreApps && ANDROID.test(token) && !token.includes('/')) found.android.push(token);
    else takeAddress(found, scheme ? token : `https://${token}`);
  }
  return {
    ...found,
    domains: [...new Set(found.domains)],
    android: [...new Set(found.android)],
    ios: [...new Set(found.ios)],
  };
}

function takeAddress(found: FoundLinks, address: string): void {
  if (!URL.canParse(address)) return;
  const url = new URL(address);
  const name = normaliseHost(url.hostname)?.name.replace(/^www\./, '');
  if (!name) return;
  const id = url.searchParams.get('id');
  const last = url.pathname.split('/').filter(Boolean).at(-1) ?? '';
  if (name === 'play.google.com') {
    if (id && ANDROID.test(id)) found.android.push(id);
  } else if (name === 'apps.apple.com' || name === 'itunes.apple.com') {
    const apple = /^id(\d{6,12})$/.exec(last)?.[1];
    if (apple) found.ios.push(apple);
  } else if (/^apk|aptoide|uptodown/.test(name)) {
    if (ANDROID.test(last)) found.android.push(last);
  } else if (SOCIAL.test(name)) found.social++;
  else {
    const reason = refuseListed(name);
    if (reason) found.refused.push(`${name}: ${reason}`);
    else found.domains.push(name);
  }
}

/**
 * The rows of a table as a list's columns name them, and those left out. Throws where the table lacks the column of
 * names, saying which columns it has.
 */
export function rowsOf(table: Table, list: PublishedList): { rows: ListRow[]; leftOut: LeftOut[] } {
  const place = columnPlaces(table, list);
  if (place.name === undefined)
    throw new Error(`${table.where}: no column of names; it has ${table.header.join(', ')}`);
  const onlyAt = list.only ? columnAt(table, list.only.column) : undefined;
  const rows: ListRow[] = [];
  const leftOut: LeftOut[] = [];
  for (const [at, cells] of table.rows.entries()) {
    const cell = (role: ColumnRole) => (place[role] === undefined ? '' : (cells[place[role]] ?? ''));
    const out = (reason: string) => leftOut.push({ row: at + 1, text: cell('name').slice(0, 60), reason });
    if (list.only && !headerKey(onlyAt === undefined ? '' : (cells[onlyAt] ?? '')).includes(headerKey(list.only.holds)))
      continue;
    const name = safeText(cell('name'));
    if (name.length < 2 || !/\p{L}/u.test(name)) {
      out('no name');
      continue;
    }
    const found = linksIn(`${cell('links')} ${cell('name').includes('://') ? cell('name') : ''}`, false);
    const apps = linksIn(cell('app'), true);
    const android = [...new Set([...found.android, ...apps.android])];
    const domains = list.noDomains ? [] : found.domains;
    if (found.social > 0 && android.length === 0 && found.domains.length === 0) {
      out('a private account on a social network');
      continue;
    }
    const licence = plainText(cell('licence'));
    const letter = plainText(cell('letter'));
    rows.push({
      key: licence || [name, letter].filter(Boolean).join('|'),
      name,
      aliases: safeText(cell('alias')) ? [safeText(cell('alias'))] : [],
      operator: safeText(cell('operator')),
      domains,
      android,
      ios: [...new Set([...found.ios, ...apps.ios])],
      licence,
      date: parseDate(cell('date'), list.dateOrder),
      says: list.says
        .replace('{licence}', licence)
        .replace('{letter}', letter)
        .replace(/\s*\([^)]*\s\)/, '')
        .trim(),
      quote: [name, safeText(cell('operator')), licence, letter, android.join(' '), domains.join(' ')]
        .filter(Boolean)
        .join('; ')
        .slice(0, QUOTE_LIMIT),
    });
  }
  return { rows, leftOut };
}

/** A cell without addresses and markup. */
function plainText(text: string): string {
  return cellText(
    text
      .replace(/https?:\/\/\S+/gi, ' ')
      .replace(EMAIL, ' ')
      .replace(/[<>]/g, ' '),
  );
}

/** The same without telephone numbers, which have no business in a list of firms. Not for licences: some are all digits. */
function safeText(text: string): string {
  return cellText(plainText(text).replace(PHONE, ' '));
}

function columnPlaces(table: Table, list: PublishedList): Partial<Record<ColumnRole, number>> {
  const places: Partial<Record<ColumnRole, number>> = {};
  for (const [role, names] of Object.entries(list.columns ?? {}) as [ColumnRole, string[]][]) {
    const at = columnAt(table, names);
    if (at !== undefined) places[role] = at;
  }
  return places;
}

function columnAt(table: Table, names: readonly string[]): number | undefined {
  const keys = table.header.map(headerKey);
  for (const name of names) {
    const at = keys.indexOf(headerKey(name));
    if (at >= 0) return at;
  }
  return undefined;
}
