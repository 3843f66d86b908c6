import { useId, useMemo } from 'preact/hooks';
import { CHOICES, type Choice, type Facets, type Query, RELATIONS } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';
import { SEVERITIES, wordOf } from './words.ts';

/** A day as the browser's date field gives it, at its first millisecond on this device; NaN where it is none. */
function startOf(day: string, later = 0): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).getTime();
}

/** The fields of the form; they hold days, where the query holds moments. */
export interface FilterState {
  query: Query;
  from: string;
  to: string;
}

export const NO_FILTERS: FilterState = { query: {}, from: '', to: '' };

function countOf({ query, from, to }: FilterState): number {
  return CHOICES.filter((choice) => query[choice]?.length).length + (from ? 1 : 0) + (to ? 1 : 0);
}

const ORDER: Partial<Record<Choice, readonly string[]>> = {
  severity: SEVERITIES,
  relation: RELATIONS,
};

/** Search and filters over the list. `facets` counts what is saved, so that no choice leads nowhere. */
export function VisitFilters({
  context,
  facets,
  state,
  onChange,
}: {
  context: PageContext;
  facets: Facets;
  state: FilterState;
  onChange: (state: FilterState) => void;
}) {
  const { t } = context.translator;
  const id = useId();
  const { query } = state;
  const on = countOf(state);
  const set = (part: Partial<Query>) => onChange({ ...state, query: { ...query, ...part } });
  const setDay = (part: 'from' | 'to', day: string) => {
    const { [part]: _before, ...rest } = query;
    const moment = startOf(day, part === 'to' ? 1 : 0);
    onChange({ ...state, [part]: day, query: Number.isNaN(moment) || !day ? rest : { ...rest, [part]: moment } });
  };
  const clear = () => onChange({ ...NO_FILTERS, query: { ...(query.text ? { text: query.text } : {}) } });
  return (
    <search class="rf-visits-filters">
      <div class="rf-stack">
        <label for={`${id}-text`}>
          <strong>{t('dashboard:visits.search')}</strong>
        </label>
        <input
          id={`${id}-text`}
          type="search"
          class="rf-field"
          autocomplete="off"
          spellcheck={false}
          placeholder={t('dashboard:visits.searchIn')}
          value={query.text ?? ''}
          onInput={(event) => set({ text: event.currentTarget.value })}
        />
      </div>
      <details class="rf-section">
        <summary>
          {on > 0 ? t('dashboard:visits.filtersOn', { number: `${on}` }) : t('dashboard:visits.filters')}
        </summary>
        <div class="rf-columns">
          {CHOICES.map((choice) => (
            <ChoiceFilter
              key={choice}
              id={`${id}-${choice}`}
              choice={choice}
              context={context}
              counts={facets[choice]}
              value={query[choice]?.[0] ?? null}
              onChoose={(value) => set({ [choice]: value === null ? [] : [value] } as Partial<Query>)}
            />
          ))}
          {(['from', 'to'] as const).map((part) => (
            <p class="rf-stack" key={part}>
              <label for={`${id}-${part}`}>{t(`dashboard:visits.${part}`)}</label>
              <input
                id={`${id}-${part}`}
                type="date"
                class="rf-field"
                value={state[part]}
                onChange={(event) => setDay(part, event.currentTarget.value)}
              />
            </p>
          ))}
        </div>
        <p>
          <button type="button" class="rf-button" disabled={on === 0} onClick={clear}>
            {t('dashboard:visits.clear')}
          </button>
        </p>
      </details>
    </search>
  );
}

const ANY = '*';

function ChoiceFilter({
  id,
  choice,
  context,
  counts,
  value,
  onChoose,
}: {
  id: string;
  choice: Choice;
  context: PageContext;
  counts: Map<string, number>;
  value: string | null;
  onChoose: (value: string | null) => void;
}) {
  const { t, language } = context.translator;
  const options = useMemo(() => {
    const format = new Intl.NumberFormat(language.tag);
    const order = ORDER[choice];
    return [...counts]
      .map(([code, count]) => ({ code, word: wordOf(context.translator, choice, code), number: format.format(count) }))
      .sort((a, b) =>
        order ? order.indexOf(a.code) - order.indexOf(b.code) : a.word.localeCompare(b.word, language.tag),
      );
  }, [choice, counts, context, language.tag]);
  return (
    <p class="rf-stack">
      <label for={id}>{t(`dashboard:visits.${choice}`)}</label>
      <select
        id={id}
        class="rf-field"
        value={value ?? ANY}
        onChange={(event) => onChoose(event.currentTarget.value === ANY ? null : event.currentTarget.value)}
      >
        <option value={ANY}>{t('dashboard:visits.any')}</option>
        {options.map(({ code, word, number }) => (
          <option value={code} key={code}>
            {t('dashboard:visits.choice', { value: word, number })}
          </option>
        ))}
      </select>
    </p>
  );
}
