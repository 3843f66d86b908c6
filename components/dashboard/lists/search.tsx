import { useState } from 'preact/hooks';
import type { PlatformListing, PlatformLists } from '../../../lib/platforms/index.ts';
import type { PageContext } from '../../page/index.ts';
import { placeName, statusName } from './places.ts';

const LIMIT = 50;

/** Looks platforms up by name, address or app, in all lists that are on. */
export function Search({ lists, context }: { lists: PlatformLists; context: PageContext }) {
  const { t } = context.translator;
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<(PlatformListing & { list: string })[] | null>(null);
  const [failed, setFailed] = useState(false);

  const find = async (event: Event) => {
    event.preventDefault();
    try {
      setFound(await lists.search(query.trim(), LIMIT));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  const outcome = () => {
    if (failed) return t('lists:failed');
    if (!found) return '';
    if (found.length === 0) return t('lists:foundNone');
    return t(found.length === LIMIT ? 'lists:foundMany' : 'lists:found', { count: found.length });
  };
  return (
    <search aria-labelledby="lists-search">
      <h2 id="lists-search">{t('lists:search')}</h2>
      <form class="rf-stack" onSubmit={(event) => void find(event)}>
        <label for="lists-query">{t('lists:query')}</label>
        <input
          id="lists-query"
          type="search"
          class="rf-field"
          autocomplete="off"
          minLength={2}
          maxLength={200}
          required
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <p>
          <button type="submit" class="rf-button rf-primary">
            {t('lists:find')}
          </button>
        </p>
      </form>
      <p role="status">{outcome()}</p>
      {found && found.length > 0 && (
        <ul class="rf-found">
          {found.map(({ record, status, list }) => (
            <li key={`${list}/${record.id}`}>
              <a href={`#lists/${encodeURIComponent(list)}/${encodeURIComponent(record.id)}`}>{record.name}</a>
              <div class="rf-small">
                {[statusName(status, context), placeName(record.jurisdiction, context), record.domains[0] ?? '']
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}
