import { join } from 'node:path';
import type { Confidence, PlatformStatus } from '../../../../lib/assessment/index.ts';
import {
  type EvidenceKind,
  normaliseHost,
  packageAgrees,
  type SourceRecord,
  type SourceStatement,
  settle,
} from '../../../../lib/platforms/index.ts';
import { checkFiles } from '../check.ts';
import { findingLine } from '../finding.ts';
import { loadBrands, loadSources, PLATFORMS } from '../load.ts';
import { allNames } from '../records.ts';
import { writeSource } from '../write.ts';
import { type Command, type CommandInput, needed, optional, several } from './command.ts';

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;

/** `add`: one record, or one more statement about a known one, checked before it is written. */
export const add: Command = {
  usage:
    'add --id ID [--name NAME] [--domain D…] [--android P…] [--ios N…] [--alias A…] --status S --kind K --source WORDS [--issuer BODY] --url LINK --date D --quote WORDS --says WORDS [--confidence C] [--outcome WORDS]',
  does: 'adds a record, or a statement to the record with that id; refuses what breaks a rule',
  options: {
    ...{
      id: text,
      name: text,
      domain: texts,
      android: texts,
      ios: texts,
      alias: texts,
      status: text,
      kind: text,
      source: text,
    },
    ...{ issuer: text, url: text, date: text, quote: text, says: text, confidence: text, outcome: text },
  },
  async run({ values, today, print }) {
    const id = needed(values, 'id');
    const jurisdiction = id.split('-')[0]!.toUpperCase();
    const files = await loadSources();
    let file = files.find((one) => one.jurisdiction === jurisdiction);
    if (!file) {
      file = { file: `${jurisdiction}.json`, jurisdiction, updated: today, platforms: [] };
      files.push(file);
    }
    let record = file.platforms.find((one) => one.id === id);
    if (!record) {
      record = { id, name: needed(values, 'name'), jurisdiction, status: 'unknown', evidence: [] };
      file.platforms.push(record);
    }
    extend(record, values);
    record.evidence.push(statement(values));
    if (today > file.updated) file.updated = today;
    for (const one of file.platforms) one.status = settle(one, file.updated).status;
    const errors = checkFiles({ files, brands: await loadBrands(), today: null }).filter(
      (one) => one.level === 'error',
    );
    for (const error of errors) print(`error  ${findingLine(error)}`);
    if (errors.length > 0) {
      print('Nothing was written.');
      return 1;
    }
    await writeSource(join(PLATFORMS, file.file), file);
    print(`${id} is now "${record.status}"`);
    return 0;
  },
};

function extend(record: SourceRecord, values: CommandInput['values']): void {
  const union = (old: string[] | undefined, more: string[]) => [...new Set([...(old ?? []), ...more])];
  record.aliases = union(record.aliases, several(values, 'alias'));
  record.domains = union(
    record.domains,
    several(values, 'domain').map((domain) => normaliseHost(domain)?.name ?? domain),
  );
  record.android = union(record.android, several(values, 'android'));
  record.ios = union(record.ios, several(values, 'ios'));
  record.packageUnmatched = union(
    record.packageUnmatched,
    several(values, 'android').filter((app) => !packageAgrees(app, allNames(record))),
  );
}

function statement(values: CommandInput['values']): SourceStatement {
  const issuer = optional(values, 'issuer');
  const outcome = optional(values, 'outcome');
  // The words are checked against their sets by the schema and the rules before anything is written.
  return {
    status: needed(values, 'status') as PlatformStatus,
    date: needed(values, 'date'),
    source: needed(values, 'source'),
    ...(issuer ? { issuer } : {}),
    kind: needed(values, 'kind') as EvidenceKind,
    confidence: (optional(values, 'confidence') ?? 'verified') as Confidence,
    says: needed(values, 'says'),
    quote: needed(values, 'quote'),
    url: needed(values, 'url'),
    ...(outcome ? { outcome } : {}),
  };
}
