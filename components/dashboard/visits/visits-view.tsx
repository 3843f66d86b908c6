import { useCallback, useMemo, useState } from 'preact/hooks';
import {
  deleteVisit,
  type SortField,
  type VisitRow,
  type VisitStore,
  type VisitTable,
} from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';
import { FailureNotice } from '../failure/index.ts';
import { DeletedVisits } from './deleted-visits.tsx';
import { queryOf } from './list-state.ts';
import { type NeverChosen, NeverNotice } from './never-notice.tsx';
import { Pictures } from './pictures.tsx';
import { RecordingSwitch } from './recording-switch.tsx';
import { firstDirection, Sorting } from './sorting.tsx';
import { useListState } from './use-list-state.ts';
import { useVisits } from './use-visits.ts';
import { VisitFilters } from './visit-filters.tsx';
import { VisitList } from './visit-list.tsx';
import { VisitPanel } from './visit-panel.tsx';

/** The visited platforms: search, filter, sort, and everything about one of them in a panel. */
export function VisitsView({ context }: { context: PageContext }) {
  const { t } = context.translator;
  const [visits, again] = useVisits();
  const [recording, setRecording] = useState(context.settings.recording);
  return (
    <>
      <h1>{t('dashboard:nav.visits')}</h1>
      <RecordingSwitch context={context} recording={recording} onChange={setRecording} />
      {visits.phase === 'loading' && <p role="status">{t('dashboard:visits.loading')}</p>}
      {visits.phase === 'failed' && (
        <FailureNotice
          title={t(`dashboard:visits.${visits.failure.reason === 'unavailable' ? 'failedUnavailable' : 'failed'}`)}
          failure={visits.failure}
          context={context}
          onAgain={again}
        />
      )}
      {visits.phase === 'ready' && (
        <>
          {visits.failure && (
            <p class="rf-notice" role="alert">
              {t('dashboard:visits.partly')} {t(`storage:${visits.failure.reason}`)}
            </p>
          )}
          <VisitsTable {...visits} recording={recording} context={context} />
        </>
      )}
    </>
  );
}

function VisitsTable({
  store,
  table,
  version,
  complete,
  recording,
  context,
}: {
  store: VisitStore;
  table: VisitTable;
  version: number;
  complete: boolean;
  recording: boolean;
  context: PageContext;
}) {
  const { t, language } = context.translator;
  const { state, opened, change, open } = useListState();
  const { sort, direction } = state;
  const [failed, setFailed] = useState('');
  const [never, setNever] = useState<NeverChosen | null>(null);

  // `version` stands for the rows of the table, which is one object as long as it lives.
  const slots = useMemo(() => table.query(queryOf(state)), [table, version, state]);
  const facets = useMemo(() => table.facets(table.query({})), [table, version]);

  const openRow = useCallback((row: VisitRow) => open(row.key), [open]);
  const close = useCallback(() => open(null), [open]);
  const remove = useCallback(
    async (row: VisitRow) => {
      const result = await deleteVisit(store, row.key);
      setFailed(result.ok ? '' : t(`storage:${result.reason}`));
    },
    [store, t],
  );
  const sortBy = (field: SortField) =>
    change((before) => ({
      ...before,
      sort: field,
      direction: field !== before.sort ? firstDirection(field) : before.direction === 'up' ? 'down' : 'up',
    }));

  const number = new Intl.NumberFormat(language.locale);
  const empty = complete && table.size === 0;
  return (
    <>
      <DeletedVisits store={store} context={context} />
      <NeverNotice chosen={never} store={store} context={context} />
      {failed && (
        <p class="rf-notice" role="alert">
          {failed}
        </p>
      )}
      {empty ? (
        <p class="rf-notice">{recording ? t('dashboard:visits.empty') : t('dashboard:visits.emptyPaused')}</p>
      ) : (
        <>
          <VisitFilters context={context} facets={facets} state={state} onChange={change} />
          <Sorting
            sort={sort}
            direction={direction}
            context={context}
            onChange={(field, way) => change((before) => ({ ...before, sort: field, direction: way }))}
          />
          <p role="status" class="rf-small">
            {complete
              ? t('dashboard:visits.shown', { shown: number.format(slots.length), total: number.format(table.size) })
              : t('dashboard:visits.readingOn', { number: number.format(table.size) })}
          </p>
          {slots.length === 0 && complete && <p class="rf-notice">{t('dashboard:visits.noneFit')}</p>}
          {slots.length > 0 && (
            <VisitList
              table={table}
              slots={slots}
              sort={sort}
              direction={direction}
              context={context}
              onSort={sortBy}
              onOpen={openRow}
              onDelete={(row) => void remove(row)}
            />
          )}
          <Pictures store={store} table={table} slots={slots} context={context} />
        </>
      )}
      <p>
        <a class="rf-button" href="#backup">
          {t('dashboard:visits.export')}
        </a>
      </p>
      {opened !== null && (table.get(opened) || complete) && (
        <VisitPanel
          key={opened}
          store={store}
          visitKey={opened}
          row={table.get(opened) ?? null}
          context={context}
          onClose={close}
          onNever={setNever}
          onDelete={(row) => void remove(row).then(close)}
        />
      )}
    </>
  );
}
