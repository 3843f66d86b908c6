import { useState } from 'preact/hooks';
import type { AppReport } from '../../../lib/explain/index.ts';
import { homeJurisdiction } from '../../../lib/home/index.ts';
import { AppReportView } from '../../app-report/index.ts';
import { type PageContext, reportOnFile } from '../../page/index.ts';

/** Reads what an app file of the user's may do, and says which rules speak of it. */
export function AppCheckView({ context }: { context: PageContext }) {
  const { t } = context.translator;
  const [report, setReport] = useState<AppReport | null>(null);
  const [phase, setPhase] = useState<'idle' | 'reading'>('idle');
  const [over, setOver] = useState(false);

  const take = async (file: File | undefined) => {
    if (!file) return;
    setPhase('reading');
    setReport(await reportOnFile(file, await homeJurisdiction(), context.translator));
    setPhase('idle');
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer?.files[0]);
  };
  const onDragOver = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };

  return (
    <section aria-labelledby="app-check">
      <h1 id="app-check">{t('app-check:title')}</h1>
      <p>{t('app-check:intro')}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the file input is the first. */}
      <div
        class={`rf-notice rf-drop${over ? ' is-over' : ''}`}
        onDrop={onDrop}
        onDragOver={onDragOver}
        onDragLeave={() => setOver(false)}
      >
        <label class="rf-stack">
          {t('app-check:choose')}
          <input
            type="file"
            class="rf-field"
            accept=".apk,.xapk,.apks,.apkm"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
        <p class="rf-small">{t('app-check:drop')}</p>
      </div>
      <div role="status">
        {phase === 'reading' && <p>{t('app-check:reading')}</p>}
        {phase === 'idle' && report && <AppReportView report={report} newTab={t('common:opensInNewTab')} />}
      </div>
    </section>
  );
}
