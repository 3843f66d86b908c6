import {
  announce,
  failure,
  type Money,
  Refusal,
  type Relation,
  type Result,
  type VisitRow,
} from '../database/index.ts';
import type { VisitStore } from './store.ts';

/** What to do with a platform, in the order of a loan's life. */
export const RELATIONS: readonly Relation[] = ['looked', 'applied', 'borrowed', 'repaid', 'in-dispute'];

/** The longest note, in UTF-16 code units, and the most tags and the longest of them. */
export const NOTES_LIMIT = 10_000;
export const TAGS_LIMIT = 20;
export const TAG_LENGTH = 40;

/** What the user writes about a platform. Parts left out stay as they are. */
export interface Annotation {
  relation?: Relation;
  notes?: string;
  tags?: string[];
  amount?: Money | null;
  /** YYYY-MM-DD */
  due?: string | null;
}

/** Whether a text is a real day of the calendar, written YYYY-MM-DD, from 1970 to 2199. */
export function isDay(text: string): boolean {
  if (!/^(19[7-9]\d|2[01]\d\d)-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Whether this is an amount that can be kept: a whole number of minor units, not negative, and a currency code. */
export function isMoney(money: Money): boolean {
  return Number.isSafeInteger(money.minor) && money.minor >= 0 && /^[A-Z]{3}$/.test(money.currency);
}

/** Tags made tidy: trimmed, without empty ones and repetitions. */
export function tidyTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.trim().replace(/\s+/g, ' ')).filter((tag) => tag !== ''))];
}

function fault(change: Annotation): string | null {
  if (change.relation !== undefined && !RELATIONS.includes(change.relation)) return 'relation';
  if (change.notes !== undefined && change.notes.length > NOTES_LIMIT) return 'notes';
  if (change.tags && (change.tags.length > TAGS_LIMIT || change.tags.some((tag) => tag.length > TAG_LENGTH))) {
    return 'tags';
  }
  if (change.amount && !isMoney(change.amount)) return 'amount';
  if (change.due && !isDay(change.due)) return 'due';
  return null;
}

/**
 * Keeps what the user wrote about a platform and gives the new row. `invalid` with the name of the part in `detail`
 * where a part cannot be kept, `not-found` where the visit is gone; nothing is written then.
 */
export async function annotateVisit(store: VisitStore, key: string, change: Annotation): Promise<Result<VisitRow>> {
  const tidy = change.tags ? { ...change, tags: tidyTags(change.tags) } : change;
  const wrong = fault(tidy);
  if (wrong) return failure('invalid', wrong);
  const result = await store.database.run(['visits'], 'readwrite', async (tx) => {
    const row = await tx.store.get(key);
    if (!row) throw new Refusal('not-found');
    const next: VisitRow = { ...row };
    for (const part of ['relation', 'notes', 'tags', 'amount', 'due'] as const) {
      if (tidy[part] !== undefined) Object.assign(next, { [part]: tidy[part] });
    }
    await tx.store.put(next);
    return next;
  });
  if (result.ok) announce({ store: 'visits', keys: [key] });
  return result;
}
