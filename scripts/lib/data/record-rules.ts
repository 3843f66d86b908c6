import {
  type Brand,
  foldTight,
  foldWords,
  packageAgrees,
  RISKY,
  refuseListed,
  type SourceFile,
  type SourceRecord,
  settle,
  soundsLikeNoLender,
} from '../../../lib/platforms/index.ts';
import { isIsoDate, statementFaults } from './evidence-rules.ts';
import { allNames } from './records.ts';

/** A rule that a record breaks. `rule` is its number in docs/list-format.md, 0 for the format itself. */
export interface RecordFault {
  rule: number;
  reason: string;
}

/** What a record is judged against: everything genuine in all files. */
export interface Genuine {
  /** Packages, App Store ids and domains of licensed lenders and protected brands, with whose they are. */
  keys: Map<string, string>;
  /** Tightly folded protected names by their first letters, with the brand. */
  brandNames: Map<string, string>;
}

/** Shortest protected name that a risky name may not begin with: shorter ones stand at the front of too many words. */
const PREFIX_LENGTH = 4;

/** Collects what is genuine: brands, and records whose evidence holds a register entry and nothing newer against it. */
export function collectGenuine(files: readonly SourceFile[], brands: readonly Brand[]): Genuine {
  const genuine: Genuine = { keys: new Map(), brandNames: new Map() };
  const addName = (name: string, owner: string) => {
    const tight = foldTight(name);
    if (tight.length >= PREFIX_LENGTH) genuine.brandNames.set(tight, owner);
  };
  for (const brand of brands) {
    for (const domain of brand.domains) genuine.keys.set(domain, brand.id);
    if (!brand.dictionaryWord) for (const name of [brand.name, ...brand.aliases]) addName(name, brand.id);
  }
  for (const file of files) {
    for (const record of file.platforms) {
      const newest = [...record.evidence]
        .filter((one) => one.status !== 'unknown')
        .sort((a, b) => (a.date < b.date ? 1 : -1))[0];
      if (newest?.status !== 'licensed') continue;
      for (const key of [...(record.domains ?? []), ...(record.android ?? []), ...(record.ios ?? [])])
        genuine.keys.set(key, record.id);
    }
  }
  return genuine;
}

/** The protected brand whose name a title begins with, on a word's end, or null. */
export function brandAtStart(name: string, genuine: Genuine): string | null {
  let tight = '';
  for (const word of foldWords(name).split(' ')) {
    tight += word;
    const owner = genuine.brandNames.get(tight);
    if (owner) return owner;
  }
  return null;
}

/** What is wrong with the accusation that a record makes, by the audit's rules 1 to 3. Empty where it accuses nobody. */
export function accusationFaults(record: SourceRecord, genuine: Genuine, day: string): RecordFault[] {
  const { status } = settle(record, day);
  const faults: RecordFault[] = [];
  const apps = [...(record.android ?? [])];
  if (RISKY.includes(status)) {
    for (const key of [...(record.domains ?? []), ...apps, ...(record.ios ?? [])]) {
      const owner = genuine.keys.get(key);
      if (owner && owner !== record.id) faults.push({ rule: 1, reason: `${key} belongs to the genuine ${owner}` });
    }
    const brand = brandAtStart(record.name, genuine);
    // A brand that is itself accused under its own name and key is no impostor.
    if (brand && brand !== record.id)
      faults.push({ rule: 1, reason: `the name begins with the protected brand ${brand}` });
    if (allNames(record).some(soundsLikeNoLender))
      faults.push({ rule: 2, reason: 'the title holds a word that no lender has' });
    if (/pencatutan/i.test(record.name))
      faults.push({ rule: 1, reason: "the row reports an impersonation: the name is the victim's" });
    const declared = new Set(record.packageUnmatched ?? []);
    for (const app of apps) {
      if (!packageAgrees(app, allNames(record)) && !declared.has(app)) {
        faults.push({ rule: 3, reason: `package ${app} shares no word with the name and is not in packageUnmatched` });
      }
    }
  }
  if (record.evidence.some((one) => one.status === 'licensed')) {
    for (const app of apps) {
      if (!packageAgrees(app, [...allNames(record), ...(record.developers ?? [])])) {
        faults.push({ rule: 3, reason: `package ${app} shares no word with the licensed name` });
      }
    }
  }
  return faults;
}

const ID = /^[a-z]{2,4}-[a-z0-9]+(-[a-z0-9]+)*$/;
const ANDROID = /^[A-Za-z]\w*(\.[A-Za-z_]\w*)+$/;
const IOS = /^\d{6,12}$/;
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}<>]/u;

/** What is wrong with a record in itself: characters, identifiers, domains, statements, and its status (rules 4 to 8, 10, 11). */
export function formFaults(record: SourceRecord, file: SourceFile): RecordFault[] {
  const faults: RecordFault[] = [];
  if (!ID.test(record.id))
    faults.push({ rule: 11, reason: `id "${record.id}" is not lower-case letters, digits and single hyphens` });
  if (record.jurisdiction !== file.jurisdiction)
    faults.push({ rule: 11, reason: `jurisdiction ${record.jurisdiction} in the file of ${file.jurisdiction}` });
  const texts = [...allNames(record), ...(record.developers ?? []), record.note ?? '', record.held ?? ''];
  for (const text of texts) {
    if (UNSAFE.test(text))
      faults.push({ rule: 0, reason: `control characters or markup in "${text.replace(/[^\x20-\x7e]/g, '?')}"` });
  }
  for (const domain of record.domains ?? []) {
    const reason = refuseListed(domain);
    if (reason) faults.push({ rule: 10, reason: `domain ${domain}: ${reason}` });
  }
  for (const app of record.android ?? [])
    if (!ANDROID.test(app)) faults.push({ rule: 0, reason: `"${app}" is no Android package name` });
  for (const app of record.ios ?? [])
    if (!IOS.test(app)) faults.push({ rule: 0, reason: `"${app}" is no App Store id` });
  for (const app of record.packageUnmatched ?? []) {
    if (!record.android?.includes(app))
      faults.push({ rule: 3, reason: `packageUnmatched names ${app}, which is not among the packages` });
  }
  if (record.evidence.length === 0) faults.push({ rule: 5, reason: 'no evidence' });
  for (const one of record.evidence) {
    for (const text of [one.source, one.says]) {
      if (UNSAFE.test(text)) faults.push({ rule: 0, reason: 'control characters or markup in an evidence' });
    }
    for (const fault of statementFaults(one, record, file.updated))
      faults.push({ rule: fault.rule, reason: `${one.source}: ${fault.reason}` });
  }
  if (record.evidence.every((one) => isIsoDate(one.date))) {
    const settled = settle(record, file.updated);
    if (settled.status !== record.status) {
      const why = settled.was
        ? ` (${settled.was.status} of ${settled.was.date} is ${settled.was.why === 'lapsed' ? 'lapsed' : 'old and without outcome'})`
        : '';
      const rule = settled.was?.status === 'licensed' ? 8 : settled.was ? 7 : 5;
      faults.push({
        rule,
        reason: `status "${record.status}", but the evidence supports "${settled.status}" on ${file.updated}${why}`,
      });
    }
  }
  return faults;
}
