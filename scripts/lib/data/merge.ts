import {
  type Brand,
  foldTight,
  foldWords,
  packageAgrees,
  type SourceFile,
  type SourceRecord,
  type SourceStatement,
  settle,
} from '../../../lib/platforms/index.ts';
import { statementFaults } from './evidence-rules.ts';
import type { PublishedList } from './lists.ts';
import { accusationFaults, collectGenuine } from './record-rules.ts';
import { allNames } from './records.ts';
import type { ListRow } from './rows.ts';
import { recordText } from './write.ts';

/** An edition of a list. */
export interface Edition {
  /** ISO date that the list bears. */
  date: string;
  /** Link to it, where it differs from the list's page. */
  url?: string;
  /** ISO day of the import. */
  today: string;
}

/** What an import did, by ids of records. */
export interface MergeReport {
  added: string[];
  /** Records that got new or changed evidence of this list. */
  changed: string[];
  unchanged: number;
  /** Records whose entry is gone from the register: their evidence is closed. */
  closed: string[];
  /** New records that accuse nobody, with the rule that holds them back. */
  held: { id: string; reason: string }[];
  /** Statements that could not carry the list's status, with the reason. */
  downgraded: { id: string; reason: string }[];
}

/** Everything that stands in the source files, needed to judge what comes in. */
export interface Surroundings {
  files: readonly SourceFile[];
  brands: readonly Brand[];
}

/**
 * Merges an edition of a list into the file of its jurisdiction, in place. Rows find their record by the list's own key,
 * then by app, domain, and name; only evidence of the same list is replaced, so that hand-made names, notes and holds
 * stay. Records new to us are held back where the audit's rules demand it.
 */
export function mergeList(
  file: SourceFile,
  rows: readonly ListRow[],
  list: PublishedList,
  edition: Edition,
  around: Surroundings,
): MergeReport {
  const report: MergeReport = { added: [], changed: [], unchanged: 0, closed: [], held: [], downgraded: [] };
  const finder = new Finder(file, list.id);
  const ids = new Set(around.files.flatMap((one) => one.platforms.map((record) => record.id)));
  const genuine = collectGenuine(around.files, around.brands);
  const seen = new Set<string>();
  for (const row of rows) {
    seen.add(row.key);
    const existing = finder.find(row);
    const record = existing ?? newRecord(row, file.jurisdiction, ids);
    if (!existing) {
      file.platforms.push(record);
      finder.add(record);
      report.added.push(record.id);
    }
    const before = existing ? recordText(existing) : '';
    takeRow(record, row, list);
    putStatement(record, statementOf(row, list, edition), edition, report);
    if (!existing) holdBack(record, genuine, edition.today, report);
    if (existing && recordText(record) === before) report.unchanged++;
    else if (existing) report.changed.push(record.id);
  }
  if (list.kind === 'register') closeMissing(file, list.id, seen, edition, report);
  if (edition.today > file.updated) file.updated = edition.today;
  for (const record of file.platforms) record.status = settle(record, file.updated).status;
  return report;
}

/** Finds the record that a row speaks of. */
class Finder {
  readonly #byKey = new Map<string, SourceRecord>();
  readonly #byIdentifier = new Map<string, SourceRecord>();
  readonly #byName = new Map<string, SourceRecord>();
  readonly #list: string;

  constructor(file: SourceFile, list: string) {
    this.#list = list;
    for (const record of file.platforms) this.add(record);
  }

  add(record: SourceRecord): void {
    for (const one of record.evidence) if (one.list === this.#list && one.key) this.#byKey.set(one.key, record);
    for (const key of [...(record.android ?? []), ...(record.ios ?? []), ...(record.domains ?? [])])
      this.#byIdentifier.set(key, record);
    for (const name of allNames(record)) this.#byName.set(foldTight(name), record);
  }

  find(row: ListRow): SourceRecord | undefined {
    const byKey = this.#byKey.get(row.key);
    if (byKey) return byKey;
    for (const key of [...row.android, ...row.ios, ...row.domains]) {
      const found = this.#byIdentifier.get(key);
      if (found) return found;
    }
    const byName = this.#byName.get(foldTight(row.name));
    // One name is used by many: it decides only where neither side has an identifier that differs.
    const known = byName ? [...(byName.android ?? []), ...(byName.domains ?? [])] : [];
    return byName && (known.length === 0 || row.android.length + row.domains.length === 0) ? byName : undefined;
  }
}

function newRecord(row: ListRow, jurisdiction: string, ids: Set<string>): SourceRecord {
  const slug =
    foldWords(row.name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60)
      .replace(/-$/, '') || 'platform';
  const base = `${jurisdiction.toLowerCase()}-${slug}`;
  let id = base;
  for (let nth = 2; ids.has(id); nth++) id = `${base}-${nth}`;
  ids.add(id);
  return { id, name: row.name, jurisdiction, status: 'unknown', evidence: [] };
}

/** Takes over what a row says about identity; never takes anything away. */
function takeRow(record: SourceRecord, row: ListRow, list: PublishedList): void {
  const union = (old: string[] | undefined, more: readonly string[]) => [...new Set([...(old ?? []), ...more])];
  const names = new Set(allNames(record).map(foldTight));
  record.aliases = union(
    record.aliases,
    [row.name, ...row.aliases].filter((name) => !names.has(foldTight(name))),
  );
  record.domains = union(record.domains, row.domains);
  record.ios = union(record.ios, row.ios);
  if (row.operator) record.developers = union(record.developers, [row.operator]);
  const names2 = [...allNames(record), ...(record.developers ?? [])];
  for (const app of row.android) {
    if (record.android?.includes(app)) continue;
    if (packageAgrees(app, names2)) record.android = union(record.android, [app]);
    else if (list.status !== 'licensed') {
      record.android = union(record.android, [app]);
      record.packageUnmatched = union(record.packageUnmatched, [app]);
    }
  }
  if (row.licence && list.status === 'licensed') {
    const others = (record.licences ?? []).filter((one) => one.number !== row.licence);
    record.licences = [...others, { scheme: list.id, number: row.licence, holder: row.operator || row.name }];
  }
}

function statementOf(row: ListRow, list: PublishedList, edition: Edition): SourceStatement {
  // A register speaks as of its own date; a warning list of the day on which it named the platform.
  const date = list.kind === 'register' ? edition.date : (row.date ?? edition.date);
  return {
    status: list.status,
    date,
    ...(edition.date === date ? {} : { seen: edition.date }),
    source: list.source,
    ...(list.issuer ? { issuer: list.issuer } : {}),
    kind: list.kind,
    confidence: list.confidence,
    says: row.says,
    quote: row.quote,
    url: edition.url ?? list.url,
    list: list.id,
    key: row.key,
  };
}

function putStatement(record: SourceRecord, statement: SourceStatement, edition: Edition, report: MergeReport): void {
  const faults = statementFaults(statement, record, edition.today);
  if (faults.length > 0 && statement.status !== 'unknown') {
    report.downgraded.push({ id: record.id, reason: faults.map((fault) => fault.reason).join('; ') });
    statement.status = 'unknown';
  }
  const at = record.evidence.findIndex((one) => one.list === statement.list && one.key === statement.key);
  const old = record.evidence[at];
  if (!old) {
    record.evidence.push(statement);
    return;
  }
  // The same words of the same day: what stands there, and whoever judged it, stays.
  if (!old.closed && old.date === statement.date && old.says === statement.says) return;
  // Outcomes are written by hand; a closing was ours, and the row is back.
  record.evidence[at] = {
    ...statement,
    ...(old.outcome && !old.closed ? { outcome: old.outcome } : {}),
    status: old.status === 'unknown' ? 'unknown' : statement.status,
  };
}

function holdBack(
  record: SourceRecord,
  genuine: ReturnType<typeof collectGenuine>,
  today: string,
  report: MergeReport,
): void {
  for (const fault of accusationFaults(record, genuine, today)) {
    if (fault.rule === 2) record.notLender = true;
    else if (fault.rule === 1) record.held ??= fault.reason;
    else continue;
    report.held.push({ id: record.id, reason: fault.reason });
  }
}

function closeMissing(
  file: SourceFile,
  list: string,
  seen: ReadonlySet<string>,
  edition: Edition,
  report: MergeReport,
): void {
  for (const record of file.platforms) {
    for (const one of record.evidence) {
      if (one.list !== list || one.closed || (one.key && seen.has(one.key)) || one.date >= edition.date) continue;
      one.closed = edition.date;
      one.outcome ??= `No longer on the edition of ${edition.date}`;
      report.closed.push(record.id);
    }
  }
}
