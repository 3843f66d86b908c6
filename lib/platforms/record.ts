import type { PlatformRecord, Statement } from './types.ts';

/** Key of an app in an index. Host names hold no colon, so the kinds of keys never meet. */
export function appKey(app: string): string {
  return `app:${app}`;
}

/** Key of a folded name within a jurisdiction. */
export function nameKey(jurisdiction: string, folded: string): string {
  return `name:${jurisdiction}:${folded}`;
}

/** All keys under which a record is found. */
export function recordKeys(record: PlatformRecord): string[] {
  return [
    ...record.domains,
    ...[...record.android, ...record.ios].map(appKey),
    ...record.matchNames.map((name) => nameKey(record.jurisdiction, name)),
  ];
}

/** A record without its empty parts, for storing. */
export function slimRecord(record: PlatformRecord): Partial<PlatformRecord> {
  return Object.fromEntries(
    Object.entries(record).filter(
      ([, value]) => value !== '' && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** A stored record made whole again. Throws where it has no id or no evidence list. */
export function wholeRecord(stored: unknown): PlatformRecord {
  const slim = (typeof stored === 'object' && stored !== null ? stored : {}) as Partial<PlatformRecord>;
  if (typeof slim.id !== 'string' || typeof slim.name !== 'string') throw new Error('list record: no id or name');
  return {
    id: slim.id,
    name: slim.name,
    aliases: texts(slim.aliases),
    jurisdiction: text(slim.jurisdiction),
    domains: texts(slim.domains),
    android: texts(slim.android),
    ios: texts(slim.ios),
    developers: texts(slim.developers),
    licences: Array.isArray(slim.licences) ? slim.licences : [],
    packageUnmatched: texts(slim.packageUnmatched),
    notLender: slim.notLender === true,
    held: text(slim.held),
    note: text(slim.note),
    evidence: Array.isArray(slim.evidence) ? (slim.evidence as Statement[]) : [],
    matchNames: texts(slim.matchNames),
  };
}
