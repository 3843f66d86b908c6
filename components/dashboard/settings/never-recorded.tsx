import { useEffect, useRef, useState } from 'preact/hooks';
import { type Failure, observeChanges } from '../../../lib/database/index.ts';
import { allowRecording, forgetSite, listNever, openVisits, type VisitStore } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';

// Keys begin with the way in which the platform is known; the rest is its name.
const nameOf = (key: string) => key.slice(2);

/** The sites that are never recorded, each with the way to take it back, and that too can be undone. */
export function NeverRecorded({ context }: { context: PageContext }) {
  const { t } = context.translator;
  const store = useRef<VisitStore | null>(null);
  const [keys, setKeys] = useState<string[]>([]);
  const [allowed, setAllowed] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let closed = false;
    const read = async () => {
      store.current ??= await openVisits();
      if (closed) return void store.current.database.close();
      const result = await listNever(store.current);
      setFailure(result.ok ? null : result);
      if (result.ok) setKeys(result.value);
    };
    void read();
    const stop = observeChanges(({ store: changed }) => {
      if (changed === 'policy' && !closed) void read();
    });
    return () => {
      closed = true;
      stop();
      void store.current?.database.close();
    };
  }, []);

  const allow = async (key: string) => {
    if (!store.current) return;
    const result = await allowRecording(store.current, key);
    setFailure(result.ok ? null : result);
    setAllowed(result.ok ? key : null);
  };
  const undo = async () => {
    if (!store.current || allowed === null) return;
    const result = await forgetSite(store.current, allowed, { never: true });
    setFailure(result.ok ? null : result);
    if (result.ok) setAllowed(null);
  };
  return (
    <section>
      <h2>{t('settings:never')}</h2>
      {failure && <p class="rf-notice">{t(`storage:${failure.reason}`)}</p>}
      {!failure && keys.length === 0 && <p>{t('settings:neverNone')}</p>}
      <ul class="rf-plain-list">
        {keys.map((key) => (
          <li class="rf-row" key={key}>
            <span>{nameOf(key)}</span>
            <button type="button" class="rf-button" onClick={() => void allow(key)}>
              {t('settings:allowShort')} <span class="rf-unseen">{nameOf(key)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div role="status">
        {allowed !== null && (
          <p>
            {t('settings:allowed', { name: nameOf(allowed) })}{' '}
            <button type="button" class="rf-button" onClick={() => void undo()}>
              {t('common:undo')}
            </button>
          </p>
        )}
      </div>
    </section>
  );
}
