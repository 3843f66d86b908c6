import { type AppCheck, checkAppFile } from '../../lib/app-check/index.ts';
import { type AppReport, appReport } from '../../lib/explain/index.ts';
import type { Translator } from '../../lib/i18n/index.ts';
import { platformLists } from '../../lib/lists/index.ts';
import { googlePlayRule, packsFor } from './packs.ts';

async function report(outcome: AppCheck, home: string | null, translator: Translator): Promise<AppReport> {
  // A list that cannot be read is no reason to leave the rest out.
  const record = outcome.ok
    ? await platformLists()
        .then((lists) => lists.findByApp(outcome.manifest.package, '', home))
        .catch(() => null)
    : null;
  const { tag } = translator.language;
  const packs = await packsFor({ home, page: null }, tag, record?.jurisdiction);
  const storeRule = await googlePlayRule(tag);
  return appReport(outcome, { packs, record, from: 'file', storeRule }, translator);
}

/** Says what the app in a file of the user's may do. */
export async function reportOnFile(file: Blob, home: string | null, translator: Translator): Promise<AppReport> {
  return report(await checkAppFile(file), home, translator);
}
