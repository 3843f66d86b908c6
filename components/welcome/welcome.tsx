import { useState } from 'preact/hooks';
import { placeName } from '../../lib/i18n/index.ts';
import { changeSettings } from '../../lib/settings/index.ts';
import type { PageContext } from '../page/index.ts';
import { Mark } from '../theme/index.ts';

/** The one page shown at installation: where do you live, what this does, what it never does. */
export function Welcome({
  context,
  places,
  guess,
  hasSource,
}: {
  context: PageContext;
  /** Jurisdictions that have a rights pack. */
  places: string[];
  /** What the browser's languages and time zone suggest. */
  guess: string | null;
  /** Whether there is a place where newer lists can be looked for: else there is nothing to ask. */
  hasSource: boolean;
}) {
  const { t, language } = context.translator;
  const [place, setPlace] = useState(context.settings.jurisdiction ?? guess ?? '');
  const [updates, setUpdates] = useState(context.settings.listUpdates);
  const [done, setDone] = useState(false);
  const sorted = places
    .map((code) => ({ code, name: placeName(code, language.tag) }))
    .sort((a, b) => a.name.localeCompare(b.name, language.tag));

  const save = async (event: Event) => {
    event.preventDefault();
    await changeSettings({ jurisdiction: place || null, listUpdates: updates, welcomed: true });
    setDone(true);
  };
  return (
    <main class="rf-narrow">
      <p class="rf-brand">
        <Mark size={32} /> {t('common:name')}
      </p>
      <h1>{t('welcome:title')}</h1>
      <p>{t('common:tagline')}</p>
      <form onSubmit={(event) => void save(event)}>
        <label class="rf-stack" for="place">
          <strong>{t('welcome:where')}</strong>
        </label>
        <p class="rf-small" id="place-why">
          {t('welcome:whereWhy')}
        </p>
        <select
          id="place"
          class="rf-field"
          aria-describedby="place-why"
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        >
          <option value="">{t('welcome:unsure')}</option>
          {sorted.map(({ code, name }) => (
            <option value={code} key={code}>
              {name}
            </option>
          ))}
        </select>
        {!hasSource ? (
          <p class="rf-small">{t('welcome:updatesNoSource')}</p>
        ) : (
          <>
            <p>
              <label class="rf-check">
                <input
                  type="checkbox"
                  checked={updates}
                  aria-describedby="updates-why"
                  onChange={(event) => setUpdates(event.currentTarget.checked)}
                />{' '}
                {t('welcome:updates')}
              </label>
            </p>
            <p class="rf-small" id="updates-why">
              {t('welcome:updatesWhy')}
            </p>
          </>
        )}
        <p>
          <button type="submit" class="rf-button rf-primary">
            {t('welcome:done')}
          </button>
        </p>
        <p role="status">{done && t('welcome:thanks')}</p>
      </form>
      <h2>{t('welcome:does')}</h2>
      <ul>
        {(t('welcome:doesText', { returnObjects: true }) as string[]).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h2>{t('welcome:never')}</h2>
      <ul>
        {(t('welcome:neverText', { returnObjects: true }) as string[]).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </main>
  );
}
