import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { type VisitReach, VisitReachSchema } from '../../lib/contacts/index.ts';
import { isSharedHost } from '../../lib/platforms/index.ts';

/** A site within a visit. Private windows have visits of their own. */
export interface VisitedSite {
  origin: string;
  incognito: boolean;
}

const keyOf = ({ origin, incognito }: VisitedSite) => `reach:${incognito ? 'private' : 'open'}:${origin}`;

/** What this visit learned of a site from its policies and its apps, or null. Kept until the browser closes. */
export async function readVisitReach(site: VisitedSite): Promise<VisitReach | null> {
  const key = keyOf(site);
  const result = v.safeParse(VisitReachSchema, (await browser.storage.session.get(key))[key]);
  return result.success ? result.output : null;
}

/** Changes what this visit knows of a site. Nothing is kept of hosts under which many strangers publish. */
export async function changeVisitReach(
  site: VisitedSite,
  change: (before: VisitReach | null) => VisitReach,
): Promise<void> {
  if (isSharedHost(new URL(site.origin).hostname)) return;
  const before = await readVisitReach(site);
  const after = change(before);
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  await browser.storage.session.set({ [keyOf(site)]: after });
}
