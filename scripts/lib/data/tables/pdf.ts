import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { headerKey, type Table, tableFromGrid } from './table.ts';

/** A run of text on a page, in points; `y` grows upwards. */
interface Run {
  text: string;
  x: number;
  end: number;
  y: number;
  height: number;
}

/** Runs of one line, from left to right. */
type Line = Run[];

/** A part of a line that stands apart from the next by more than a space. */
interface Piece {
  text: string;
  x: number;
  end: number;
}

/**
 * Tables of a PDF with a text layer. Columns are taken from the header line that holds the wanted names and go on over
 * the pages; a line whose first column is empty goes on the row above, since registers break long names. Rejects for
 * files that are no PDF; a scanned page yields nothing.
 */
export async function readPdf(bytes: Uint8Array, wanted: ReadonlySet<string>): Promise<Table[]> {
  const task = getDocument({ data: Uint8Array.from(bytes), useSystemFonts: true, verbosity: 0 });
  const document = await task.promise;
  try {
    const lines: Line[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      lines.push(...linesOf(items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [runOf(item)] : []))));
    }
    return tablesOf(lines, wanted);
  } finally {
    await task.destroy();
  }
}

function runOf(item: { str: string; transform: number[]; width: number; height: number }): Run {
  const [, , , scale = 0, x = 0, y = 0] = item.transform;
  return { text: item.str, x, end: x + item.width, y, height: item.height || Math.abs(scale) };
}

/** Groups runs into lines by their base line, from top to bottom. */
function linesOf(runs: Run[]): Line[] {
  const lines: Line[] = [];
  for (const run of [...runs].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const line = lines.at(-1);
    if (line && Math.abs(line[0]!.y - run.y) < Math.max(line[0]!.height, run.height) / 2) line.push(run);
    else lines.push([run]);
  }
  return lines.map((line) => line.sort((a, b) => a.x - b.x));
}

/** Joins runs that stand a space apart or less. */
function piecesOf(line: Line): Piece[] {
  const pieces: Piece[] = [];
  for (const { text, x, end, height } of line) {
    const last = pieces.at(-1);
    const gap = last ? x - last.end : Number.POSITIVE_INFINITY;
    if (last && gap < height * 0.7) {
      last.text += gap > height * 0.15 ? ` ${text}` : text;
      last.end = end;
    } else pieces.push({ text, x, end });
  }
  return pieces;
}

function tablesOf(lines: readonly Line[], wanted: ReadonlySet<string>): Table[] {
  const tables: Table[] = [];
  let columns: Piece[] | null = null;
  let header: string[] = [];
  let rows: string[][] = [];
  const close = () => {
    const table = columns && tableFromGrid([header, ...rows], wanted, `table ${tables.length + 1}`);
    if (table) tables.push(table);
  };
  for (const line of lines) {
    const pieces = piecesOf(line);
    if (pieces.filter((piece) => wanted.has(headerKey(piece.text))).length >= Math.min(2, wanted.size)) {
      const names = pieces.map((piece) => piece.text);
      if (columns && names.join('|') === header.join('|')) {
        // The header again on the next page: the columns may have moved.
        columns = pieces;
        continue;
      }
      close();
      [columns, header, rows] = [pieces, names, []];
    } else if (columns) addLine(rows, pieces, columns);
  }
  close();
  return tables;
}

/** Puts the pieces of a line into the columns they stand under: as a new row, or as more of the last one. */
function addLine(rows: string[][], pieces: readonly Piece[], columns: readonly Piece[]): void {
  const cells = columns.map(() => '');
  for (const piece of pieces) {
    const column = columnOf(piece, columns);
    cells[column] = cells[column] ? `${cells[column]} ${piece.text}` : piece.text;
  }
  const last = rows.at(-1);
  if (cells[0] !== '' || !last) {
    rows.push(cells);
    return;
  }
  for (const [column, more] of cells.entries()) {
    if (more) last[column] = last[column] ? `${last[column]} ${more}` : more;
  }
}

/** The column whose header a piece overlaps most; without overlap, the last one that begins at or before it. */
function columnOf(piece: Piece, columns: readonly Piece[]): number {
  let best = 0;
  let most = 0;
  for (const [at, column] of columns.entries()) {
    const overlap = Math.min(piece.end, column.end) - Math.max(piece.x, column.x);
    if (overlap > most) [best, most] = [at, overlap];
  }
  if (most > 0) return best;
  const before = columns.findLastIndex((column) => column.x <= piece.x + 2);
  return Math.max(before, 0);
}
