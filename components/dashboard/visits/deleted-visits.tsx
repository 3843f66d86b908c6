import { useEffect, useState } from 'preact/hooks';
import { observeChanges } from '../../../lib/database/index.ts';
import { type Deleted, emptyTrash, listDeleted, undoDelete, type VisitStore } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';

/** The deletions of the last day, newest first, each of which can be undone: also after a reload, and in every tab. */
export function DeletedVisits({ store, context }: { store: VisitStore; context: PageContext }) {
  const { t } = context.translator;
  const [deleted, setDeleted] = useState<Deleted[]>([]);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const read = async () => {
      const result = await listDeleted(store);
      if (result.ok) setDeleted(result.value);
    };
    void read();
    return observeChanges(({ store: changed }) => {
      if (changed === 'trash') void read();
    });
  }, [store]);
  const undo = async ({ id, name }: Deleted) => {
    const result = await undoDelete(store, id);
    setSaid(result.ok ? t('dashboard:visits.restored', { name }) : t(`storage:${result.reason}`));
  };
  const [newest, ...earlier] = deleted;
  const button = (entry: Deleted) => (
    <button type="button" class="rf-button" onClick={() => void undo(entry)}>
      {t('dashboard:visits.undo')} <span class="rf-unseen">{t('dashboard:visits.undoName', { name: entry.name })}</span>
    </button>
  );
  return (
    <>
      <div role="status">
        {newest ? (
          <div class="rf-notice rf-row rf-visits-deleted">
            <span>{t('dashboard:visits.deleted', { name: newest.name })}</span>
            {button(newest)}
          </div>
        ) : (
          <p class="rf-visits-said">{said}</p>
        )}
      </div>
      {newest && (
        <details class="rf-section">
          <summary>{t('dashboard:visits.deletedEarlier', { number: `${deleted.length}` })}</summary>
          <ul class="rf-plain-list">
            {earlier.slice(0, 100).map((entry) => (
              <li class="rf-row" key={entry.id}>
                <span>{entry.name}</span> {button(entry)}
              </li>
            ))}
          </ul>
          <p>
            <button type="button" class="rf-button" onClick={() => void emptyTrash(store)}>
              {t('dashboard:visits.removeForGood')}
            </button>
          </p>
        </details>
      )}
    </>
  );
}
