import type { Assessment } from '../../lib/assessment/index.ts';
import { packsOf } from '../../lib/explain/index.ts';
import { fetchPackagedJson } from '../../lib/package/index.ts';
import { openRights, type Pack, type StoreRule } from '../../lib/rights/index.ts';

const rights = openRights(fetchPackagedJson);

/**
 * The rights packs of the jurisdictions that an assessment names, the user's own first, in a language of the interface;
 * `app` is where the lists say that an app is from.
 */
export function packsFor(
  jurisdiction: Assessment['jurisdiction'],
  language: string,
  app: string | null = null,
): Promise<Pack[]> {
  return packsOf(rights, jurisdiction, language, app);
}

/** Google Play's rule on permissions of loan apps, in a language of the interface. */
export function googlePlayRule(language: string): Promise<StoreRule> {
  return rights.googlePlayRule(language);
}
