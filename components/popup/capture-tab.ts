import { browser } from 'wxt/browser';
import type { Assessment } from '../../lib/assessment/index.ts';
import type { FailureReason } from '../../lib/database/index.ts';
import {
  appendEvent,
  deviceZone,
  localDay,
  PARTY_LIMIT,
  type Persistence,
  SAID_LIMIT,
} from '../../lib/evidence/index.ts';
import { openVisits, platformKey } from '../../lib/visits/index.ts';

/** A kept picture, or why there is none: `refused` by the browser, or the page `moved` on meanwhile. */
export type Captured =
  | { ok: true; n: number; persistence: Persistence | null }
  | { ok: false; reason: FailureReason | 'refused' | 'moved' };

/** The longest address that an entry holds in its own field. */
const URL_LIMIT = 2000;

function pngOf(dataUrl: string): Blob | null {
  const prefix = 'data:image/png;base64,';
  if (!dataUrl.startsWith(prefix)) return null;
  const bytes = Uint8Array.from(atob(dataUrl.slice(prefix.length)), (char) => char.charCodeAt(0));
  return new Blob([bytes], { type: 'image/png' });
}

async function activeTab() {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab ?? null;
}

/**
 * Takes a picture of what the user sees of the active tab and adds it to the evidence log, with address and time, in
 * one step. Nothing is taken in private windows. Never rejects for a reason of the browser's or the database's.
 */
export async function captureTab(assessment: Assessment | null): Promise<Captured> {
  const tab = await activeTab();
  if (tab?.incognito) return { ok: false, reason: 'private' };
  if (!tab?.url || !/^https?:/.test(tab.url)) return { ok: false, reason: 'refused' };
  const at = Date.now();
  let picture: Blob | null = null;
  try {
    picture = pngOf(await browser.tabs.captureVisibleTab(tab.windowId, { format: 'png' }));
  } catch {
    return { ok: false, reason: 'refused' };
  }
  if (!picture) return { ok: false, reason: 'refused' };
  const after = await activeTab();
  // A picture under another page's address would be worse than none.
  if (after?.id !== tab.id || after?.url !== tab.url) return { ok: false, reason: 'moved' };
  const { host, origin, pathname } = new URL(tab.url);
  const isLong = tab.url.length > URL_LIMIT;
  const text = [tab.title ?? '', ...(isLong ? [tab.url] : [])].join('\n').slice(0, SAID_LIMIT);
  const kept = await appendEvent(
    await openVisits(),
    {
      at,
      zone: deviceZone(),
      channel: 'page',
      party: host.slice(0, PARTY_LIMIT),
      contacted: 'me',
      said: text,
      threats: [],
      visit: assessment?.url === tab.url ? platformKey(assessment) : null,
      url: isLong ? `${origin}${pathname}`.slice(0, URL_LIMIT) : tab.url,
    },
    [{ name: `${host.replace(/[^a-z0-9.-]/gi, '_')}-${localDay(at)}.png`, blob: picture }],
  );
  if (!kept.ok) return kept;
  return { ok: true, n: kept.value.entry.n, persistence: kept.value.persistence ?? null };
}
