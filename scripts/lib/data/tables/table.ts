/** A table out of a regulator's file: cells as text, white space folded. */
export interface Table {
  /** Where it stood: sheet, page or number of the table. */
  where: string;
  header: string[];
  rows: string[][];
}

/** One cell's text: NFC, white space folded. Whatever can't be seen goes. */
export function cellText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A header cell made comparable: lower case, letters and digits only. */
export function headerKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * Finds the header among the first rows of a grid: the row that holds most of the wanted names (header keys), at least
 * one. Gives the table from there on, without empty rows and repeated headers; null where no row fits.
 */
export function tableFromGrid(
  grid: readonly (readonly string[])[],
  wanted: ReadonlySet<string>,
  where: string,
): Table | null {
  const hits = (row: readonly string[]) => row.filter((cell) => wanted.has(headerKey(cell))).length;
  let best = -1;
  for (const [at, row] of grid.slice(0, 40).entries()) {
    if (hits(row) > (best < 0 ? 0 : hits(grid[best]!))) best = at;
  }
  if (best < 0) return null;
  const header = grid[best]!.map(cellText);
  const same = header.map(headerKey).join('|');
  const rows = grid
    .slice(best + 1)
    .map((row) => header.map((_, column) => cellText(row[column] ?? '')))
    .filter((row) => row.some((cell) => cell !== '') && row.map(headerKey).join('|') !== same);
  return { where, header, rows };
}
