import {
  type Brand,
  foldTight,
  matchableName,
  type PlatformRecord,
  type SourceFile,
  type SourceRecord,
} from '../../../lib/platforms/index.ts';

/** Tightly folded names that must never be matched as somebody else's: protected brands, and licensed lenders anywhere. */
export function protectedNames(files: readonly SourceFile[], brands: readonly Brand[]): Set<string> {
  const names = new Set<string>();
  const add = (name: string) => {
    const tight = foldTight(name);
    if (tight.length >= 2) names.add(tight);
  };
  for (const brand of brands) for (const name of [brand.name, ...brand.aliases]) add(name);
  for (const file of files) {
    for (const record of file.platforms) {
      if (record.evidence.some((one) => one.status === 'licensed')) for (const name of allNames(record)) add(name);
    }
  }
  return names;
}

/** Name, aliases and names in other scripts of a source record, each once. */
export function allNames(record: SourceRecord): string[] {
  return [...new Set([record.name, ...(record.aliases ?? []), ...Object.values(record.names ?? {})])];
}

/** A source record as the compiled list keeps it: without quotations, keys and issuer. */
export function compiledRecord(record: SourceRecord, guarded: ReadonlySet<string>): PlatformRecord {
  const names = allNames(record);
  const mayMatch = !record.nameGeneric && !record.notLender && !record.held;
  const matchNames = mayMatch ? names.map((name) => matchableName(name, guarded)).filter((name) => name !== null) : [];
  return {
    id: record.id,
    name: record.name,
    aliases: names.filter((name) => name !== record.name),
    jurisdiction: record.jurisdiction,
    domains: record.domains ?? [],
    android: record.android ?? [],
    ios: record.ios ?? [],
    developers: record.developers ?? [],
    licences: record.licences ?? [],
    packageUnmatched: record.packageUnmatched ?? [],
    notLender: record.notLender ?? false,
    held: record.held ?? '',
    note: record.note ?? '',
    matchNames: [...new Set(matchNames)],
    evidence: record.evidence.map(({ source, url, date, says, confidence, kind, status, outcome, closed }) => ({
      source,
      url,
      date,
      says,
      confidence,
      kind,
      status,
      ...(outcome ? { outcome } : {}),
      ...(closed ? { closed } : {}),
    })),
  };
}

/** All records of the files in the order of their ids, so that the same data compile to the same bytes. */
export function compiledRecords(files: readonly SourceFile[], brands: readonly Brand[]): PlatformRecord[] {
  const guarded = protectedNames(files, brands);
  return files
    .flatMap((file) => file.platforms.map((record) => compiledRecord(record, guarded)))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
