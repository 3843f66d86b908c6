import { writeFile } from 'node:fs/promises';
import type { SourceFile, SourceRecord, SourceStatement } from '../../../lib/platforms/index.ts';

/** Order of the fields of a record, so that a change shows as a change and not as a shuffle. */
const RECORD_FIELDS: readonly (keyof SourceRecord)[] = [
  'id',
  'name',
  'names',
  'aliases',
  'jurisdiction',
  'domains',
  'android',
  'ios',
  'packageUnmatched',
  'developers',
  'licences',
  'status',
  'nameGeneric',
  'notLender',
  'held',
  'note',
  'evidence',
];

const STATEMENT_FIELDS: readonly (keyof SourceStatement)[] = [
  'status',
  'date',
  'seen',
  'source',
  'issuer',
  'kind',
  'confidence',
  'says',
  'quote',
  'url',
  'outcome',
  'closed',
  'list',
  'key',
];

const isEmpty = (value: unknown) =>
  value === undefined || value === false || (Array.isArray(value) && value.length === 0) || value === '';

function ordered<T extends object>(
  value: T,
  fields: readonly (keyof T)[],
  keepEmpty: readonly (keyof T)[] = [],
): Partial<T> {
  const entries = fields
    .filter((field) => keepEmpty.includes(field) || !isEmpty(value[field]))
    .map((field) => [field, value[field]]);
  return Object.fromEntries(entries) as Partial<T>;
}

/** A source file as text: one field a line, one statement a line, records ordered by id. */
export function sourceText(file: SourceFile): string {
  const records = [...file.platforms].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).map(recordText);
  const head = `  "$schema": "./schema.json",\n  "jurisdiction": ${JSON.stringify(file.jurisdiction)},\n  "updated": ${JSON.stringify(file.updated)},\n`;
  return `{\n${head}  "platforms": [\n${records.join(',\n')}\n  ]\n}\n`;
}

/** One record as it stands in a file. */
export function recordText(record: SourceRecord): string {
  const { evidence, ...rest } = ordered(record, RECORD_FIELDS, ['evidence']) as SourceRecord;
  const lines = Object.entries(rest).map(
    ([field, value]) => `      ${JSON.stringify(field)}: ${JSON.stringify(value)}`,
  );
  const statements = evidence.map(
    (one) => `        ${JSON.stringify(ordered(one, STATEMENT_FIELDS, ['quote', 'url']))}`,
  );
  return `    {\n${lines.join(',\n')},\n      "evidence": [\n${statements.join(',\n')}\n      ]\n    }`;
}

/** Writes a source file. */
export async function writeSource(path: string, file: SourceFile): Promise<void> {
  await writeFile(path, sourceText(file));
}
