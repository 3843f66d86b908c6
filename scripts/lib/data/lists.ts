import { join } from 'node:path';
import type { Confidence, PlatformStatus } from '../../../lib/assessment/index.ts';
import type { EvidenceKind } from '../../../lib/platforms/index.ts';
import type { DateOrder } from './dates.ts';
import { PLATFORMS, readJson } from './load.ts';

/** What a column of a published list means to us. */
export type ColumnRole = 'name' | 'alias' | 'operator' | 'links' | 'app' | 'licence' | 'letter' | 'date';

/** A list that somebody publishes, and how its rows become evidence: an entry of `data/platforms/sources.json`. */
export interface PublishedList {
  id: string;
  title: string;
  issuer?: string;
  jurisdiction: string;
  kind: EvidenceKind;
  /** What a row supports at most. */
  status: PlatformStatus;
  confidence: Confidence;
  /** Words of the evidence's `source` field. */
  source: string;
  /** Page of the list; used where a row has no link of its own. */
  url: string;
  /** One sentence on a row; `{licence}` and `{letter}` stand for the cells. */
  says: string;
  /** Terms under which the list may be used, as far as known. */
  terms: string;
  /** Days after which a new edition can be expected. */
  everyDays: number;
  /** ISO day of the edition that the source files hold, or null where it was never imported. */
  edition: string | null;
  /** Names under which the columns are known, in any spelling of case and punctuation. */
  columns?: Partial<Record<ColumnRole, string[]>>;
  /** Only rows whose cell in this column holds these words. */
  only?: { column: string[]; holds: string };
  dateOrder?: DateOrder;
  /** The addresses are damaged or unverified: take apps from them, but no domains. */
  noDomains?: boolean;
}

/** All known lists. */
export async function loadLists(folder = PLATFORMS): Promise<PublishedList[]> {
  return ((await readJson(join(folder, 'sources.json'))) as { lists: PublishedList[] }).lists;
}
