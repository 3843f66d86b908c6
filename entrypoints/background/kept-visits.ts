import type { Assessment } from '../../lib/assessment/index.ts';
import { readSettings } from '../../lib/settings/index.ts';
import { openVisits, purgeExpired, recordVisit, type VisitStore } from '../../lib/visits/index.ts';

let store: Promise<VisitStore> | null = null;
const visits = () => {
  store ??= openVisits();
  return store;
};

/** Keeps what was found on a page among the visited platforms. */
export async function keepVisit(assessment: Assessment): Promise<void> {
  await recordVisit(await visits(), assessment);
}

/** Deletes visits that are older than the user wants to keep them. */
export async function forgetOldVisits(): Promise<void> {
  const { retentionDays } = await readSettings();
  await purgeExpired(await visits(), retentionDays);
}
