import { browser } from 'wxt/browser';
import type { LetterValues } from '../../../lib/rights/index.ts';

const KEY = 'letter-drafts';

async function readAll(): Promise<Record<string, LetterValues>> {
  const stored = (await browser.storage.local.get(KEY))[KEY];
  return typeof stored === 'object' && stored !== null ? (stored as Record<string, LetterValues>) : {};
}

/** What was typed into a letter before, or null. `id` names kind, place and language. */
export async function readDraft(id: string): Promise<LetterValues | null> {
  const all = await readAll();
  return Object.hasOwn(all, id) ? (all[id] ?? null) : null;
}

/** Keeps what was typed into a letter, on this device; null forgets it. Rejects where the browser's storage is full. */
export async function writeDraft(id: string, values: LetterValues | null): Promise<void> {
  const { [id]: _before, ...rest } = await readAll();
  await browser.storage.local.set({ [KEY]: values ? { ...rest, [id]: values } : rest });
}
