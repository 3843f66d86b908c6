// A spreadsheet takes a cell for a formula by its first character (OWASP, "CSV Injection"); the full-width forms too.
// Apostrophes that stand before one already count as part of it, so that one more can be taken away again.
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line of CSV (RFC 4180) with its end. Texts that a spreadsheet would run as a formula get an apostrophe before. */
export function csvLine(values: readonly (string | number)[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

// The apostrophe that `cell` put there, and no other.
function plain(value: string): string {
  return value.startsWith("'") && FORMULA.test(value.slice(1)) ? value.slice(1) : value;
}

/** A row of a CSV text, and how many characters of the text are read with it. */
export interface CsvRow {
  cells: string[];
  end: number;
}

/**
 * The rows of a CSV text one by one, so that a long text can be read in pieces; gives false in the end where a quotation
 * does not end. Takes commas or semicolons, whichever the first line has more of, and any line end; a byte order mark is
 * dropped. Apostrophes before formulas are taken away again.
 */
export function* csvRows(text: string): Generator<CsvRow, boolean> {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const firstLine = /^[^\r\n]*/.exec(source)?.[0] ?? '';
  const separator = firstLine.split(';').length > firstLine.split(',').length ? ';' : ',';
  let cells: string[] = [];
  let at = 0;
  while (at < source.length) {
    let value = '';
    if (source[at] === '"') {
      for (at++; ; at++) {
        const end = source.indexOf('"', at);
        if (end === -1) return false;
        value += source.slice(at, end);
        at = end + 1;
        if (source[at] !== '"') break;
        value += '"';
      }
    }
    let end = at;
    while (end < source.length && source[end] !== separator && source[end] !== '\n' && source[end] !== '\r') end++;
    cells.push(plain(value + source.slice(at, end)));
    at = end;
    if (source[at] === separator) {
      at++;
      if (at === source.length) cells.push('');
      continue;
    }
    if (source[at] === '\r') at++;
    if (source[at] === '\n') at++;
    yield { cells, end: at };
    cells = [];
  }
  if (cells.length > 0) yield { cells, end: at };
  return true;
}

/** All rows of a CSV text as `csvRows` gives them, or null where a quotation does not end. */
export function parseCsv(text: string): string[][] | null {
  const rows: string[][] = [];
  const reading = csvRows(text);
  let next = reading.next();
  for (; !next.done; next = reading.next()) rows.push(next.value.cells);
  return next.value ? rows : null;
}
