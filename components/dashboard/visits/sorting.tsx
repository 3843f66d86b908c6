import { useId } from 'preact/hooks';
import type { Direction, SortField } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';

/** The columns of the list, each of which it can be sorted by. */
export const SORTS = [
  'name',
  'severity',
  'kind',
  'status',
  'relation',
  'jurisdiction',
  'lastVisit',
  'count',
] as const satisfies readonly SortField[];

/** The direction that a column is first sorted in: what is newest, gravest or most comes first, words from A. */
export function firstDirection(field: SortField): Direction {
  return field === 'lastVisit' || field === 'firstVisit' || field === 'severity' || field === 'count' ? 'down' : 'up';
}

const FIELDS = [...SORTS, 'firstVisit', 'due'] as const;

/** The choice of an order where there are no column heads to click: on a narrow screen. */
export function Sorting({
  sort,
  direction,
  context,
  onChange,
}: {
  sort: SortField;
  direction: Direction;
  context: PageContext;
  onChange: (sort: SortField, direction: Direction) => void;
}) {
  const { t } = context.translator;
  const id = useId();
  const word = (field: (typeof FIELDS)[number]) => {
    if (field === 'lastVisit') return t('dashboard:visits.last');
    if (field === 'firstVisit') return t('dashboard:visits.first');
    if (field === 'due') return t('dashboard:visits.dueField');
    return t(`dashboard:visits.${field}`);
  };
  return (
    <div class="rf-row rf-visits-sorting">
      <label for={id}>{t('dashboard:visits.sort')}</label>
      <select
        id={id}
        class="rf-field"
        value={sort}
        onChange={(event) => {
          const field = FIELDS.find((one) => one === event.currentTarget.value);
          if (field) onChange(field, firstDirection(field));
        }}
      >
        {FIELDS.map((field) => (
          <option value={field} key={field}>
            {word(field)}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="rf-button"
        aria-pressed={direction === 'up'}
        aria-label={t('dashboard:visits.up')}
        onClick={() => onChange(sort, direction === 'up' ? 'down' : 'up')}
      >
        <span aria-hidden="true">{direction === 'up' ? '▲' : '▼'}</span>
      </button>
    </div>
  );
}
