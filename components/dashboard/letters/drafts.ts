import { browser } from 'wxt/browser';
import type { LetterPayment, LetterValues } from '../../../lib/rights/index.ts';

const KEY = 'letter-drafts';

async function readAll(): Promise<Record<string, LetterValues>> {
  const stored = (await browser.storage.local.get(KEY))[KEY];
  return typeof stored === 'object' && stored !== null ? (stored as Record<string, LetterValues>) : {};
}

/**
 * What was typed into a letter before, or null. `id` names kind, place, language and what it is about. Payments before
 * `today` (YYYY-MM-DD) are left out; where none is left, the draft says nothing of payments.
 */
export async function readDraft(id: string, today: string): Promise<LetterValues | null> {
  const all = await readAll();
  const draft = Object.hasOwn(all, id) ? all[id] : null;
  if (!draft || !Array.isArray(draft.schedule)) return draft ?? null;
  const { schedule, ...rest } = draft;
  const ahead = (schedule as readonly LetterPayment[]).filter(({ date }) => date === '' || date >= today);
  return ahead.length > 0 || schedule.length === 0 ? { ...rest, schedule: ahead } : rest;
}

/** Keeps what was typed into a letter, on this device; null forgets it. Rejects where the browser's storage is full. */
export async function writeDraft(id: string, values: LetterValues | null): Promise<void> {
  const { [id]: _before, ...rest } = await readAll();
  await browser.storage.local.set({ [KEY]: values ? { ...rest, [id]: values } : rest });
}
