import { useState } from 'preact/hooks';
import { listUpdater, noteListsChanged } from '../../../lib/lists/index.ts';
import type { ListState, UpdateResult } from '../../../lib/platforms/index.ts';
import type { PageContext } from '../../page/index.ts';
import { refusalText } from './refusals.ts';
import type { Ready } from './use-lists.ts';

/** One row: a list in use, or one that is turned off or cannot be read. */
interface Row {
  id: string;
  title: string;
  version: number | null;
  date: string;
  records: number | null;
  state: string[];
  /** What the user can do with it, where it is not the packaged one. */
  added: ListState | null;
}

function rowsOf({ lists, state }: Ready, context: PageContext): Row[] {
  const { t, language } = context.translator;
  const day = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium' });
  const about = (list: ListState | undefined): string[] => {
    if (!list) return [];
    const { url, checkedAt, problem } = list;
    const why = problem && refusalText(problem.reason, context);
    return [
      url ? t('lists:from', { url }) : t('lists:fromFile'),
      checkedAt === null ? '' : t('lists:checked', { date: day.format(checkedAt) }),
      problem && why ? t('lists:problem', { date: day.format(problem.at), why }) : '',
    ].filter(Boolean);
  };
  const stored = state?.lists ?? [];
  const used = lists.inUse.map(({ id, title, kind, list, expired }): Row => {
    const added = kind === 'bundled' ? null : (stored.find((one) => one.id === id) ?? null);
    const broken = lists.broken.find((one) => one.id === id);
    const notes = [expired && t('lists:expired'), broken && t('lists:broken', { reason: broken.reason })];
    return {
      id,
      title,
      version: list.header.version,
      date: list.date,
      records: list.header.records,
      state: [
        t(`lists:kind.${kind}`),
        ...notes.filter((note) => typeof note === 'string'),
        ...about(added ?? undefined),
      ],
      added,
    };
  });
  const others = stored
    .filter(({ id, edition, enabled }) => !used.some((row) => row.id === id) || (!enabled && edition))
    .filter(({ id }) => !used.some((row) => row.added?.id === id))
    .map((list): Row => {
      const broken = lists.broken.find((one) => one.id === list.id);
      return {
        id: list.id,
        title: list.title,
        version: list.edition?.version ?? null,
        date: list.edition?.date ?? '',
        records: list.edition?.records ?? null,
        state: [broken ? t('lists:broken', { reason: broken.reason }) : t('lists:off'), ...about(list)],
        added: list,
      };
    });
  return [...used, ...others];
}

/** Which lists there are, with what can be done with each. */
export function ListTable({ opened, context }: { opened: Ready; context: PageContext }) {
  const { t, language } = context.translator;
  const [news, setNews] = useState('');
  const number = new Intl.NumberFormat(language.locale);

  const change = async (work: (updater: Awaited<ReturnType<typeof listUpdater>>) => Promise<string>) => {
    try {
      setNews(await work(await listUpdater()));
    } catch {
      setNews(t('lists:refused.storage'));
    }
    await noteListsChanged();
  };
  const told = (title: string, result: UpdateResult): string => {
    if (result.outcome === 'refused') return refusalText(result.reason, context);
    return result.outcome === 'updated'
      ? t('lists:updated', { title, version: `${result.version}` })
      : t('lists:current', { title });
  };

  return (
    <section aria-labelledby="lists-used">
      <h2 id="lists-used">{t('lists:inUse')}</h2>
      <p role="status">{news}</p>
      <table class="rf-table">
        <thead>
          <tr>
            <th scope="col">{t('lists:list')}</th>
            <th scope="col">{t('lists:version')}</th>
            <th scope="col">{t('lists:date')}</th>
            <th scope="col">{t('lists:records')}</th>
            <th scope="col">{t('lists:state')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rowsOf(opened, context).map(({ id, title, version, date, records, state, added }) => (
            <tr key={id}>
              <th scope="row">{title}</th>
              <td data-label={t('lists:version')}>{version ?? '—'}</td>
              <td data-label={t('lists:date')}>{date || '—'}</td>
              <td data-label={t('lists:records')}>{records === null ? '—' : number.format(records)}</td>
              <td data-label={t('lists:state')}>
                {state.map((line) => (
                  <div key={line}>{line}</div>
                ))}
              </td>
              <td>
                {added && (
                  <div class="rf-row">
                    <button
                      type="button"
                      class="rf-button"
                      onClick={() => void change((lists) => lists.setEnabled(id, !added.enabled).then(() => ''))}
                    >
                      {t(added.enabled ? 'lists:turnOff' : 'lists:turnOn', { title })}
                    </button>
                    {added.url && (
                      <button
                        type="button"
                        class="rf-button"
                        onClick={() => void change(async (lists) => told(title, await lists.update(id)))}
                      >
                        {t('lists:look', { title })}
                      </button>
                    )}
                    <button
                      type="button"
                      class="rf-button"
                      onClick={() =>
                        void change(async (lists) => {
                          await lists.remove(id);
                          return t('lists:removed', { title });
                        })
                      }
                    >
                      {t('lists:remove', { title })}
                    </button>
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
