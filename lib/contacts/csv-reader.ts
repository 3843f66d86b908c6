import {
  type ContactProblem,
  type ContactScanner,
  isEmail,
  isPhone,
  LINE_LIMIT,
  type OnRecord,
  shownName,
} from './contact-record.ts';
import { findWords, has } from './words.ts';

/** Text that is looked at to find the separator. */
const LOOK = 65_536;
/** A quoted field longer than this is taken for a stray quote. */
const FIELD_LIMIT = 65_536;
const MOST_FIELDS = 500;
const SEPARATORS = [',', ';', '\t', '|'] as const;

/** The separator that splits the first lines most evenly; a first line `sep=;` decides. */
export function separatorOf(text: string): string {
  const named = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
  if (named) return named[1]!;
  let best = ',';
  let most = 0;
  for (const separator of SEPARATORS) {
    const counts: number[] = [];
    let count = 0;
    let quoted = false;
    for (let at = 0; at < text.length && counts.length < 20; at++) {
      const letter = text.charAt(at);
      if (letter === '"') quoted = !quoted;
      else if (!quoted && letter === separator) count += 1;
      else if (!quoted && letter === '\n') {
        counts.push(count);
        count = 0;
      }
    }
    if (counts.length === 0 || count > 0) counts.push(count);
    const filled = counts.filter((value) => value > 0);
    const usual = filled.sort((a, b) => a - b)[filled.length >> 1] ?? 0;
    const score = usual * (filled.length / counts.length);
    if (score > most) {
      most = score;
      best = separator;
    }
  }
  return best;
}

interface Columns {
  name: number[];
  given: number[];
  phone: Set<number>;
  email: Set<number>;
}

/** Columns of a heading row, or null where the row is no heading. */
function columnsOf(fields: readonly string[]): Columns | null {
  if (fields.some((field) => isPhone(field) || isEmail(field))) return null;
  const columns: Columns = { name: [], given: [], phone: new Set(), email: new Set() };
  let known = 0;
  for (const [index, field] of fields.entries()) {
    if (field.length > 60) continue;
    const words = findWords(field.replace(/[_-]+/g, ' '));
    const kinds = ['email', 'phone', 'given-name', 'name', 'record-field', 'relation'].filter((kind) =>
      has(words, kind),
    );
    if (kinds.length > 0) known += 1;
    if (kinds.includes('email')) columns.email.add(index);
    else if (kinds.includes('phone')) columns.phone.add(index);
    else {
      if (kinds.includes('given-name')) columns.given.push(index);
      if (kinds.includes('name')) columns.name.push(index);
    }
  }
  return known > 0 && known * 3 >= Math.min(fields.length, 9) ? columns : null;
}

/**
 * Reads CSV with any of the usual separators, quoted fields, line breaks in them, and heading rows in many languages.
 * A row counts as a person where it has anything in it; the heading does not. A quote that is never closed is read
 * over after 64 k characters.
 */
export class CsvScanner implements ContactScanner {
  private readonly found = new Set<ContactProblem>();
  private readonly onRecord: OnRecord;
  private head = '';
  private separator: string | null = null;
  private field = '';
  private fieldLength = 0;
  private fields: string[] = [];
  private quoted = false;
  private quoteSeen = false;
  private afterReturn = false;
  private from = 0;
  private at = 0;
  private rows = 0;
  private count = 0;
  private columns: Columns | null = null;
  /** End of the heading row (0 where there is none), so that it can be kept. */
  headingEnd = 0;

  constructor(onRecord: OnRecord) {
    this.onRecord = onRecord;
  }

  /** Whether a heading row named columns of a contact list. */
  get headed(): boolean {
    return this.columns !== null;
  }

  get problems(): ReadonlySet<ContactProblem> {
    return this.found;
  }

  push(text: string): void {
    if (this.separator === null) {
      this.head += text;
      if (this.head.length < LOOK) return;
      this.begin();
      return;
    }
    this.scan(text);
  }

  end(): void {
    if (this.separator === null) this.begin();
    if (this.quoted) this.found.add('quotes');
    if (this.field !== '' || this.fields.length > 0) this.row(this.at);
  }

  private begin(): void {
    const text = this.head;
    this.head = '';
    this.separator = separatorOf(text.slice(0, LOOK));
    this.scan(text);
  }

  private scan(text: string): void {
    const separator = this.separator!.charCodeAt(0);
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (this.afterReturn) {
        this.afterReturn = false;
        if (code === 10) {
          this.from = this.at + index + 1;
          if (this.headingEnd === this.at + index) this.headingEnd += 1;
          continue;
        }
      }
      if (this.quoted) this.inQuotes(code);
      else if (code === 34 && this.fieldLength === 0 && !this.quoteSeen) {
        this.quoted = true;
        this.quoteSeen = true;
      } else if (code === separator) this.endField();
      else if (code === 10 || code === 13) {
        this.row(this.at + index + 1);
        this.afterReturn = code === 13;
      } else this.keep(code);
    }
    this.at += text.length;
  }

  private inQuotes(code: number): void {
    if (code === 34) {
      // A doubled quote comes back here by way of `keep`: it opens again at once.
      this.quoted = false;
      return;
    }
    this.keep(code);
    if (this.fieldLength > FIELD_LIMIT) {
      this.quoted = false;
      this.found.add('quotes');
    }
  }

  private keep(code: number): void {
    if (code === 34 && this.quoteSeen && !this.quoted) this.quoted = true;
    this.fieldLength += 1;
    if (this.field.length < LINE_LIMIT) this.field += String.fromCharCode(code);
    else this.found.add('long-line');
  }

  private endField(): void {
    if (this.fields.length < MOST_FIELDS) this.fields.push(this.field.trim());
    this.field = '';
    this.fieldLength = 0;
    this.quoteSeen = false;
  }

  private row(to: number): void {
    this.endField();
    const fields = this.fields;
    const from = this.from;
    this.fields = [];
    this.from = to;
    if (this.count === 0 && fields[0] !== undefined) fields[0] = fields[0].replace(/^\uFEFF/, '');
    if (fields.every((field) => field === '')) return;
    const first = this.rows === 0;
    const hint = first && /^sep=.?$/i.test(fields.join(''));
    if (hint) {
      this.headingEnd = to;
      return;
    }
    this.rows += 1;
    if (first) {
      this.columns = columnsOf(fields);
      if (this.columns !== null) {
        this.headingEnd = to;
        return;
      }
    }
    this.give(fields, from, to);
  }

  private give(fields: readonly string[], from: number, to: number): void {
    const { columns } = this;
    let phones = 0;
    let emails = 0;
    for (const [index, field] of fields.entries()) {
      if (field === '') continue;
      if (isEmail(field)) emails += 1;
      else if (columns && columns.phone.size > 0 ? columns.phone.has(index) && /\d/.test(field) : isPhone(field))
        phones += 1;
    }
    const named = columns?.name.map((index) => fields[index] ?? '').find((name) => name !== '' && !isPhone(name));
    const given = columns?.given
      .map((index) => fields[index] ?? '')
      .filter(Boolean)
      .join(' ');
    const guess = fields.find((field) => field !== '' && !isPhone(field) && !isEmail(field));
    const parted = (columns?.given.length ?? 0) > 1;
    const name = shownName((parted && given) || named || given || guess || '');
    this.onRecord({ record: { index: this.count, name, phones, emails }, from, to });
    this.count += 1;
  }
}
