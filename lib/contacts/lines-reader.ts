import { type ContactProblem, type ContactScanner, LineFeeder, type OnRecord, shownName } from './contact-record.ts';

const NUMBER = /(?:^|[^\d@\w])(\+?\d[\d ().-]{5,18}\d)(?![\d@])/g;
const ADDRESS = /[^\s@<>,;:"()]{1,64}@[^\s@<>,;:"()]{1,190}\.[A-Za-z]{2,24}/g;

/** Reads a pasted list: every line with a telephone number or an e-mail address is one person. */
export class LinesScanner implements ContactScanner {
  private readonly lines: LineFeeder;
  private readonly found = new Set<ContactProblem>();
  private count = 0;

  constructor(onRecord: OnRecord) {
    this.lines = new LineFeeder((line, from, to) => {
      const short = line.slice(0, 2_000);
      const phones = [...short.matchAll(NUMBER)].filter((match) => match[1]!.replace(/\D+/g, '').length >= 6).length;
      const emails = [...short.matchAll(ADDRESS)].length;
      if (phones + emails === 0) return;
      const name = shownName(
        short
          .replace(ADDRESS, ' ')
          .replace(NUMBER, ' ')
          .replace(/[<>,;:|"\t]+/g, ' '),
      );
      onRecord({ record: { index: this.count, name, phones, emails }, from, to });
      this.count += 1;
    });
  }

  get problems(): ReadonlySet<ContactProblem> {
    return this.found;
  }

  push(text: string): void {
    this.lines.push(text);
  }

  end(): void {
    this.lines.end();
    if (this.lines.cut) this.found.add('long-line');
  }
}
