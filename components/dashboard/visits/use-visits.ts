import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../../lib/database/index.ts';
import { type LiveTable, openTable, openVisits, type VisitStore, type VisitTable } from '../../../lib/visits/index.ts';
import { painted } from '../painted.ts';

/** How long the screen waits for more rows while the list is being read, in milliseconds. */
const READING_PAUSE = 200;

/** The list as the screen knows it. `version` changes with the rows; `failure` says why only a part could be read. */
export type Visits =
  | { phase: 'loading' }
  | { phase: 'failed'; failure: Failure }
  | {
      phase: 'ready';
      store: VisitStore;
      table: VisitTable;
      version: number;
      complete: boolean;
      failure: Failure | null;
    };

/** Opens the visits and follows them, whoever changes them. Also gives the function that tries again after a failure. */
export function useVisits(): [visits: Visits, again: () => void] {
  const [visits, setVisits] = useState<Visits>({ phase: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let live: LiveTable | null = null;
    let store: VisitStore | null = null;
    let stopped = false;
    let drawn = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const show = (complete: boolean, failure: Failure | null = null) => {
      clearTimeout(timer);
      timer = undefined;
      if (stopped || !store || !live) return;
      drawn = true;
      setVisits({ phase: 'ready', store, table: live.table, version: live.table.version, complete, failure });
    };
    const start = async () => {
      store = await openVisits();
      if (stopped) return void store.database.close();
      live = openTable(
        store,
        ({ complete }) => {
          // The first rows at once; those after them may come to the screen together.
          if (complete || !drawn) show(complete);
          else timer ??= setTimeout(show, READING_PAUSE, false);
        },
        painted,
      );
      const result = await live.ready;
      if (result.ok || stopped) return;
      if (live.table.size > 0) show(false, result);
      else setVisits({ phase: 'failed', failure: result });
    };
    // A page that was frozen has heard nothing of what was recorded meanwhile.
    const wake = () => {
      if (document.visibilityState === 'visible') void live?.refresh();
    };
    document.addEventListener('visibilitychange', wake);
    void start();
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
      live?.close();
      void store?.database.close();
    };
  }, [attempt]);
  const again = useCallback(() => {
    setVisits({ phase: 'loading' });
    setAttempt((count) => count + 1);
  }, []);
  return [visits, again];
}
