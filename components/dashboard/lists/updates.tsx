import { useEffect, useState } from 'preact/hooks';
import { listUpdater } from '../../../lib/lists/index.ts';
import { changeSettings, observeSettings, readSettings } from '../../../lib/settings/index.ts';
import type { PageContext } from '../../page/index.ts';

/** Whether newer lists are looked for. Off until the user turns it on. */
export function Updates({ hasSource, context }: { hasSource: boolean; context: PageContext }) {
  const { t } = context.translator;
  const [on, setOn] = useState(context.settings.listUpdates);
  useEffect(() => {
    // The settings may have changed since this page was opened.
    void readSettings().then(({ listUpdates }) => setOn(listUpdates));
    return observeSettings(({ listUpdates }) => setOn(listUpdates));
  }, []);
  const choose = async (wanted: boolean) => {
    await changeSettings({ listUpdates: wanted });
    // A policy can stand above the choice; what is shown is what holds.
    const { listUpdates } = await readSettings();
    await (await listUpdater()).setUpdates(listUpdates);
    setOn(listUpdates);
  };
  return (
    <section aria-labelledby="lists-updates">
      <h2 id="lists-updates">{t('lists:updates')}</h2>
      <label class="rf-check">
        <input
          type="checkbox"
          checked={on}
          aria-describedby="lists-updates-why"
          onChange={(event) => void choose(event.currentTarget.checked)}
        />{' '}
        {t('lists:updatesOn')}
      </label>
      <p class="rf-small" id="lists-updates-why">
        {t('lists:updatesWhy')} {!hasSource && t('lists:updatesNoSource')}
      </p>
    </section>
  );
}
