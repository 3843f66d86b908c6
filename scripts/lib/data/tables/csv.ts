import Papa from 'papaparse';
import { type Table, tableFromGrid } from './table.ts';

/** The table of a CSV or TSV file in UTF-8 (with or without mark) or, failing that, Windows-1252. Throws where quotes don't close. */
export function readCsv(bytes: Uint8Array, wanted: ReadonlySet<string>): Table[] {
  const parsed = Papa.parse<string[]>(decode(bytes).replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy' });
  const fatal = parsed.errors.find((error) => error.type === 'Quotes');
  if (fatal) throw new Error(`row ${(fatal.row ?? 0) + 1}: ${fatal.message}`);
  const table = tableFromGrid(parsed.data, wanted, 'file');
  return table ? [table] : [];
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Office programs still write CSV in the code page of their country.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
