import { useRef, useState } from 'preact/hooks';
import type { PlatformStatus } from '../../../lib/assessment/index.ts';
import type { PlatformRecord } from '../../../lib/platforms/index.ts';
import { type PageContext, saveFile } from '../../page/index.ts';
import { Choice } from '../settings/index.ts';
import { REPORT_KINDS, type ReportKind, reportText } from './report-text.ts';

/** Longest text that mail programs take from a link. */
const MAIL_LIMIT = 1800;

/** A mail in the user's own program, to the publisher's address where the list names one. */
function mailLink(contact: string | null, subject: string, text: string): string {
  const to = contact?.startsWith('mailto:') ? contact : 'mailto:';
  return `${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.slice(0, MAIL_LIMIT))}`;
}

/** Who can mend an entry: whoever the list names for reports, and those who said what it holds. */
function Recipients({ record, list, context }: Pick<ReportProps, 'record' | 'list' | 'context'>) {
  const { t } = context.translator;
  const sources = new Map(
    record.evidence.filter(({ url }) => /^https?:/.test(url)).map((one) => [one.url, one.source]),
  );
  return (
    <>
      {list.contact ? (
        <p>
          {t('lists:reportTo')}{' '}
          <a href={list.contact} target="_blank" rel="noreferrer noopener">
            {list.contact.replace(/^(mailto:|https:\/\/)/, '')}
          </a>
        </p>
      ) : (
        <p>{t('lists:reportToNobody')}</p>
      )}
      {sources.size > 0 && (
        <>
          <p>{t('lists:reportSources')}</p>
          <ul>
            {[...sources].map(([url, source]) => (
              <li key={url}>
                <a href={url} target="_blank" rel="noreferrer noopener">
                  {source} ({t('common:opensInNewTab')})
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface ReportProps {
  record: PlatformRecord;
  status: PlatformStatus;
  list: { id: string; version: number; contact: string | null };
  context: PageContext;
}

/** Prepares a report on an entry; the user copies it, saves it or opens it in mail, and sends it. */
export function ReportEntry({ record, status, list, context }: ReportProps) {
  const { t } = context.translator;
  const [kind, setKind] = useState<ReportKind>('wrong-status');
  const [words, setWords] = useState('');
  const [copied, setCopied] = useState(false);
  const shown = useRef<HTMLTextAreaElement>(null);
  const text = reportText(record, status, list, kind, words);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Where the browser does not let us, the text is marked for the user's own keys.
      shown.current?.select();
    }
  };
  return (
    <details class="rf-notice">
      <summary>{t('lists:report')}</summary>
      <p>{t('lists:reportWhy')}</p>
      <Recipients record={record} list={list} context={context} />
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
        <textarea id="lists-report-text" class="rf-field" rows={10} readOnly value={text} ref={shown} />
      </p>
      <div class="rf-row">
        <button type="button" class="rf-button" onClick={() => void copy()}>
          {t('lists:copy')}
        </button>
        <a class="rf-button" href={mailLink(list.contact, t('lists:reportSubject', { id: record.id }), text)}>
          {t('lists:mail')}
        </a>
        <button
          type="button"
          class="rf-button"
          onClick={() => saveFile(new Blob([text], { type: 'text/plain' }), `${record.id}.txt`)}
        >
          {t('lists:save')}
        </button>
      </div>
      <p role="status">{copied && t('lists:copied')}</p>
    </details>
  );
}
