import * as v from 'valibot';
import { ExportError, failure, type Result, success } from '../database/index.ts';
import { type EventRow, isoLocal, listEvents, takeTurns } from '../evidence/index.ts';
import { type DebtRow, listDebts, parseMoney, toDecimal } from '../plan/index.ts';
import { exportPages, type Money, type VisitStore } from '../visits/index.ts';
import { csvLine, csvRows } from './csv.ts';
import type { BackupContents, ReadOptions } from './read.ts';
import { type Row, VisitSchema } from './schemas.ts';
import type { BackupOptions } from './write.ts';

/** What can be written as a table. */
export type TableKind = 'visits' | 'debts' | 'evidence';

/** The largest table that is read, in bytes. */
export const TABLE_LIMIT = 50_000_000;

// The head of each table is the same in every language, so that a table can be read again.
const VISITS = [
  'key',
  'name',
  'host',
  'kind',
  'severity',
  'status',
  'jurisdiction',
  'first_visit',
  'last_visit',
  'visits',
  'relation',
  'notes',
  'tags',
  'amount',
  'currency',
  'due',
] as const;
const DEBTS = ['name', 'balance', 'currency', 'rate_percent_a_year', 'minimum_a_month', 'harassment'];
const EVIDENCE = [
  'entry',
  'when',
  'zone',
  'recorded',
  'channel',
  'party',
  'contacted',
  'said',
  'threats',
  'page',
  'corrects',
  'files',
  'hash',
];

const iso = (at: number) => new Date(at).toISOString();

async function* visitLines(store: VisitStore, signal?: AbortSignal): AsyncGenerator<string[]> {
  yield [csvLine(VISITS)];
  for await (const page of exportPages(store, signal)) {
    yield page.map((row) =>
      csvLine([
        ...[row.key, row.name, row.host, row.kind, row.severity, row.status, row.jurisdiction],
        ...[iso(row.firstVisit), iso(row.lastVisit), row.count, row.relation, row.notes, row.tags.join('; ')],
        ...[row.amount ? toDecimal(row.amount) : '', row.amount?.currency ?? '', row.due ?? ''],
      ]),
    );
  }
}

function debtLine(debt: DebtRow): string {
  const minimum = toDecimal({ minor: debt.minimum, currency: debt.balance.currency });
  const harassment = debt.harassment ? 'yes' : 'no';
  return csvLine([debt.name, toDecimal(debt.balance), debt.balance.currency, debt.rate / 10_000, minimum, harassment]);
}

function eventLine(event: EventRow): string {
  return csvLine([
    ...[event.n, isoLocal(event.at, event.offset), event.zone, iso(event.recorded), event.channel, event.party],
    ...[event.contacted, event.said, event.threats.join('; '), event.url ?? '', event.corrects ?? ''],
    ...[event.files.map((file) => `${file.name} ${file.sha256}`).join('; '), event.hash],
  ]);
}

/** A table as CSV in pieces, with a byte order mark for spreadsheets. Throws `ExportError`. */
export async function* csvText(
  store: VisitStore,
  kind: TableKind,
  options: Pick<BackupOptions, 'signal'> = {},
): AsyncGenerator<string> {
  yield '\ufeff';
  if (kind === 'visits') {
    for await (const lines of visitLines(store, options.signal)) yield lines.join('');
    return;
  }
  const rows = kind === 'debts' ? await listDebts(store) : await listEvents(store);
  if (!rows.ok) throw new ExportError(rows);
  yield csvLine(kind === 'debts' ? DEBTS : EVIDENCE);
  for (const row of rows.value) yield 'n' in row ? eventLine(row) : debtLine(row);
}

/** A table as a CSV file. */
export async function csvFile(
  store: VisitStore,
  kind: TableKind,
  options: Pick<BackupOptions, 'signal'> = {},
): Promise<Result<Blob>> {
  const parts: string[] = [];
  try {
    for await (const part of csvText(store, kind, options)) parts.push(part);
  } catch (error) {
    return error instanceof ExportError ? error.failure : failure('aborted', String(error));
  }
  return success(new Blob(parts, { type: 'text/csv' }));
}

function amountOf(amount: string, currency: string): Money | null | undefined {
  if (amount === '') return null;
  return /^[A-Z]{3}$/.test(currency) ? (parseMoney(amount, currency, 'en') ?? undefined) : undefined;
}

// A date as written by us or typed into the table; what is none becomes NaN, which the schema refuses.
const moment = (text: string) => (/^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN);

function visitOf(cells: Record<string, string>): unknown {
  const lastVisit = moment(cells.last_visit ?? '');
  const host = cells.host ?? '';
  const tags = (cells.tags ?? '').split(';').map((tag) => tag.trim());
  return {
    key: cells.key || `h:${host}`,
    platform: cells.key?.startsWith('p:') ? cells.key.slice(2) : null,
    name: cells.name || host,
    host,
    hosts: [host],
    kind: cells.kind || 'none',
    severity: cells.severity || 'none',
    status: cells.status || 'unknown',
    jurisdiction: cells.jurisdiction ?? '',
    firstVisit: moment(cells.first_visit || (cells.last_visit ?? '')),
    lastVisit,
    count: Number(cells.visits || 1),
    since: lastVisit,
    relation: cells.relation || 'looked',
    notes: cells.notes ?? '',
    tags: tags.filter((tag) => tag !== ''),
    amount: amountOf(cells.amount ?? '', cells.currency ?? ''),
    due: cells.due || null,
    history: [],
  };
}

/**
 * Reads a table of visits (the columns `host` and `last_visit` must be there), checked row by row as a backup is; the
 * result goes to `previewImport` and `applyImport`. Works in short turns, so that the page stays free; `onProgress` hears
 * characters read and characters in all. Fails with `too-large`, `format` or `cancelled`.
 */
export async function readVisitsCsv(
  file: Blob,
  { signal, onProgress }: Omit<ReadOptions, 'password'> = {},
): Promise<Result<BackupContents>> {
  if (file.size > TABLE_LIMIT) return failure('too-large', `${file.size} bytes`);
  const text = await file.text();
  const visits = new Map<string, Row<'visit'>>();
  const contents: BackupContents = {
    exported: null,
    visits,
    debts: new Map(),
    budget: null,
    never: [],
    events: [],
    chain: null,
    files: new Map(),
    issues: [],
    rejected: 0,
  };
  const reading = csvRows(text);
  const first = reading.next();
  const head = first.done ? null : first.value.cells;
  if (!head?.includes('host') || !head.includes('last_visit')) return failure('format');
  let read = 0;
  const turn = takeTurns(() => onProgress?.(read, text.length));
  let next = reading.next();
  for (let number = 1; !next.done; number++, next = reading.next()) {
    const { cells, end } = next.value;
    read = end;
    await turn();
    if (signal?.aborted) return failure('cancelled');
    if (cells.every((value) => value === '')) continue;
    const part = addVisit(visits, Object.fromEntries(head.map((name, at) => [name, cells[at]?.trim() ?? ''])));
    if (part === null) continue;
    contents.rejected++;
    if (contents.issues.length < 100) contents.issues.push({ row: number, kind: 'visit', part });
  }
  return next.value ? success(contents) : failure('format');
}

// Gives the part that cannot be kept, or null where the row was added.
function addVisit(visits: Map<string, Row<'visit'>>, cells: Record<string, string>): string | null {
  const parsed = v.safeParse(VisitSchema, visitOf(cells));
  if (!parsed.success) return v.getDotPath(parsed.issues[0]) ?? '';
  if (visits.has(parsed.output.key)) return 'duplicate';
  visits.set(parsed.output.key, parsed.output);
  return null;
}
