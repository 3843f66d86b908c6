import type { Brand, SourceRecord, SourceStatement } from '../../../lib/platforms/index.ts';
import type { NamedFile } from '../../../scripts/lib/data/load.ts';

/** A source statement for tests: by default a warning list of 2026 that names "Kas Harimau". */
export function said(over: Partial<SourceStatement> = {}): SourceStatement {
  return {
    status: 'illegal-listed',
    date: '2026-03-01',
    source: 'Example authority, warning list',
    issuer: 'Example authority',
    kind: 'warning-list',
    confidence: 'verified',
    says: 'On the list of unlicensed lenders',
    quote: '12. Kas Harimau (com.kas.harimau), kasharimau.co.id',
    url: 'https://authority.example/list/7',
    ...over,
  };
}

/** A source record for tests. */
export function source(over: Partial<SourceRecord> = {}): SourceRecord {
  return {
    id: 'id-kas-harimau',
    name: 'Kas Harimau',
    jurisdiction: 'ID',
    status: 'illegal-listed',
    evidence: [said()],
    ...over,
  };
}

/** A source file for tests. */
export function sourceFile(platforms: SourceRecord[], jurisdiction = 'ID', updated = '2026-11-24'): NamedFile {
  return { file: `${jurisdiction}.json`, jurisdiction, updated, platforms };
}

/** A protected brand for tests. */
export function brand(over: Partial<Brand> = {}): Brand {
  return {
    id: 'id-uangteman',
    name: 'UangTeman',
    aliases: [],
    jurisdiction: 'ID',
    kind: 'p2p-lender',
    domains: ['uangteman.com'],
    dictionaryWord: false,
    confidence: 'verified',
    source: 'test',
    ...over,
  };
}
