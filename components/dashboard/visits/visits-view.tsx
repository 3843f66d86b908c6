import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import {
  type Direction,
  deleteVisit,
  type SortField,
  type VisitRow,
  type VisitStore,
  type VisitTable,
} from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';
import { DeletedVisits } from './deleted-visits.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { Pictures } from './pictures.tsx';
import { RecordingSwitch } from './recording-switch.tsx';
import { firstDirection, Sorting } from './sorting.tsx';
import { useVisits } from './use-visits.ts';
import { NO_FILTERS, VisitFilters } from './visit-filters.tsx';
import { VisitList } from './visit-list.tsx';
import { VisitPanel } from './visit-panel.tsx';

const PLACE = 'visits/';

/** The key of the visit that the address names, so that back closes it and a bookmark opens it. */
function openedInAddress(): string | null {
  const hash = location.hash.slice(1);
  if (!hash.startsWith(PLACE)) return null;
  try {
    return decodeURIComponent(hash.slice(PLACE.length));
  } catch {
    return null;
  }
}

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
      {visits.phase === 'failed' && <FailureNotice failure={visits.failure} context={context} onAgain={again} />}
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
  const [filters, setFilters] = useState(NO_FILTERS);
  const [order, setOrder] = useState<{ sort: SortField; direction: Direction }>({
    sort: 'lastVisit',
    direction: 'down',
  });
  const [opened, setOpened] = useState(openedInAddress);
  const [failed, setFailed] = useState('');
  useEffect(() => {
    const follow = () => setOpened(openedInAddress());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  // `version` stands for the rows of the table, which is one object as long as it lives.
  const slots = useMemo(() => table.query({ ...filters.query, ...order }), [table, version, filters.query, order]);
  const facets = useMemo(() => table.facets(table.query({})), [table, version]);

  const open = useCallback((row: VisitRow) => {
    location.hash = PLACE + encodeURIComponent(row.key);
  }, []);
  const close = useCallback(() => {
    location.hash = 'visits';
  }, []);
  const remove = useCallback(
    async (row: VisitRow) => {
      const result = await deleteVisit(store, row.key);
      setFailed(result.ok ? '' : t(`storage:${result.reason}`));
    },
    [store, t],
  );
  const sortBy = (sort: SortField) =>
    setOrder({
      sort,
      direction: sort !== order.sort ? firstDirection(sort) : order.direction === 'up' ? 'down' : 'up',
    });

  const number = new Intl.NumberFormat(language.tag);
  const empty = complete && table.size === 0;
  return (
    <>
      <DeletedVisits store={store} context={context} />
      {failed && (
        <p class="rf-notice" role="alert">
          {failed}
        </p>
      )}
      {empty ? (
        <p class="rf-notice">{recording ? t('dashboard:visits.empty') : t('dashboard:visits.emptyPaused')}</p>
      ) : (
        <>
          <VisitFilters context={context} facets={facets} state={filters} onChange={setFilters} />
          <Sorting {...order} context={context} onChange={(sort, direction) => setOrder({ sort, direction })} />
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
              {...order}
              context={context}
              onSort={sortBy}
              onOpen={open}
              onDelete={(row) => void remove(row)}
            />
          )}
          <Pictures table={table} slots={slots} context={context} />
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
          onDelete={(row) => void remove(row).then(close)}
        />
      )}
    </>
  );
}
