import { useState } from 'preact/hooks';
import { listUpdater, noteListsChanged } from '../../../lib/lists/index.ts';
import type { OwnEntry } from '../../../lib/platforms/index.ts';
import type { PageContext } from '../../page/index.ts';

/** The addresses that the user marked, with a form for more. */
export function OwnEntries({ entries, context }: { entries: readonly OwnEntry[]; context: PageContext }) {
  const { t, language } = context.translator;
  const [host, setHost] = useState('');
  const [note, setNote] = useState('');
  const [news, setNews] = useState('');
  const day = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium' });

  const add = async (event: Event) => {
    event.preventDefault();
    // People paste whole addresses.
    const typed = host.trim();
    const wanted = URL.canParse(typed) ? new URL(typed).hostname : typed;
    try {
      const refused = await (await listUpdater()).addOwn(wanted, note.trim());
      setNews(refused ? t('lists:ownRefused') : t('lists:ownAdded', { host: wanted }));
      if (refused) return;
      setHost('');
      setNote('');
      await noteListsChanged();
    } catch {
      setNews(t('lists:refused.storage'));
    }
  };
  const remove = async (entry: OwnEntry) => {
    try {
      await (await listUpdater()).removeOwn(entry.host);
      setNews(t('lists:ownRemoved', { host: entry.host }));
      await noteListsChanged();
    } catch {
      setNews(t('lists:refused.storage'));
    }
  };
  return (
    <section aria-labelledby="lists-own">
      <h2 id="lists-own">{t('lists:own')}</h2>
      <p>{t('lists:ownWhy')}</p>
      <form class="rf-stack" onSubmit={(event) => void add(event)}>
        <label for="lists-own-host">{t('lists:ownHost')}</label>
        <input
          id="lists-own-host"
          class="rf-field"
          inputMode="url"
          autocomplete="off"
          required
          maxLength={2000}
          value={host}
          onInput={(event) => setHost(event.currentTarget.value)}
        />
        <label for="lists-own-note">{t('lists:ownNote')}</label>
        <input
          id="lists-own-note"
          class="rf-field"
          maxLength={500}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        <p>
          <button type="submit" class="rf-button">
            {t('lists:ownAdd')}
          </button>
        </p>
      </form>
      <p role="status">{news}</p>
      {entries.length === 0 && <p>{t('lists:ownNone')}</p>}
      <ul class="rf-found">
        {entries.map((entry) => (
          <li key={entry.host}>
            <strong>{entry.host}</strong> <span class="rf-small">{day.format(entry.at)}</span>
            {entry.note && <div>{entry.note}</div>}
            <button type="button" class="rf-button" onClick={() => void remove(entry)}>
              {t('lists:ownRemove', { host: entry.host })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
