import { useCallback, useEffect, useState } from 'preact/hooks';
import {
  deleteVisit,
  exportJson,
  listVisits,
  openVisits,
  undoDelete,
  type VisitRow,
  type VisitStore,
} from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';
import { saveFile } from '../../page/index.ts';
import { SeverityTag } from '../../theme/index.ts';
import { VisitDetails } from './visit-details.tsx';

type State = { phase: 'loading' } | { phase: 'failed' } | { phase: 'ready'; store: VisitStore; rows: VisitRow[] };

/** The visited platforms: one row each, newest first, with its last assessment to unfold. */
export function VisitsView({ context }: { context: PageContext }) {
  const { t, language } = context.translator;
  const [state, setState] = useState<State>({ phase: 'loading' });
  const [opened, setOpened] = useState<string | null>(null);
  const [deleted, setDeleted] = useState<{ id: string; name: string } | null>(null);

  const load = useCallback(async () => {
    const store = await openVisits();
    const page = await listVisits(store);
    setState(page.ok ? { phase: 'ready', store, rows: page.value.rows } : { phase: 'failed' });
  }, []);
  useEffect(() => void load(), [load]);

  if (state.phase === 'loading') return <p role="status">{t('dashboard:visits.loading')}</p>;
  if (state.phase === 'failed') return <p class="rf-notice">{t('dashboard:visits.unavailable')}</p>;
  const { store, rows } = state;

  const remove = async (row: VisitRow) => {
    const result = await deleteVisit(store, row.key);
    if (result.ok) setDeleted({ id: result.value.id, name: row.name });
    await load();
  };
  const undo = async () => {
    if (deleted) await undoDelete(store, deleted.id);
    setDeleted(null);
    await load();
  };
  const download = async () => {
    const file = await exportJson(store);
    if (file.ok) saveFile(file.value, 'ringfence-visits.json');
  };
  const date = new Intl.DateTimeFormat(language.tag, { dateStyle: 'medium', timeStyle: 'short' });

  return (
    <>
      <h1>{t('dashboard:nav.visits')}</h1>
      <p role="status">
        {deleted && (
          <>
            {t('dashboard:visits.deleted', { name: deleted.name })}{' '}
            <button type="button" class="rf-button" onClick={() => void undo()}>
              {t('common:undo')}
            </button>
          </>
        )}
      </p>
      {rows.length === 0 ? (
        <p class="rf-notice">{t('dashboard:visits.empty')}</p>
      ) : (
        <>
          <table class="rf-table">
            <thead>
              <tr>
                <th scope="col">{t('dashboard:visits.name')}</th>
                <th scope="col">{t('dashboard:visits.severity')}</th>
                <th scope="col">{t('dashboard:visits.kind')}</th>
                <th scope="col">{t('dashboard:visits.status')}</th>
                <th scope="col">{t('dashboard:visits.first')}</th>
                <th scope="col">{t('dashboard:visits.last')}</th>
                <th scope="col">{t('dashboard:visits.count')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <td>
                    <button
                      type="button"
                      class="rf-button rf-plain"
                      aria-expanded={opened === row.key}
                      onClick={() => setOpened(opened === row.key ? null : row.key)}
                    >
                      {row.name}
                    </button>
                    <div class="rf-small">{row.host}</div>
                    {opened === row.key && <VisitDetails store={store} visitKey={row.key} context={context} />}
                  </td>
                  <td>
                    <SeverityTag severity={row.severity} label={t(`common:severity.${row.severity}`)} />
                  </td>
                  <td data-label={t('dashboard:visits.kind')}>{t(`common:kind.${row.kind}`)}</td>
                  <td data-label={t('dashboard:visits.status')}>{t(`common:status.${row.status}`)}</td>
                  <td data-label={t('dashboard:visits.first')}>{date.format(row.firstVisit)}</td>
                  <td data-label={t('dashboard:visits.last')}>{date.format(row.lastVisit)}</td>
                  <td data-label={t('dashboard:visits.count')}>{row.count}</td>
                  <td>
                    <button type="button" class="rf-button" onClick={() => void remove(row)}>
                      {t('dashboard:visits.delete', { name: row.name })}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            <button type="button" class="rf-button" onClick={() => void download()}>
              {t('dashboard:visits.export')}
            </button>
          </p>
        </>
      )}
    </>
  );
}
