import { useEffect, useState } from 'preact/hooks';
import { openVisits, type VisitStore } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';
import { ExportPart } from './export-part.tsx';
import { ImportPart } from './import-part.tsx';

/** Saving everything to a file, and bringing it back. */
export function BackupView({ context }: { context: PageContext }) {
  const { t } = context.translator;
  const [store, setStore] = useState<VisitStore | null>(null);
  useEffect(() => {
    const opening = openVisits();
    void opening.then(setStore);
    return () => void opening.then(({ database }) => database.close());
  }, []);
  return (
    <div class="rf-narrow">
      <h1>{t('backup:title')}</h1>
      <p>{t('backup:lead')}</p>
      {store && !store.state.ok && (
        <p class="rf-notice" role="alert">
          {t(`storage:${store.state.reason}`)}
        </p>
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
