import {
  type ContactProblem,
  type ContactScanner,
  isEmail,
  isPhone,
  LineFeeder,
  type OnRecord,
  shownName,
} from './contact-record.ts';

const PHONES = new Set([
  'telephonenumber',
  'mobile',
  'homephone',
  'cellphone',
  'pager',
  'facsimiletelephonenumber',
  'mobiletelephonenumber',
  'workphone',
]);
const EMAILS = new Set(['mail', 'mozillasecondemail', 'email', 'rfc822mailbox']);
const LIST = /^(?:groupofnames|groupofuniquenames|organizationalunit|organization|domain|dcobject)$/i;

function fromBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text.trim()), (c) => c.charCodeAt(0)));
  } catch {
    // No base64: shown as it stands.
    return text;
  }
}

/** Reads LDIF as mail programs export it: folded lines, base64 values, comments; lists and units are not people. */
export class LdifScanner implements ContactScanner {
  private readonly lines: LineFeeder;
  private readonly found = new Set<ContactProblem>();
  private readonly onRecord: OnRecord;
  private pending = '';
  private from = -1;
  private to = 0;
  private name = '';
  private phones = 0;
  private emails = 0;
  private list = false;
  private named = false;
  private count = 0;

  constructor(onRecord: OnRecord) {
    this.onRecord = onRecord;
    this.lines = new LineFeeder((line, from, to) => this.line(line, from, to));
  }

  get problems(): ReadonlySet<ContactProblem> {
    return this.found;
  }

  push(text: string): void {
    this.lines.push(text);
  }

  end(): void {
    this.lines.end();
    this.finish();
    if (this.lines.cut) this.found.add('long-line');
  }

  private line(line: string, from: number, to: number): void {
    if (line.startsWith(' ') && this.pending !== '') {
      if (this.pending.length < 4_000) this.pending += line.slice(1);
      this.to = to;
      return;
    }
    this.attribute();
    if (line.trim() === '') {
      this.finish();
      return;
    }
    if (line.startsWith('#') || /^version:/i.test(line)) return;
    if (this.from < 0) this.from = from;
    this.to = to;
    this.pending = line;
  }

  private attribute(): void {
    const parts = /^\uFEFF?([A-Za-z][\w.;-]{0,60}):(:?)\s?(.*)$/s.exec(this.pending);
    this.pending = '';
    if (!parts) return;
    const name = parts[1]!.split(';', 1)[0]!.toLowerCase();
    const value = parts[2] === ':' ? fromBase64(parts[3]!) : parts[3]!;
    if (value.trim() === '') return;
    if (PHONES.has(name) || (name.includes('phone') && isPhone(value))) this.phones += 1;
    else if (EMAILS.has(name) && isEmail(value)) this.emails += 1;
    else if (name === 'cn' || name === 'displayname') {
      this.name ||= value;
      this.named = true;
    } else if (name === 'objectclass' && LIST.test(value.trim())) this.list = true;
  }

  private finish(): void {
    this.attribute();
    const { from, to, name, phones, emails } = this;
    const person = from >= 0 && !this.list && (this.named || phones + emails > 0);
    this.from = -1;
    this.name = '';
    this.phones = 0;
    this.emails = 0;
    this.list = false;
    this.named = false;
    if (!person) return;
    this.onRecord({ record: { index: this.count, name: shownName(name), phones, emails }, from, to });
    this.count += 1;
  }
}
