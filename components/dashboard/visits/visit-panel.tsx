import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../lib/database/index.ts';
import { type Explanation, explain } from '../../../lib/explain/index.ts';
import type { Pack } from '../../../lib/rights/index.ts';
import {
  getVisit,
  listStatus,
  type TimelineStep,
  timeline,
  type VisitRow,
  type VisitStore,
} from '../../../lib/visits/index.ts';
import { ExplanationSections } from '../../explanation/index.ts';
import { type PageContext, packsFor } from '../../page/index.ts';
import { SeverityTag } from '../../theme/index.ts';
import { VisitLetters } from './visit-letters.tsx';
import { VisitNotes } from './visit-notes.tsx';
import { VisitSite } from './visit-site.tsx';
import { VisitTimeline } from './visit-timeline.tsx';

interface Details {
  steps: TimelineStep[];
  explanation: Explanation | null;
  packs: Pack[];
}

function useDetails(store: VisitStore, key: string, row: VisitRow | null, context: PageContext) {
  const [details, setDetails] = useState<Details | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  // `row` is a new object whenever the visit changed, in this tab or another.
  useEffect(() => {
    let stale = false;
    const read = async () => {
      const visit = await getVisit(store, key);
      if (stale) return;
      if (!visit.ok) return setFailure(visit);
      const last = visit.value.history[0]?.assessment;
      const packs = last ? await packsFor(last.jurisdiction, context.translator.language.tag) : [];
      if (stale) return;
      setFailure(null);
      setDetails({
        steps: timeline(visit.value.history),
        explanation: last ? explain(last, context.translator, packs) : null,
        packs,
      });
    };
    void read();
    return () => {
      stale = true;
    };
  }, [store, key, row, context]);
  return { details, failure };
}

/** Everything about one platform: the last finding, the user's own notes, what changed, and what to do with the site. */
export function VisitPanel({
  store,
  visitKey,
  row,
  context,
  onClose,
  onNever,
  onDelete,
}: {
  store: VisitStore;
  visitKey: string;
  /** The row as it stands, or null where it is gone. */
  row: VisitRow | null;
  context: PageContext;
  onClose: () => void;
  onNever: (row: VisitRow) => void;
  onDelete: (row: VisitRow) => void;
}) {
  const { t, language } = context.translator;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const { details, failure } = useDetails(store, visitKey, row, context);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      // Back to the row, which may have been drawn anew meanwhile.
      document.querySelector<HTMLElement>(`[data-key="${CSS.escape(visitKey)}"]`)?.focus();
    };
  }, [visitKey]);
  const date = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <dialog
      ref={dialog}
      class="rf-panel"
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="rf-panel-top">
        <h2 id={`${id}-title`} tabIndex={-1}>
          {row?.name ?? t('dashboard:visits.details')}
        </h2>
        <button type="button" class="rf-button" onClick={onClose}>
          {t('dashboard:visits.detailsClose')}
        </button>
      </div>
      {!row && <p class="rf-notice">{t('dashboard:visits.gone')}</p>}
      {failure && failure.reason !== 'not-found' && <p class="rf-notice">{t(`storage:${failure.reason}`)}</p>}
      {row && (
        <>
          <dl class="rf-facts">
            <dt>{t('dashboard:visits.host')}</dt>
            <dd>{row.hosts.join(', ')}</dd>
            <dt>{t('dashboard:visits.status')}</dt>
            <dd>{t(`common:status.${listStatus(row)}`)}</dd>
            <dt>{t('dashboard:visits.first')}</dt>
            <dd>{date.format(row.firstVisit)}</dd>
            <dt>{t('dashboard:visits.last')}</dt>
            <dd>{date.format(row.lastVisit)}</dd>
            <dt>{t('dashboard:visits.count')}</dt>
            <dd>{row.count}</dd>
          </dl>
          <section>
            <h3>{t('dashboard:visits.lastFinding')}</h3>
            <p>
              <SeverityTag severity={row.severity} label={t(`common:severity.${row.severity}`)} />
            </p>
            {details?.explanation && (
              <>
                <p>
                  <strong>{details.explanation.title}</strong>
                  <br />
                  {details.explanation.why}
                </p>
                <ExplanationSections explanation={details.explanation} />
              </>
            )}
            {details && !details.explanation && <p>{t('dashboard:visits.historyNone')}</p>}
          </section>
          <VisitNotes store={store} row={row} currency={details?.packs[0]?.currency ?? null} context={context} />
          <VisitLetters row={row} context={context} />
          {details && <VisitTimeline steps={details.steps} context={context} />}
          <VisitSite store={store} row={row} context={context} onGone={onClose} onNever={onNever} onDelete={onDelete} />
        </>
      )}
    </dialog>
  );
}
