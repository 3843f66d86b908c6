import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { readCsv } from './csv.ts';
import { readHtml } from './html.ts';
import { readPdf } from './pdf.ts';
import { headerKey, type Table } from './table.ts';
import { readXlsx } from './xlsx.ts';

export { cellText, headerKey, type Table } from './table.ts';

/** The forms in which regulators publish, by file extension. */
export const FORMATS = ['.csv', '.tsv', '.xlsx', '.html', '.htm', '.pdf', '.json'] as const;

/** A larger file is no list of lenders. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The tables of a file that hold at least one of the wanted columns (any spelling of their names). Throws with the
 * file's name where it can't be read, is too large, or holds no such table.
 */
export async function readTables(path: string, columns: readonly string[]): Promise<Table[]> {
  const wanted = new Set(columns.map(headerKey));
  const bytes = await readFile(path);
  if (bytes.length > MAX_BYTES) throw new Error(`${path}: ${bytes.length} bytes, at most ${MAX_BYTES} are read`);
  let tables: Table[];
  try {
    tables = await readByName(extname(path).toLowerCase(), bytes, wanted);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
  if (tables.length === 0) throw new Error(`${path}: no table with a column named ${columns.join(', ')}`);
  return tables;
}

async function readByName(extension: string, bytes: Uint8Array, wanted: ReadonlySet<string>): Promise<Table[]> {
  switch (extension) {
    case '.csv':
    case '.tsv':
      return readCsv(bytes, wanted);
    case '.xlsx':
      return readXlsx(bytes, wanted);
    case '.html':
    case '.htm':
      return readHtml(new TextDecoder().decode(bytes), wanted);
    case '.pdf':
      return readPdf(bytes, wanted);
    case '.json':
      return readJsonRows(bytes);
    default:
      throw new Error(`unknown form "${extension}", known are ${FORMATS.join(', ')}`);
  }
}

/** A JSON array of flat objects, or an object that holds one. */
function readJsonRows(bytes: Uint8Array): Table[] {
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const arrays = Array.isArray(value) ? [value] : Object.values(value ?? {}).filter(Array.isArray);
  return arrays.map((rows: unknown[], at) => {
    const objects = rows.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null);
    const header = [...new Set(objects.flatMap((row) => Object.keys(row)))];
    const text = (cell: unknown) =>
      Array.isArray(cell) ? cell.join(' ') : cell === null || cell === undefined ? '' : String(cell);
    return { where: `array ${at + 1}`, header, rows: objects.map((row) => header.map((name) => text(row[name]))) };
  });
}
