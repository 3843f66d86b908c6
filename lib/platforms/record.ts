import { plainNumber } from './claims.ts';
import { foldWords } from './fold.ts';
import type { PlatformRecord, Statement } from './types.ts';

/** Key of an app in an index. Host names hold no colon, so the kinds of keys never meet. */
export function appKey(app: string): string {
  return `app:${app}`;
}

/** Key of a folded name within a jurisdiction. */
export function nameKey(jurisdiction: string, folded: string): string {
  return `name:${jurisdiction}:${folded}`;
}

/** Key of a licence number, in whatever spelling. */
export function licenceKey(number: string): string {
  return `licence:${plainNumber(number)}`;
}

/** Key of the name of a company that holds a licence. */
export function companyKey(name: string): string {
  return `company:${foldWords(name)}`;
}

/** Whether a name is long enough to be told from ordinary words. */
function isCompany(name: string): boolean {
  return foldWords(name).split(' ').length >= 3;
}

/** All keys under which a record is found. */
export function recordKeys(record: PlatformRecord): string[] {
  return [
    ...record.domains,
    ...[...record.android, ...record.ios].map(appKey),
    ...record.matchNames.map((name) => nameKey(record.jurisdiction, name)),
    ...record.licences.flatMap(({ number, holder }) => [
      licenceKey(number),
      ...(isCompany(holder) ? [companyKey(holder)] : []),
    ]),
  ];
}

/** A record without its empty parts, for storing. */
function slimRecord(record: PlatformRecord): Partial<PlatformRecord> {
  return Object.fromEntries(
    Object.entries(record).filter(
      ([, value]) => value !== '' && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** The text of a record in a block: without empty parts, fields in one order, so that one record has one text. */
export function recordJson(record: PlatformRecord): string {
  return JSON.stringify(slimRecord(wholeRecord(record)));
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

const objects = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];

function wholeStatement(stored: Record<string, unknown>): Statement {
  const { source, url, date, says, confidence, kind, status, outcome, closed } = stored;
  return {
    source: text(source),
    url: text(url),
    date: text(date),
    says: text(says),
    // Whether these are words we know is checked where a list is taken in; here they only have to be words.
    confidence: text(confidence) as Statement['confidence'],
    kind: text(kind) as Statement['kind'],
    status: text(status) as Statement['status'],
    ...(outcome ? { outcome: text(outcome) } : {}),
    ...(closed ? { closed: text(closed) } : {}),
  };
}

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
    licences: objects(slim.licences).map(({ scheme, number, holder }) => ({
      scheme: text(scheme),
      number: text(number),
      holder: text(holder),
    })),
    packageUnmatched: texts(slim.packageUnmatched),
    notLender: slim.notLender === true,
    held: text(slim.held),
    note: text(slim.note),
    evidence: objects(slim.evidence).map(wholeStatement),
    matchNames: texts(slim.matchNames),
  };
}
