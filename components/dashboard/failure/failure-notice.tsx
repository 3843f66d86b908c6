import { useState } from 'preact/hooks';
import { readWhatCanBeRead } from '../../../lib/backup/index.ts';
import type { Failure } from '../../../lib/database/index.ts';
import type { PageContext } from '../../page/index.ts';
import { saveFile } from '../../page/index.ts';

/** Why something kept cannot be shown, in words, with what can still be done: try again, or save what can be read. */
export function FailureNotice({
  title,
  failure,
  context,
  onAgain,
}: {
  title: string;
  failure: Failure;
  context: PageContext;
  onAgain: () => void;
}) {
  const { t } = context.translator;
  const [said, setSaid] = useState('');
  const rescue = async () => {
    setSaid(t('backup:working'));
    const result = await readWhatCanBeRead();
    if (!result.ok) return setSaid(t(`storage:${result.reason}`));
    const { file, read, unreadable } = result.value;
    saveFile(file, 'ringfence-rescued.json');
    setSaid(
      unreadable === null
        ? t('backup:rescuedUnknown', { read: `${read}` })
        : t('backup:rescued', { read: `${read}`, lost: `${unreadable}` }),
    );
  };
  return (
    <section class="rf-notice" role="alert">
      <h2 class="rf-notice-title">{title}</h2>
      <p>{t(`storage:${failure.reason}`)}</p>
      <div class="rf-row">
        <button type="button" class="rf-button" onClick={onAgain}>
          {t('dashboard:visits.tryAgain')}
        </button>
        {failure.reason !== 'unavailable' && (
          <button type="button" class="rf-button" onClick={() => void rescue()}>
            {t('backup:rescue')}
          </button>
        )}
      </div>
      <p role="status">{said}</p>
    </section>
  );
}
