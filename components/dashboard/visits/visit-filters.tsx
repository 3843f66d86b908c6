import { useCallback, useId, useMemo } from 'preact/hooks';
import { type Facets, RELATIONS } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';
import { FILTERS, type Filter, filtersOn, type ListState, PLAIN_LIST } from './list-state.ts';
import { SEVERITIES, wordOf } from './words.ts';

const ORDER: Partial<Record<Filter, readonly string[]>> = {
  severity: SEVERITIES,
  relation: RELATIONS,
};

type Change = (next: (before: ListState) => ListState) => void;

/** Search and filters over the list. `facets` counts what is saved, so that no choice leads nowhere. */
export function VisitFilters({
  context,
  facets,
  state,
  onChange,
}: {
  context: PageContext;
  facets: Facets;
  state: ListState;
  onChange: Change;
}) {
  const { t } = context.translator;
  const id = useId();
  const { chosen, from, to } = state;
  const on = filtersOn(state);
  const toggle = useCallback(
    (filter: Filter, value: string) =>
      onChange((before) => {
        const values = before.chosen[filter];
        const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
        return { ...before, chosen: { ...before.chosen, [filter]: next } };
      }),
    [onChange],
  );
  // Kept while only the search changes: none of these boxes has to be looked at again at a key.
  const fields = useMemo(
    () => (
      <div class="rf-columns rf-visits-choices">
        {FILTERS.map((filter) => (
          <ChoiceFilter
            key={filter}
            filter={filter}
            context={context}
            counts={facets[filter]}
            chosen={chosen[filter]}
            onToggle={toggle}
          />
        ))}
        {(['from', 'to'] as const).map((part) => (
          <p class="rf-stack" key={part}>
            <label for={`${id}-${part}`}>{t(`dashboard:visits.${part}`)}</label>
            <input
              id={`${id}-${part}`}
              type="date"
              class="rf-field"
              value={part === 'from' ? from : to}
              onChange={(event) => {
                const day = event.currentTarget.value;
                onChange((before) => ({ ...before, [part]: day }));
              }}
            />
          </p>
        ))}
      </div>
    ),
    [context, facets, chosen, from, to, toggle, onChange, id, t],
  );
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
          value={state.text}
          onInput={(event) => {
            const text = event.currentTarget.value;
            onChange((before) => ({ ...before, text }));
          }}
        />
      </div>
      <details class="rf-section">
        <summary>
          {on > 0 ? t('dashboard:visits.filtersOn', { number: `${on}` }) : t('dashboard:visits.filters')}
        </summary>
        {fields}
        <p>
          <button
            type="button"
            class="rf-button"
            disabled={on === 0}
            onClick={() => onChange(({ text, sort, direction }) => ({ ...PLAIN_LIST, text, sort, direction }))}
          >
            {t('dashboard:visits.clear')}
          </button>
        </p>
      </details>
    </search>
  );
}

function ChoiceFilter({
  filter,
  context,
  counts,
  chosen,
  onToggle,
}: {
  filter: Filter;
  context: PageContext;
  counts: Map<string, number>;
  chosen: readonly string[];
  onToggle: (filter: Filter, value: string) => void;
}) {
  const { t, language } = context.translator;
  const options = useMemo(() => {
    const format = new Intl.NumberFormat(language.locale);
    const order = ORDER[filter];
    // What was chosen stays to be taken away, even where no row has it any more.
    return [...new Set([...counts.keys(), ...chosen])]
      .map((code) => ({
        code,
        word: wordOf(context.translator, filter, code),
        number: format.format(counts.get(code) ?? 0),
      }))
      .sort((a, b) =>
        order ? order.indexOf(a.code) - order.indexOf(b.code) : a.word.localeCompare(b.word, language.tag),
      );
  }, [filter, counts, chosen, context, language.tag]);
  if (options.length === 0) return null;
  return (
    <fieldset class="rf-visits-choice">
      <legend>{t(`dashboard:visits.${filter}`)}</legend>
      <div>
        {options.map(({ code, word, number }) => (
          <label class="rf-check" key={code}>
            <input type="checkbox" checked={chosen.includes(code)} onChange={() => onToggle(filter, code)} />
            <span>{t('dashboard:visits.choice', { value: word, number })}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
