import { checkAppAt } from '../../lib/app-check/index.ts';
import { type AppReport, appReport, packsOf } from '../../lib/explain/index.ts';
import type { Translator } from '../../lib/i18n/index.ts';
import { platformLists } from '../../lib/lists/index.ts';
import type { Rights } from '../../lib/rights/index.ts';
import { readAssessment } from './tab-state.ts';

/**
 * Checks an app that the page of a tab offers, at the user's click; null for any other address. `at` is where its server
 * led, which the user has agreed to.
 */
export async function checkOfferedApp(
  tabId: number,
  { url, at }: { url: string; at?: string | undefined },
  translator: Translator,
  rights: Rights,
): Promise<AppReport | null> {
  const assessment = await readAssessment(tabId);
  if (!assessment?.apps?.some((app) => app.url === url)) return null;
  const outcome = await checkAppAt(at ?? url);
  const { home, page } = assessment.jurisdiction;
  // A list that cannot be read is no reason to leave the rest out.
  const record = outcome.ok
    ? await platformLists()
        .then((lists) => lists.findByApp(outcome.manifest.package, '', home))
        .catch(() => null)
    : null;
  const packs = await packsOf(rights, { home, page: record?.jurisdiction ?? page }, translator.language.tag);
  return appReport(outcome, packs, record, translator);
}
