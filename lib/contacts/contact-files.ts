import type { ContactFormat, ContactProblem, ContactRecord, ContactScanner, OnRecord } from './contact-record.ts';
import { CsvScanner, separatorOf } from './csv-reader.ts';
import { LdifScanner } from './ldif-reader.ts';
import { LinesScanner } from './lines-reader.ts';
import { VCardScanner } from './vcard-reader.ts';

/** Largest file that is counted, in bytes. */
export const FILE_LIMIT = 64 * 1024 * 1024;
/** What of a `Blob` counting needs. */
export interface CountableFile {
  readonly size: number;
  slice(from: number, to: number): Pick<Blob, 'arrayBuffer'>;
}

const SLICE = 256 * 1024;
const HEAD = 65_536;

/** How many people's data a file or text holds. */
export interface ContactCount {
  format: ContactFormat;
  people: number;
  withPhone: number;
  phones: number;
  emails: number;
  /** Oddities that were read over; the count may be off by a few then. */
  problems: ContactProblem[];
}

/**
 * Why a file cannot be counted: nothing in it, over 64 MB, a spreadsheet or archive whose inside is not read, other
 * binary data, or text in which no person was found.
 */
export type UncountableReason = 'empty' | 'too-large' | 'spreadsheet' | 'binary' | 'no-people';

/** A count, or the reason why there is none. */
export type ContactCounting = ({ ok: true } & ContactCount) | { ok: false; reason: UncountableReason };

function scannerFor(format: ContactFormat, onRecord: OnRecord): ContactScanner {
  if (format === 'vcard') return new VCardScanner(onRecord);
  if (format === 'ldif') return new LdifScanner(onRecord);
  return format === 'csv' ? new CsvScanner(onRecord) : new LinesScanner(onRecord);
}

/** The format of a contact list by its beginning. */
export function contactFormatOf(text: string): ContactFormat {
  const head = text.slice(0, HEAD);
  if (/(?:^|[\r\n])\s{0,20}begin:vcard/i.test(head)) return 'vcard';
  if (/(?:^|[\r\n])dn::? ?\S/i.test(head.slice(0, 4096)) && /[\r\n](?:objectclass|cn|mail|sn)::? /i.test(head))
    return 'ldif';
  const lines = head.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const separator = separatorOf(head);
  const split = lines.filter((line) => line.includes(separator)).length;
  return lines.length > 0 && split * 2 >= lines.length && (separator !== ',' || !prose(lines)) ? 'csv' : 'lines';
}

/** Sentences have commas too. */
function prose(lines: readonly string[]): boolean {
  return lines.filter((line) => /[a-z],\s+[a-z]/i.test(line) && line.split(' ').length > 8).length * 2 > lines.length;
}

/** The charset of a text file: its mark, zeros of UTF-16, valid UTF-8, else what Chinese or western programs write. */
function charsetOf(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, HEAD);
  const odd = head.filter((value, index) => value === 0 && index % 2 === 1).length;
  const even = head.filter((value, index) => value === 0 && index % 2 === 0).length;
  if (odd > head.length / 5) return 'utf-16le';
  if (even > head.length / 5) return 'utf-16be';
  const strict = (charset: string) => {
    try {
      // The last letter may be cut in two.
      return new TextDecoder(charset, { fatal: true }).decode(head, { stream: bytes.length > HEAD });
    } catch {
      // Not this charset.
      return null;
    }
  };
  if (strict('utf-8') !== null) return 'utf-8';
  const chinese = strict('gb18030');
  const han = chinese?.match(/\p{Script=Han}/gu)?.length ?? 0;
  const high = head.filter((value) => value >= 0x80).length;
  return han * 3 > high ? 'gb18030' : 'windows-1252';
}

function uncountable(bytes: Uint8Array): UncountableReason | null {
  if (bytes.length === 0) return 'empty';
  const [a, b, c, d] = bytes;
  if ((a === 0x50 && b === 0x4b) || (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0)) return 'spreadsheet';
  const head = bytes.subarray(0, 4096);
  if (charsetOf(head).startsWith('utf-16')) return null;
  const control = head.filter((value) => value < 9 || (value > 13 && value < 27)).length;
  return control > head.length / 50 ? 'binary' : null;
}

/** Rows without any number or address, under no heading of a contact list, are some other table or plain text. */
function isContactList(scanner: ContactScanner, reachable: boolean): boolean {
  return reachable || !(scanner instanceof CsvScanner) || scanner.headed;
}

/** Counts piece by piece, for a caller that has the pieces. */
class Counter {
  private readonly scanner: ContactScanner;
  private readonly count: ContactCount;

  constructor(format: ContactFormat) {
    this.count = { format, people: 0, withPhone: 0, phones: 0, emails: 0, problems: [] };
    this.scanner = scannerFor(format, ({ record }) => {
      this.count.people += 1;
      this.count.phones += record.phones;
      this.count.emails += record.emails;
      if (record.phones > 0) this.count.withPhone += 1;
    });
  }

  push(text: string): void {
    this.scanner.push(text);
  }

  end(): ContactCounting {
    this.scanner.end();
    const { people, phones, emails } = this.count;
    if (people === 0 || !isContactList(this.scanner, phones + emails > 0)) return { ok: false, reason: 'no-people' };
    return { ok: true, ...this.count, problems: [...this.scanner.problems] };
  }
}

/** The text of a contact file in the charset it was written in, without its mark. Throws no error on bad bytes. */
function contactText(bytes: Uint8Array): string {
  return new TextDecoder(charsetOf(bytes)).decode(bytes);
}

/**
 * Counts the people in a contact list at once; for small files and pasted text. `format` overrides what the beginning
 * shows. Never throws: whatever cannot be counted comes back with a reason.
 */
export function countContacts(data: Uint8Array | string, format?: ContactFormat): ContactCounting {
  if (data.length > FILE_LIMIT) return { ok: false, reason: 'too-large' };
  if (typeof data !== 'string') {
    const reason = uncountable(data);
    if (reason !== null) return { ok: false, reason };
  }
  const text = textOf(data);
  if (text.trim() === '') return { ok: false, reason: 'empty' };
  const counter = new Counter(format ?? contactFormatOf(text));
  counter.push(text);
  return counter.end();
}

/**
 * The same for a file of up to 64 MB, a quarter of a megabyte at a time; `pause` is awaited between slices (give it one that
 * resolves in a later task). Rejects with the signal's reason when aborted, and where the file cannot be read.
 */
export async function countContactsSliced(
  file: CountableFile,
  pause: () => Promise<void>,
  options: { format?: ContactFormat; signal?: AbortSignal } = {},
): Promise<ContactCounting> {
  if (file.size > FILE_LIMIT) return { ok: false, reason: 'too-large' };
  const slice = async (from: number) => new Uint8Array(await file.slice(from, from + SLICE).arrayBuffer());
  const first = await slice(0);
  const reason = uncountable(first);
  if (reason !== null) return { ok: false, reason };
  const decoder = new TextDecoder(charsetOf(first));
  let text = decoder.decode(first, { stream: true });
  const counter = new Counter(options.format ?? contactFormatOf(text));
  for (let from = SLICE; ; from += SLICE) {
    counter.push(text);
    if (from >= file.size) break;
    await pause();
    options.signal?.throwIfAborted();
    text = decoder.decode(await slice(from), { stream: true });
  }
  counter.push(decoder.decode());
  return counter.end();
}

const MOST_LISTED = 10_000;

const textOf = (data: Uint8Array | string) => (typeof data === 'string' ? data : contactText(data));

/**
 * The people of a contact list in order, at most 10,000, so that the user can choose among them. Empty for what
 * `countContacts` cannot count.
 */
export function listContacts(data: Uint8Array | string, format?: ContactFormat): ContactRecord[] {
  const text = textOf(data);
  const records: ContactRecord[] = [];
  let reachable = false;
  const scanner = scannerFor(format ?? contactFormatOf(text), ({ record }) => {
    reachable ||= record.phones + record.emails > 0;
    if (records.length < MOST_LISTED) records.push(record);
  });
  scanner.push(text);
  scanner.end();
  return isContactList(scanner, reachable) ? records : [];
}

/**
 * The list cut down to the people whose `index` is in `keep`, as text whatever charset it came in. Their records stay
 * letter for letter; headings stay; everything else, comments and lists of people included, is left out.
 */
export function stripContacts(data: Uint8Array | string, keep: Iterable<number>, as?: ContactFormat): string {
  const text = textOf(data);
  const format = as ?? contactFormatOf(text);
  const wanted = new Set(keep);
  const parts: string[] = [];
  const scanner = scannerFor(format, ({ record, from, to }) => {
    if (!wanted.has(record.index)) return;
    const part = text.slice(from, text.charAt(to - 1) === '\r' && text.charAt(to) === '\n' ? to + 1 : to);
    parts.push(/[\r\n]$/.test(part) ? part : `${part}\n`);
    if (format === 'ldif') parts.push('\n');
  });
  scanner.push(text);
  scanner.end();
  const heading = scanner instanceof CsvScanner ? text.slice(0, scanner.headingEnd) : '';
  return heading + parts.join('');
}
