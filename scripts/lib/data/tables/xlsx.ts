import readExcelFile from 'read-excel-file/node';
import { type Table, tableFromGrid } from './table.ts';

/** The tables of all sheets of an XLSX workbook. Rejects where the file is no workbook. */
export async function readXlsx(bytes: Uint8Array, wanted: ReadonlySet<string>): Promise<Table[]> {
  const sheets = await readExcelFile(Buffer.from(bytes));
  return sheets
    .map(({ sheet, data }) =>
      tableFromGrid(
        data.map((row) => row.map(cell)),
        wanted,
        `sheet ${sheet}`,
      ),
    )
    .filter((table) => table !== null);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value);
}
