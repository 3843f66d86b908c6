import {
  type CompiledList,
  compileList,
  memoryRecords,
  PlatformList,
  type PlatformRecord,
  type Statement,
} from '../../../lib/platforms/index.ts';

/** A statement for tests: by default a regulator's warning list of 2026. */
export function statement(over: Partial<Statement> = {}): Statement {
  return {
    source: 'Example authority, warning list',
    url: 'https://authority.example/list/7',
    date: '2026-03-01',
    says: 'On the list of unlicensed lenders',
    confidence: 'verified',
    kind: 'warning-list',
    status: 'illegal-listed',
    ...over,
  };
}

/** A compiled record for tests. */
export function record(over: Partial<PlatformRecord> = {}): PlatformRecord {
  return {
    id: 'id-kas-harimau',
    name: 'Kas Harimau',
    aliases: [],
    jurisdiction: 'ID',
    domains: [],
    android: [],
    ios: [],
    developers: [],
    licences: [],
    packageUnmatched: [],
    notLender: false,
    held: '',
    note: '',
    evidence: [statement()],
    matchNames: [],
    ...over,
  };
}

/** Opens a compiled list from memory, judged as of a day. */
export function openCompiled(list: CompiledList, day = '2026-11-24'): PlatformList {
  const { build } = new PlatformList(list.index.buffer, async () => new Uint8Array()).header;
  return new PlatformList(list.index.buffer, memoryRecords(list.records.buffer, build), () => day);
}

/** Compiles records and opens the list. */
export async function listOf(records: PlatformRecord[], day?: string): Promise<PlatformList> {
  return openCompiled(await compileList(records, { version: 1, date: '2026-11-01' }), day);
}
