import { useCallback, useEffect, useState } from 'preact/hooks';
import { listUpdater, observeLists, packagedSource, platformLists } from '../../../lib/lists/index.ts';
import type { ListsState, PackagedSource, PlatformLists } from '../../../lib/platforms/index.ts';

/** The lists as they are now. `state` is null where the browser keeps no database. */
export type Opened = { phase: 'loading' } | { phase: 'failed' } | Ready;

/** The lists, opened. */
export interface Ready {
  phase: 'ready';
  lists: PlatformLists;
  state: ListsState | null;
  source: PackagedSource;
}

/** Opens the lists, and opens them anew whenever they change, in this window or another. */
export function useLists(): Opened {
  const [opened, setOpened] = useState<Opened>({ phase: 'loading' });
  const load = useCallback(async () => {
    try {
      const [lists, updater, source] = await Promise.all([platformLists(), listUpdater(), packagedSource()]);
      // A browser that keeps no database is no failure: the packaged list works without.
      const state = await updater.state().catch(() => null);
      setOpened({ phase: 'ready', lists, state, source });
    } catch {
      setOpened({ phase: 'failed' });
    }
  }, []);
  useEffect(() => {
    void load();
    return observeLists(() => void load());
  }, [load]);
  return opened;
}
