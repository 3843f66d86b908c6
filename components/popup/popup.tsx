import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { type Explanation, explain } from '../../lib/explain/index.ts';
import { type PageContext, packsFor } from '../page/index.ts';
import { Mark } from '../theme/index.ts';
import type { CurrentTab } from './current-tab.ts';
import { Verdict } from './verdict.tsx';

async function openDashboard(): Promise<void> {
  await browser.runtime.openOptionsPage();
  // On a phone the popup is a page of its own and would stay on top.
  window.close();
}

/** The toolbar popup: the verdict on this tab, the three doors, and the way to the saved list. */
export function Popup({ context, current }: { context: PageContext; current: CurrentTab }) {
  const { t } = context.translator;
  const [explanation, setExplanation] = useState<Explanation | null>(null);
  const [trusted, setTrusted] = useState(current.trusted);
  const { assessment } = current;

  useEffect(() => {
    if (!assessment) return;
    void packsFor(assessment.jurisdiction).then((packs) => {
      setExplanation(explain(assessment, context.translator, packs));
    });
  }, [assessment, context]);

  return (
    <>
      <p class="rf-brand">
        <Mark size={24} /> {t('common:name')}
      </p>
      <Verdict
        current={{ ...current, trusted }}
        explanation={explanation}
        translator={context.translator}
        onTrust={setTrusted}
      />
      <nav class="rf-row" aria-label={t('common:name')}>
        <button type="button" class="rf-button rf-plain" onClick={() => void openDashboard()}>
          {t('popup:saved')}
        </button>
      </nav>
    </>
  );
}
