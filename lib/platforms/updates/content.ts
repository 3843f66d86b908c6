import { refuseListed } from '../host.ts';
import type { PlatformList } from '../list.ts';
import type { PlatformRecord } from '../types.ts';
import { ListRefusal } from './manifest.ts';

const ID = /^[a-z0-9][a-z0-9.-]{1,79}$/;
const JURISDICTION = /^([A-Z]{2}|INTL)$/;
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}<>]/u;
const STATUSES = new Set([
  'licensed',
  'revoked',
  'illegal-listed',
  'enforcement',
  'store-removed',
  'reported',
  'unknown',
]);
const CONFIDENCES = new Set(['verified', 'secondary', 'recalled']);
const APP = /^[\w.-]{1,255}$/;
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const TEXT_LIMIT = 800;
const ITEMS_LIMIT = 500;

/** What is wrong with a record of a list from elsewhere, or null. */
export function recordFault(record: PlatformRecord): string | null {
  const texts = [record.name, ...record.aliases, ...record.developers, ...record.matchNames, record.note, record.held];
  const evidence = record.evidence.flatMap((one) => [one.source, one.says, one.outcome ?? '']);
  if (!ID.test(record.id)) return 'the id is not lower-case letters, digits, dots and hyphens';
  if (!JURISDICTION.test(record.jurisdiction)) return 'no jurisdiction';
  if (record.name.trim() === '') return 'no name';
  if ([...texts, ...evidence].some((text) => typeof text !== 'string' || text.length > TEXT_LIMIT))
    return 'a text is missing or too long';
  if ([...texts, ...evidence].some((text) => UNSAFE.test(text))) return 'control characters or markup in a text';
  if (
    [record.domains, record.android, record.ios, record.aliases, record.evidence].some(
      (list) => list.length > ITEMS_LIMIT,
    )
  )
    return 'too many entries';
  for (const domain of record.domains) {
    const reason = refuseListed(domain);
    if (reason) return `domain ${domain.slice(0, 80)}: ${reason}`;
  }
  for (const app of [...record.android, ...record.ios]) if (!APP.test(app)) return 'an app id that is none';
  for (const one of record.evidence) {
    if (!STATUSES.has(one.status) || !CONFIDENCES.has(one.confidence))
      return 'an evidence of unknown status or confidence';
    if (!DATE.test(one.date)) return 'an evidence without a date';
    if (one.url !== '' && !/^https?:\/\//i.test(one.url)) return 'an evidence with a link that is not http(s)';
  }
  return null;
}

/**
 * Reads a whole list before it is taken into use. Rejects with `ListRefusal` (`content`) and the record for what must
 * not be in one, `damaged` where it can't be read at all.
 */
export async function checkContent(list: PlatformList, expected: number): Promise<void> {
  const ids = new Set<string>();
  try {
    for await (const record of list.records()) {
      const fault = recordFault(record);
      if (fault) throw new ListRefusal('content', `record ${ids.size + 1} (${record.id.slice(0, 80)}): ${fault}`);
      if (ids.has(record.id))
        throw new ListRefusal('content', `record ${ids.size + 1}: the id ${record.id} stands twice`);
      ids.add(record.id);
    }
  } catch (error) {
    if (error instanceof ListRefusal) throw error;
    throw new ListRefusal('damaged', (error as Error).message);
  }
  if (ids.size !== expected) throw new ListRefusal('damaged', `${ids.size} records, the manifest says ${expected}`);
}
