import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkFiles } from '../check.ts';
import { isIsoDate } from '../evidence-rules.ts';
import { findingLine } from '../finding.ts';
import { loadLists, type PublishedList } from '../lists.ts';
import { loadBrands, loadSources, type NamedFile, PLATFORMS } from '../load.ts';
import { type MergeReport, mergeList } from '../merge.ts';
import { type LeftOut, type ListRow, rowsOf } from '../rows.ts';
import { readTables } from '../tables/index.ts';
import { writeSource } from '../write.ts';
import { type Command, needed, optional } from './command.ts';

/** `import`: merges an edition of a published list into the file of its jurisdiction. */
export const importList: Command = {
  usage: 'import LIST FILE --date YYYY-MM-DD [--url LINK] [--dry]',
  does: "merges a regulator's file (CSV, XLSX, HTML, PDF, JSON) into the source files; LIST is an id of sources.json",
  options: { date: { type: 'string' }, url: { type: 'string' }, dry: { type: 'boolean' } },
  async run({ values, positionals, today, print }) {
    const [id, path] = positionals;
    const lists = await loadLists();
    const list = lists.find((one) => one.id === id);
    if (!list || !path) throw new Error(`${this.usage}\nknown lists: ${lists.map((one) => one.id).join(', ')}`);
    const date = needed(values, 'date');
    if (!isIsoDate(date) || date > today) throw new Error(`--date: "${date}" is not an ISO date up to today`);
    const { rows, leftOut } = await readRows(path, list);
    const files = await loadSources();
    const brands = await loadBrands();
    const file = fileOf(files, list.jurisdiction, today);
    const url = optional(values, 'url');
    if (!url && !list.url) throw new Error(`--url is missing: ${list.id} has no page of its own in sources.json`);
    const report = mergeList(file, rows, list, { date, today, ...(url ? { url } : {}) }, { files, brands });
    printReport(report, rows.length, leftOut, print);
    const errors = checkFiles({ files, brands, today: null }).filter((one) => one.level === 'error');
    for (const error of errors) print(`error  ${findingLine(error)}`);
    if (errors.length > 0) {
      print('Nothing was written.');
      return 1;
    }
    if (!values.dry) {
      await writeSource(join(PLATFORMS, file.file), file);
      await noteEdition(list.id, date);
    }
    return 0;
  },
};

async function readRows(path: string, list: PublishedList): Promise<{ rows: ListRow[]; leftOut: LeftOut[] }> {
  const columns = Object.values(list.columns ?? {}).flat();
  if (columns.length === 0) throw new Error(`${list.id} has no columns in sources.json`);
  const rows: ListRow[] = [];
  const leftOut: LeftOut[] = [];
  for (const table of await readTables(path, columns)) {
    const found = rowsOf(table, list);
    rows.push(...found.rows);
    leftOut.push(...found.leftOut);
  }
  return { rows, leftOut };
}

function fileOf(files: NamedFile[], jurisdiction: string, today: string): NamedFile {
  const known = files.find((file) => file.jurisdiction === jurisdiction);
  if (known) return known;
  const file: NamedFile = { file: `${jurisdiction}.json`, jurisdiction, updated: today, platforms: [] };
  files.push(file);
  return file;
}

function printReport(
  report: MergeReport,
  rows: number,
  leftOut: readonly LeftOut[],
  print: (line: string) => void,
): void {
  print(
    `${rows} rows: ${report.added.length} new, ${report.changed.length} changed, ${report.unchanged} unchanged, ${report.closed.length} closed`,
  );
  for (const { id, reason } of report.held) print(`held   ${id}: ${reason}`);
  for (const { id, reason } of report.downgraded) print(`weak   ${id}: ${reason}`);
  for (const { row, text, reason } of leftOut) print(`out    row ${row} ${text}: ${reason}`);
}

/** Notes in sources.json which edition the files now hold, without touching anything else in it. */
async function noteEdition(id: string, date: string): Promise<void> {
  const path = join(PLATFORMS, 'sources.json');
  const file = JSON.parse(await readFile(path, 'utf8')) as { lists: PublishedList[] };
  for (const list of file.lists) if (list.id === id && (list.edition ?? '') < date) list.edition = date;
  await writeFile(path, `${JSON.stringify(file, null, 2)}\n`);
}
