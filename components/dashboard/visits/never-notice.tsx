import { useState } from 'preact/hooks';
import { allowRecording, type VisitStore } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';

/** A platform that the user has just chosen never to record. */
export interface NeverChosen {
  key: string;
  name: string;
}

/** Says that a platform is not recorded from now on, with the way to take that back at once. */
export function NeverNotice({
  chosen,
  store,
  context,
}: {
  chosen: NeverChosen | null;
  store: VisitStore;
  context: PageContext;
}) {
  const { t } = context.translator;
  const [back, setBack] = useState<string | null>(null);
  const [failed, setFailed] = useState('');
  const allow = async ({ key }: NeverChosen) => {
    const result = await allowRecording(store, key);
    setFailed(result.ok ? '' : t(`storage:${result.reason}`));
    if (result.ok) setBack(key);
  };
  return (
    <>
      <div role="status">
        {chosen &&
          (back === chosen.key ? (
            <p class="rf-notice">{t('settings:allowed', { name: chosen.name })}</p>
          ) : (
            <div class="rf-notice rf-row rf-visits-deleted">
              <span>{t('dashboard:site.neverDone', { name: chosen.name })}</span>
              <button type="button" class="rf-button" onClick={() => void allow(chosen)}>
                {t('settings:allowShort')} <span class="rf-unseen">{chosen.name}</span>
              </button>
            </div>
          ))}
      </div>
      {failed && (
        <p class="rf-notice" role="alert">
          {failed}
        </p>
      )}
    </>
  );
}
