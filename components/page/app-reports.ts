import { type AppCheck, checkAppFile } from '../../lib/app-check/index.ts';
import type { Assessment } from '../../lib/assessment/index.ts';
import { type AppReport, appReport } from '../../lib/explain/index.ts';
import type { Translator } from '../../lib/i18n/index.ts';
import { platformLists } from '../../lib/lists/index.ts';
import { googlePlayRule, packsFor } from './packs.ts';

async function report(
  outcome: AppCheck,
  { home, page }: Assessment['jurisdiction'],
  translator: Translator,
): Promise<AppReport> {
  // A list that cannot be read is no reason to leave the rest out.
  const record = outcome.ok
    ? await platformLists()
        .then((lists) => lists.findByApp(outcome.manifest.package, '', home))
        .catch(() => null)
    : null;
  const packs = await packsFor({ home, page: record?.jurisdiction ?? page }, translator.language.tag);
  const storeRule = await googlePlayRule(translator.language.tag);
  return appReport(outcome, { packs, record, from: 'file', storeRule }, translator);
}

/** Says what the app in a file of the user's may do. */
export async function reportOnFile(file: Blob, home: string | null, translator: Translator): Promise<AppReport> {
  return report(await checkAppFile(file), { home, page: null }, translator);
}
