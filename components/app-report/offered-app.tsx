import { useState } from 'preact/hooks';
import type { AppReport } from '../../lib/explain/index.ts';
import { AppReportView } from './app-report-view.tsx';

/** Checks an offered app; `at` is the address to which its server led, once the user has agreed to it. */
export type CheckApp = (url: string, at?: string) => Promise<AppReport | null>;

/** One app that the page offers, with the button that has it read. Nothing is fetched before the user's click. */
export function OfferedApp({
  app,
  labels,
  checkApp,
}: {
  app: { url: string; text: string };
  labels: { check: string; reading: string; unread: string; newTab: string };
  checkApp: CheckApp;
}) {
  const [report, setReport] = useState<AppReport | null>(null);
  const [phase, setPhase] = useState<'idle' | 'reading' | 'unread'>('idle');
  const check = async (at?: string) => {
    setPhase('reading');
    const found = await checkApp(app.url, at).catch(() => null);
    setReport(found);
    setPhase(found ? 'idle' : 'unread');
  };
  // A page can make no click of its own count.
  const onClick = (at?: string) => (event: Event) => {
    if (event.isTrusted && phase !== 'reading') void check(at);
  };
  return (
    <div>
      <p>{app.text}</p>
      {report?.ok !== true && (
        <button type="button" class="rf-button" onClick={onClick()} disabled={phase === 'reading'}>
          {labels.check}
        </button>
      )}
      <div role="status">
        {phase === 'reading' && <p>{labels.reading}</p>}
        {phase === 'unread' && <p>{labels.unread}</p>}
        {phase === 'idle' && report && <AppReportView report={report} newTab={labels.newTab} />}
      </div>
      {phase === 'idle' && report?.elsewhere && (
        <button type="button" class="rf-button" onClick={onClick(report.elsewhere.url)}>
          {report.elsewhere.label}
        </button>
      )}
    </div>
  );
}
