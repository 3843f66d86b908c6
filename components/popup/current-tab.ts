import { browser } from 'wxt/browser';
import type { Assessment } from '../../lib/assessment/index.ts';
import { readTrust } from '../../lib/settings/index.ts';

/** What the popup knows of the tab that it was opened on. */
export interface CurrentTab {
  id: number | null;
  host: string | null;
  /** The stored assessment: the same that badge and warning show. Null where nothing was suspected. */
  assessment: Assessment | null;
  trusted: boolean;
  /** Whether it is in a private window. */
  isPrivate: boolean;
}

/** Reads the active tab's stored assessment, without the background. */
export async function readCurrentTab(): Promise<CurrentTab> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return { id: null, host: null, assessment: null, trusted: false, isPrivate: false };
  const key = `assessment:${tab.id}`;
  const stored = (await browser.storage.session.get(key))[key] as Assessment | undefined;
  const host = tab.url && /^https?:/.test(tab.url) ? new URL(tab.url).hostname : null;
  // The message that a page went can be lost with a crashed tab: an assessment of another host is of no use.
  const assessment = stored && (host === null || stored.host === host) ? stored : null;
  const trust = await readTrust();
  const trusted = host !== null && Object.hasOwn(trust, host);
  return { id: tab.id, host, assessment, trusted, isPrivate: tab.incognito };
}

/**
 * Tells when the background has worked the page of the tab out anew, such as after a policy was read. Gives a function
 * that ends it.
 */
export function observeAssessment({ id, host }: CurrentTab, onNews: (assessment: Assessment) => void): () => void {
  const listen = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    const news = area === 'session' ? (changes[`assessment:${id}`]?.newValue as Assessment | undefined) : undefined;
    if (news && news.host === host) onNews(news);
  };
  browser.storage.onChanged.addListener(listen);
  return () => browser.storage.onChanged.removeListener(listen);
}
