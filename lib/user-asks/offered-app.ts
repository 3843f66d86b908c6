import { checkAppAt } from '../app-check/index.ts';
import type { AppOffer, Assessment } from '../assessment/index.ts';
import { readStoreUrl } from '../contacts/index.ts';
import { reachOfApp } from '../contacts/permissions/index.ts';
import { type AppReport, appReport, packsOf, storeReport } from '../explain/index.ts';
import type { Translator } from '../i18n/index.ts';
import type { AskOutside } from './outside.ts';

/** What an app was found to reach, for the summary of the visit. */
export interface CheckedApp {
  report: AppReport;
  app: string;
  reach: ReturnType<typeof reachOfApp>;
}

// A list that cannot be read is no reason to leave the rest out.
const recordOf = (lists: AskOutside['lists'], app: string, names: string, home: string | null) =>
  lists()
    .then((lists) => lists.findByApp(app, names, home))
    .catch(() => null);

/**
 * Checks an app that a page offers, at the user's click. `at` is where its server led, which the user has agreed to. An
 * app's page in a store is looked up in the lists; nothing is fetched of it.
 */
export async function checkOfferedApp(
  offer: AppOffer,
  at: string | undefined,
  { home, page }: Assessment['jurisdiction'],
  translator: Translator,
  { rights, lists }: Pick<AskOutside, 'rights' | 'lists'>,
): Promise<CheckedApp> {
  if (offer.kind === 'store') {
    const listing = readStoreUrl(offer.url);
    const app = listing?.package ?? listing?.appId ?? '';
    const record = app === '' ? null : await recordOf(lists, app, listing?.slug ?? '', home);
    return { report: storeReport(offer.url, record, translator), app: '', reach: [] };
  }
  const outcome = await checkAppAt(at ?? offer.url);
  const record = outcome.ok ? await recordOf(lists, outcome.manifest.package, '', home) : null;
  const { tag } = translator.language;
  const packs = await packsOf(rights, { home, page }, tag, record?.jurisdiction);
  const storeRule = await rights.googlePlayRule(tag);
  const report = appReport(outcome, { packs, record, from: 'link', storeRule }, translator);
  if (!outcome.ok) return { report, app: '', reach: [] };
  const { package: app, permissions } = outcome.manifest;
  return { report, app, reach: reachOfApp(permissions, app) };
}
