import { useCallback, useEffect, useState } from 'preact/hooks';
import { openVisits, type VisitStore } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';
import { FailureNotice } from '../failure/index.ts';
import { ExportPart } from './export-part.tsx';
import { ImportPart } from './import-part.tsx';

/** Saving everything to a file, and bringing it back. */
export function BackupView({ context }: { context: PageContext }) {
  const { t } = context.translator;
  const [store, setStore] = useState<VisitStore | null>(null);
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => setAttempt((count) => count + 1), []);
  useEffect(() => {
    const opening = openVisits();
    void opening.then(setStore);
    return () => void opening.then(({ database }) => database.close());
  }, [attempt]);
  return (
    <div class="rf-narrow">
      <h1>{t('backup:title')}</h1>
      <p>{t('backup:lead')}</p>
      {store && !store.state.ok && (
        <FailureNotice title={t('dashboard:visits.failed')} failure={store.state} context={context} onAgain={again} />
      )}
      {store && (
        <>
          <ExportPart store={store} context={context} />
          <ImportPart store={store} context={context} />
        </>
      )}
    </div>
  );
}
