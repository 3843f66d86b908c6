import { join } from 'node:path';
import {
  type Brand,
  distinctiveWords,
  foldTight,
  RISKY,
  type SourceFile,
  type SourceRecord,
} from '../../../lib/platforms/index.ts';
import { brandFaults } from './brand-rules.ts';
import { findClashes } from './clashes.ts';
import type { Finding } from './finding.ts';
import { loadLists } from './lists.ts';
import { loadBrands, loadSources, type NamedFile, PLATFORMS, readJson } from './load.ts';
import { accusationFaults, collectGenuine, formFaults } from './record-rules.ts';
import { schemaChecker } from './schemas.ts';

/** What a check looks at. */
export interface CheckInput {
  files: NamedFile[];
  brands: Brand[];
  /** Day of the check, ISO; null leaves out what only time makes wrong. */
  today: string | null;
}

/** A file that nobody went through for this many days is stale. */
export const STALE_DAYS = 365;

const DAY = 86_400_000;

/** Every finding in a set of files that fit their schema, errors first, in the order of files and records. */
export function checkFiles({ files, brands, today }: CheckInput): Finding[] {
  const findings: Finding[] = [];
  const genuine = collectGenuine(files, brands);
  const owners = new Map<string, string>();
  for (const file of files) {
    const at = (record: string, rule: number, reason: string) =>
      findings.push({ level: 'error', file: file.file, record, rule, reason });
    if (file.file !== `${file.jurisdiction}.json`) at('', 11, `holds the jurisdiction ${file.jurisdiction}`);
    if (today !== null) staleness(file, today, at);
    for (const record of file.platforms) {
      const other = owners.get(record.id);
      if (other) at(record.id, 11, `the id stands in ${other} too`);
      else owners.set(record.id, file.file);
      for (const fault of formFaults(record, file)) at(record.id, fault.rule, fault.reason);
      for (const fault of accusationFaults(record, genuine, file.updated)) at(record.id, fault.rule, fault.reason);
    }
  }
  findings.push(...brandFaults(brands), ...findClashes(files), ...duplicateNames(files), ...everydayNames(files));
  return findings.sort((a, b) => Number(a.level === 'note') - Number(b.level === 'note'));
}

function staleness(file: SourceFile, today: string, at: (record: string, rule: number, reason: string) => void): void {
  const days = (Date.parse(today) - Date.parse(file.updated)) / DAY;
  if (days > STALE_DAYS) at('', 8, `stale: last gone through on ${file.updated}, ${Math.floor(days)} days ago`);
  if (days < -1) at('', 11, `updated lies in the future (${file.updated})`);
}

function duplicateNames(files: readonly NamedFile[]): Finding[] {
  const findings: Finding[] = [];
  for (const file of files) {
    const seen = new Map<string, SourceRecord>();
    for (const record of file.platforms) {
      const tight = foldTight(record.name);
      const other = seen.get(tight);
      if (other)
        findings.push({
          level: 'note',
          file: file.file,
          record: record.id,
          rule: 11,
          reason: `has the name of ${other.id}`,
        });
      else seen.set(tight, record);
    }
  }
  return findings;
}

/** Accused names that are nothing but everyday words: never matched anyway, and better marked as such. */
function everydayNames(files: readonly NamedFile[]): Finding[] {
  return files.flatMap((file) =>
    file.platforms
      .filter((record) => RISKY.includes(record.status) && !record.nameGeneric && isEveryday(record.name))
      .map(
        (record): Finding => ({
          level: 'note',
          file: file.file,
          record: record.id,
          rule: 9,
          reason: `"${record.name}" is made of everyday words: set nameGeneric`,
        }),
      ),
  );
}

/** Whether a name in Latin letters has no word of its own. */
function isEveryday(name: string): boolean {
  return /^[\p{Script=Latin}\p{N}\p{P}\s]+$/u.test(name) && distinctiveWords(name) === 0;
}

/**
 * Reads and checks a whole folder of source files. `today` (ISO) adds what only time makes wrong; the build leaves it
 * out, so that an old checkout still builds.
 */
export async function checkFolder(folder = PLATFORMS, today: string | null = null): Promise<Finding[]> {
  const findings: Finding[] = [];
  const fits = await schemaChecker('schema.json');
  const files = await loadSources(folder);
  for (const file of files) {
    const { file: name, ...value } = file;
    for (const fault of fits(value))
      findings.push({
        level: 'error',
        file: name,
        record: recordAt(value, fault.where),
        rule: 0,
        reason: `${fault.where} ${fault.reason}`,
      });
  }
  for (const name of ['brands', 'sources']) {
    const fitsSide = await schemaChecker(`${name}.schema.json`);
    for (const { where, reason } of fitsSide(await readJson(join(folder, `${name}.json`)))) {
      findings.push({ level: 'error', file: `${name}.json`, record: '', rule: 0, reason: `${where} ${reason}` });
    }
  }
  // The rules read the fields that the schema promises.
  if (findings.length > 0) return findings;
  const known = new Set((await loadLists(folder)).map((list) => list.id));
  return [...unknownLists(files, known), ...checkFiles({ files, brands: await loadBrands(folder), today })];
}

function unknownLists(files: readonly NamedFile[], known: ReadonlySet<string>): Finding[] {
  return files.flatMap((file) =>
    file.platforms.flatMap((record) =>
      record.evidence
        .filter((one) => one.list !== undefined && !known.has(one.list))
        .map(
          (one): Finding => ({
            level: 'error',
            file: file.file,
            record: record.id,
            rule: 11,
            reason: `list "${one.list}" is not in sources.json`,
          }),
        ),
    ),
  );
}

function recordAt(file: SourceFile, pointer: string): string {
  const index = /^\/platforms\/(\d+)/.exec(pointer)?.[1];
  const id: unknown = index === undefined ? '' : file.platforms?.[Number(index)]?.id;
  return typeof id === 'string' ? id : '';
}
