import type { Assessment } from '../../lib/assessment/index.ts';
import type { AssessmentEntry, VisitRow } from '../../lib/database/index.ts';
import type { BrowserDriver } from './driver/index.ts';

const SEVERITIES = ['none', 'info', 'caution', 'danger'] as const;
const KINDS = ['application', 'marketing', 'account', 'policy'] as const;
const STATUSES = ['unknown', 'licensed', 'illegal-listed', 'reported'] as const;
const PLACES = ['ID', 'PH', 'IN', 'KE'] as const;
const WORDS = ['dana', 'cepat', 'kilat', 'tunai', 'cash', 'peso', 'rupee', 'credit', 'loan', 'mkopo'] as const;

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** One saved visit made out of its number alone: `Dana Dana 0` was seen last, the others each an hour earlier. */
export function savedVisit(index: number, newest: number): { row: VisitRow; entries: AssessmentEntry[] } {
  const lastVisit = newest - index * 3_600_000;
  const name = `${pick(WORDS, index)} ${pick(WORDS, Math.floor(index / 10))} ${index}`;
  const host = `${name.replaceAll(' ', '-')}.example`;
  const severity = pick(SEVERITIES, index);
  const assessment = (change: Partial<Assessment>): Assessment => ({
    version: 1,
    url: `https://${host}/apply`,
    host,
    at: lastVisit,
    kind: pick(KINDS, index),
    score: 0.9,
    signals: [],
    contacts: [],
    price: null,
    platform: null,
    severity,
    reasons: [
      { rule: 'unknown-lender', severity: 'caution', evidence: [{ text: 'Apply in five minutes', where: 'h1' }] },
    ],
    jurisdiction: { home: 'ID', page: pick(PLACES, index) },
    ...change,
  });
  const key = `h:${host}`;
  const before = lastVisit - 86_400_000;
  return {
    row: {
      key,
      platform: null,
      name,
      host: `www.${host}`,
      hosts: [`www.${host}`],
      kind: pick(KINDS, index),
      severity,
      rank: SEVERITIES.indexOf(severity),
      status: pick(STATUSES, Math.floor(index / 4)),
      jurisdiction: pick(PLACES, index),
      firstVisit: before,
      lastVisit,
      recency: -lastVisit,
      count: 1 + (index % 9),
      entry: 2,
      print: `print-${index}`,
      since: lastVisit,
      relation: 'looked',
      notes: '',
      tags: [],
      amount: null,
      due: null,
    },
    entries: [
      { key, n: 1, since: before, assessment: assessment({ at: before, severity: 'info', reasons: [] }) },
      {
        key,
        n: 2,
        since: lastVisit,
        assessment: assessment({
          contacts: [{ vector: 'reference-contacts', evidence: { text: 'Two relatives', where: 'form' } }],
        }),
      },
    ],
  };
}

/** Puts visits into the extension's database, which a page of the extension has made before. Replaces what is there. */
export async function saveVisits(
  driver: BrowserDriver,
  visits: readonly { row: VisitRow; entries: AssessmentEntry[] }[],
): Promise<void> {
  for (let from = 0; from === 0 || from < visits.length; from += 5_000) {
    await driver.extension.evaluate(
      (rows, entries, clear) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('ringfence');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const database = opening.result;
            const tx = database.transaction(['visits', 'assessments', 'trash', 'meta'], 'readwrite');
            if (clear) for (const name of tx.objectStoreNames) tx.objectStore(name).clear();
            for (const row of rows) tx.objectStore('visits').put(row);
            for (const entry of entries) tx.objectStore('assessments').put(entry);
            tx.oncomplete = () => {
              database.close();
              resolve();
            };
            tx.onabort = () => reject(tx.error);
          };
        }),
      visits.slice(from, from + 5_000).map(({ row }) => row),
      visits.slice(from, from + 5_000).flatMap(({ entries }) => entries),
      from === 0,
    );
  }
}
