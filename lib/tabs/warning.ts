import { type Assessment, compareSeverity } from '../assessment/index.ts';
import { explain, packsOf } from '../explain/index.ts';
import type { Outside } from './outside.ts';

async function isSilenced(tab: number, { host, severity }: Assessment, outside: Outside): Promise<boolean> {
  const [{ warnFrom }, closed, trusted] = await Promise.all([
    outside.settings(),
    outside.session.tabs.readClosed(tab),
    outside.sources.trusted(host),
  ]);
  return (
    compareSeverity(severity, warnFrom) < 0 ||
    severity === 'none' ||
    (trusted.size > 0 && compareSeverity(severity, 'info') <= 0) ||
    (closed?.host === host && compareSeverity(severity, closed.severity) <= 0)
  );
}

/** The top frame of a page whose form stands in another frame may have no inspector yet. Its first reading shows the rest. */
async function callTopInspector(tab: number, { url }: Assessment, { browser }: Outside): Promise<void> {
  const open = (await browser.tab(tab))?.url;
  if (open?.split('#', 1)[0] === url) await browser.inspect(tab, { frameId: 0 }).catch(() => undefined);
}

/**
 * Has the top document of a tab show the warning of an assessment, or hide the one that it shows, by the user's settings,
 * trust and what they closed. `document` is its mark, '' while it has not reported.
 */
export async function showOrHide(
  tab: number,
  document: string,
  assessment: Assessment,
  outside: Outside,
): Promise<void> {
  const { browser, sources, translator, settings } = outside;
  if (await isSilenced(tab, assessment, outside)) {
    await browser.tell(tab, { type: 'hide', document });
    return;
  }
  if (document === '') return callTopInspector(tab, assessment, outside);
  const texts = await translator(['common', 'rules', 'warning', 'price', 'reach', 'app-check', 'letters']);
  const packs = await packsOf(sources.rights, assessment.jurisdiction, texts.language.tag);
  await browser.tell(tab, {
    type: 'show',
    document,
    face: assessment.severity === 'danger' ? 'sheet' : 'card',
    theme: (await settings()).theme,
    explanation: explain(assessment, texts, packs),
  });
}
