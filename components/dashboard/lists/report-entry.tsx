import { useState } from 'preact/hooks';
import type { PlatformStatus } from '../../../lib/assessment/index.ts';
import type { PlatformRecord } from '../../../lib/platforms/index.ts';
import type { PageContext } from '../../page/index.ts';
import { Choice } from '../settings/index.ts';
import { REPORT_KINDS, type ReportKind, reportText } from './report-text.ts';

/** Longest text that mail programs take from a link. */
const MAIL_LIMIT = 1800;

/** Prepares a report on an entry; the user copies it or opens it in mail, and sends it. */
export function ReportEntry({
  record,
  status,
  list,
  context,
}: {
  record: PlatformRecord;
  status: PlatformStatus;
  list: { id: string; version: number };
  context: PageContext;
}) {
  const { t } = context.translator;
  const [kind, setKind] = useState<ReportKind>('wrong-status');
  const [words, setWords] = useState('');
  const [copied, setCopied] = useState(false);
  const text = reportText(record, status, list, kind, words);
  const subject = t('lists:reportSubject', { id: record.id });
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.slice(0, MAIL_LIMIT))}`;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <details class="rf-notice">
      <summary>{t('lists:report')}</summary>
      <p>{t('lists:reportWhy')}</p>
      <Choice
        label={t('lists:reportWhat')}
        value={kind}
        options={REPORT_KINDS.map((value) => ({ value, text: t(`lists:reportKind.${value}`) }))}
        onChoose={setKind}
      />
      <p class="rf-stack">
        <label for="lists-report-words">{t('lists:reportSay')}</label>
        <textarea
          id="lists-report-words"
          class="rf-field"
          rows={4}
          maxLength={2000}
          value={words}
          onInput={(event) => {
            setWords(event.currentTarget.value);
            setCopied(false);
          }}
        />
      </p>
      <p class="rf-stack">
        <label for="lists-report-text">{t('lists:reportText')}</label>
        <textarea id="lists-report-text" class="rf-field" rows={10} readOnly value={text} />
      </p>
      <div class="rf-row">
        <button type="button" class="rf-button" onClick={() => void copy()}>
          {t('lists:copy')}
        </button>
        <a class="rf-button" href={mail}>
          {t('lists:mail')}
        </a>
      </div>
      <p role="status">{copied && t('lists:copied')}</p>
    </details>
  );
}
