/** Formats of contact lists that can be counted and cut down. `lines` is a pasted list without a format. */
export type ContactFormat = 'vcard' | 'csv' | 'ldif' | 'lines';

/** One person in a contact list. */
export interface ContactRecord {
  /** Position in the list, from 0. */
  index: number;
  /** As the file has it, at most 80 characters; '' where it has none. */
  name: string;
  phones: number;
  emails: number;
}

/** Where a record stands in the text, in UTF-16 code units. */
export interface Placed {
  record: ContactRecord;
  from: number;
  to: number;
}

/** Something odd that was read over. */
export type ContactProblem = 'unfinished' | 'quotes' | 'long-line';

/** Takes a text in pieces of any size and gives its people one by one. Memory does not grow with the text. */
export interface ContactScanner {
  push(text: string): void;
  /** Call once after the last piece. */
  end(): void;
  readonly problems: ReadonlySet<ContactProblem>;
}

/** Receives each person as soon as the record is complete. */
export type OnRecord = (placed: Placed) => void;

/** Longest line or field that is kept for reading; the rest of it is passed over. */
export const LINE_LIMIT = 16_384;

const FORMAT_CHARACTERS = /[\p{Cc}\p{Cf}]+/gu;

/** A name fit to be shown. */
export function shownName(text: string): string {
  return text.replace(FORMAT_CHARACTERS, ' ').replace(/\s+/g, ' ').trim().slice(0, 80);
}

/** Whether a whole field reads like a telephone number: 6 to 17 digits with the usual signs. */
export function isPhone(field: string): boolean {
  const text = field.trim();
  if (text.length < 6 || text.length > 40 || !/^[+(\d*#][\d\s().\-/+*#]*(?:(?:x|ext\.?)\s?\d{1,6})?$/i.test(text))
    return false;
  const digits = text.replace(/\D+/g, '').length;
  return digits >= 6 && digits <= 20 && !/^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** Whether a field holds an e-mail address. */
export function isEmail(field: string): boolean {
  const at = field.indexOf('@');
  return at > 0 && field.length < 320 && /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{2,24}$/.test(field.trim());
}

/** Gives whole lines out of pieces, whatever ends them, with where they begin and end (line end included). */
export class LineFeeder {
  private line = '';
  private from = 0;
  private at = 0;
  private afterReturn = false;
  private readonly online: (line: string, from: number, to: number) => void;
  /** True once a line was longer than what is kept. */
  cut = false;

  constructor(online: (line: string, from: number, to: number) => void) {
    this.online = online;
  }

  push(text: string): void {
    let start = 0;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code !== 10 && code !== 13) {
        this.afterReturn = false;
        continue;
      }
      if (code === 10 && this.afterReturn) {
        // Second half of a CR LF: it belongs to the line that was just given.
        this.afterReturn = false;
        start = index + 1;
        this.from = this.at + index + 1;
        continue;
      }
      this.keep(text.slice(start, index));
      this.give(this.at + index + 1);
      start = index + 1;
      this.afterReturn = code === 13;
    }
    this.keep(text.slice(start));
    this.at += text.length;
  }

  end(): void {
    if (this.line !== '') this.give(this.at);
  }

  private keep(part: string): void {
    const room = LINE_LIMIT - this.line.length;
    if (part.length > room) this.cut = true;
    if (room > 0) this.line += part.slice(0, room);
  }

  private give(to: number): void {
    const line = this.line;
    this.line = '';
    this.online(line, this.from, to);
    this.from = to;
  }
}
