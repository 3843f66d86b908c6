import { type ContactProblem, type ContactScanner, LineFeeder, type OnRecord, shownName } from './contact-record.ts';

const PROPERTY = /^(?:[\w-]{1,40}\.)?([A-Za-z][A-Za-z0-9-]{0,40})(;[^:]{0,2000})?:(.*)$/s;
const QUOTED = /quoted-printable/i;
const CHARSET = /charset="?([\w-]{1,30})/i;
const GROUP = /^(?:x-addressbookserver-)?kind$/i;

function bytesOf(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const hex = text.charAt(at) === '=' ? text.slice(at + 1, at + 3) : '';
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    } else bytes.push(...new TextEncoder().encode(text.charAt(at)));
  }
  return Uint8Array.from(bytes);
}

/** Text of a value: quoted-printable in its charset, escapes of vCard 3 and 4. */
function readValue(parameters: string, raw: string): string {
  let value = raw.slice(0, 400);
  if (QUOTED.test(parameters)) {
    const charset = CHARSET.exec(parameters)?.[1] ?? 'utf-8';
    const bytes = bytesOf(value);
    try {
      value = new TextDecoder(charset).decode(bytes);
    } catch {
      // A charset nobody knows: read as UTF-8, wrong letters being better than none.
      value = new TextDecoder().decode(bytes);
    }
  }
  return value.replace(/\\n/gi, ' ').replace(/\\([,;:\\])/g, '$1');
}

interface Card {
  from: number;
  formatted: string;
  structured: string;
  phones: number;
  emails: number;
  group: boolean;
}

/**
 * Reads vCard 2.1, 3 and 4: folded lines, soft line breaks of quoted-printable, groups ("item1.TEL"), nested cards
 * (AGENT), lists of people (KIND:group, not counted), a missing END, and lines whose fold lost its blank.
 */
export class VCardScanner implements ContactScanner {
  private readonly lines: LineFeeder;
  private readonly found = new Set<ContactProblem>();
  private readonly onRecord: OnRecord;
  private pending = '';
  private pendingFrom = 0;
  private pendingTo = 0;
  private depth = 0;
  private lastName = '';
  private card: Card | null = null;
  private count = 0;
  private at = 0;

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
    this.flush();
    if (this.card !== null) {
      this.found.add('unfinished');
      this.finish(this.at);
    }
    if (this.lines.cut) this.found.add('long-line');
  }

  private line(line: string, from: number, to: number): void {
    this.at = to;
    const soft = this.pending.endsWith('=') && QUOTED.test(this.pending.slice(0, 400)) && !this.pending.endsWith('==');
    if (soft) {
      if (this.pending.length < 2_000) this.pending = this.pending.slice(0, -1) + line;
      this.pendingTo = to;
      return;
    }
    if (/^[ \t]/.test(line) && this.pending !== '' && line.trim() !== '') {
      if (this.pending.length < 2_000) this.pending += line.slice(1);
      this.pendingTo = to;
      return;
    }
    this.flush();
    this.pending = line;
    this.pendingFrom = from;
    this.pendingTo = to;
  }

  private flush(): void {
    const line = this.pending;
    this.pending = '';
    if (line === '') return;
    const parts = PROPERTY.exec(line.trimStart());
    if (!parts) return;
    const name = parts[1]!.toUpperCase();
    const value = parts[3]!;
    if (name === 'BEGIN' && /^\s*vcard\s*$/i.test(value)) this.begin();
    else if (name === 'END' && /^\s*vcard\s*$/i.test(value)) this.close();
    else if (this.card && this.depth === 1) this.property(this.card, name, parts[2] ?? '', value);
    this.lastName = name;
  }

  private begin(): void {
    if (this.card !== null && this.lastName === 'AGENT') {
      this.depth += 1;
      return;
    }
    if (this.card !== null) {
      this.found.add('unfinished');
      this.finish(this.pendingFrom);
    }
    this.depth = 1;
    this.card = { from: this.pendingFrom, formatted: '', structured: '', phones: 0, emails: 0, group: false };
  }

  private close(): void {
    if (this.card === null) return;
    this.depth -= 1;
    if (this.depth <= 0) this.finish(this.pendingTo);
  }

  private property(card: Card, name: string, parameters: string, value: string): void {
    if (name === 'TEL' && value.trim() !== '') card.phones += 1;
    else if (name === 'EMAIL' && value.trim() !== '') card.emails += 1;
    else if (name === 'FN') card.formatted ||= readValue(parameters, value);
    else if (name === 'N') {
      const [family = '', given = ''] = readValue(parameters, value.replace(/\\;/g, ' ')).split(';');
      card.structured ||= `${given} ${family}`;
    } else if (GROUP.test(name) && /^\s*group\s*$/i.test(value)) card.group = true;
  }

  private finish(to: number): void {
    const card = this.card;
    this.card = null;
    this.depth = 0;
    if (card === null || card.group) return;
    const name = shownName(card.formatted || card.structured);
    this.onRecord({
      record: { index: this.count, name, phones: card.phones, emails: card.emails },
      from: card.from,
      to,
    });
    this.count += 1;
  }
}
