import { useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import {
  browserOf,
  type EventRow,
  type EvidenceStore,
  exportBundleBlob,
  localDay,
  type ReportSuggestion,
  reportPage,
  type Suggestion,
} from '../../../lib/evidence/index.ts';
import { citedNotes, citedRight } from '../../../lib/explain/index.ts';
import type { Pack } from '../../../lib/rights/index.ts';
import { type PageContext, saveFile } from '../../page/index.ts';
import { printPage } from './print-page.ts';
import { sizeWord } from './words.ts';

/** The ways to hand the log to somebody: on paper, as a page, or whole as a zip. */
export function ExportPanel({
  store,
  entries,
  suggestions,
  pack,
  context,
}: {
  store: EvidenceStore;
  entries: readonly EventRow[];
  suggestions: readonly Suggestion[];
  pack: Pack | null;
  context: PageContext;
}) {
  const { t, language } = context.translator;
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const [said, setSaid] = useState('');
  const abort = useRef<AbortController | null>(null);
  const words = t('evidence:report', { returnObjects: true });
  const size = (bytes: number) => sizeWord(bytes, language.locale);

  const reported = (): ReportSuggestion[] =>
    suggestions.map(({ breach, events, rights }) => ({
      text: t(`evidence:rules.breach.${breach}`),
      events,
      rules: rights
        .flatMap((id) => pack?.rights.find((right) => right.id === id) ?? [])
        .map((right) => {
          const cited = citedRight(right, context.translator);
          return { text: right.text, citation: cited.citation, notes: citedNotes(cited) };
        }),
    }));
  const report = (): Blob => {
    const shared = { entries, suggestions: reported(), words, language: language.tag, now: Date.now() };
    return new Blob([...reportPage({ ...shared, pathOf: () => null })], { type: 'text/html' });
  };
  const zip = async () => {
    abort.current = new AbortController();
    setProgress({ done: 0, total: 0 });
    setSaid(t('evidence:export.working'));
    const result = await exportBundleBlob(store, {
      language: language.tag,
      report: words,
      verifier: t('evidence:verifier', { returnObjects: true }),
      suggestions: reported(),
      madeWith: {
        ringfence: browser.runtime.getManifest().version,
        browser: browserOf(navigator.userAgent),
      },
      signal: abort.current.signal,
      onProgress: (done, total) => setProgress({ done, total }),
    });
    setProgress(null);
    if (!result.ok) {
      return setSaid(result.reason === 'cancelled' ? t('evidence:export.cancelled') : t(`storage:${result.reason}`));
    }
    saveFile(result.value, `ringfence-evidence-${localDay(Date.now())}.zip`);
    setSaid(t('evidence:export.done', { size: size(result.value.size) }));
  };

  return (
    <section>
      <h2>{t('evidence:export.title')}</h2>
      <p>{t('evidence:export.note')}</p>
      <div class="rf-row">
        <button
          type="button"
          class="rf-button rf-primary"
          aria-disabled={progress !== null}
          onClick={() => void (progress ?? zip())}
        >
          {t('evidence:export.zip')}
        </button>
        <button
          type="button"
          class="rf-button"
          onClick={() => saveFile(report(), `ringfence-report-${localDay(Date.now())}.html`)}
        >
          {t('evidence:export.report')}
        </button>
        <button type="button" class="rf-button" onClick={() => void report().text().then(printPage)}>
          {t('evidence:export.print')}
        </button>
      </div>
      {progress && (
        <p class="rf-row">
          <progress
            aria-label={t('evidence:export.working')}
            {...(progress.total > 0 ? { value: progress.done, max: progress.total } : {})}
          />
          <span>
            {progress.total > 0 &&
              t('evidence:export.progress', { done: size(progress.done), total: size(progress.total) })}
          </span>
          <button type="button" class="rf-button" onClick={() => abort.current?.abort()}>
            {t('evidence:export.cancel')}
          </button>
        </p>
      )}
      <p role="status">{said}</p>
    </section>
  );
}
