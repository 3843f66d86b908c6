import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { hashOf, type ListState, readHash } from './list-state.ts';

/** How long nothing must change before the address follows, in milliseconds: browsers slow down pages that write it at every key. */
const QUIET = 300;

/**
 * What the user set of the list and which visit is open, both kept in the address, so that reload, bookmarks and back
 * lead to the same list. Setting filters makes no new step of the history; opening a visit does.
 */
export function useListState() {
  const [state, setState] = useState(() => readHash(location.hash).state);
  const [opened, setOpened] = useState(() => readHash(location.hash).opened);
  const latest = useRef(state);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const write = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const { opened: open } = readHash(location.hash);
    // The user may have gone to another view before the address could follow.
    if (!/^#?(visits([/?]|$)|$)/.test(location.hash)) return;
    const hash = `#${hashOf(latest.current, open)}`;
    if (hash !== location.hash && !(hash === '#visits' && location.hash === '')) history.replaceState(null, '', hash);
  }, []);
  const change = useCallback(
    (next: (before: ListState) => ListState) => {
      latest.current = next(latest.current);
      setState(latest.current);
      clearTimeout(timer.current);
      timer.current = setTimeout(write, QUIET);
    },
    [write],
  );
  const open = useCallback(
    (key: string | null) => {
      write();
      location.hash = hashOf(latest.current, key);
    },
    [write],
  );

  // Before the browser does anything else, so that no change of the address is missed.
  useLayoutEffect(() => {
    const follow = () => {
      const named = readHash(location.hash);
      setOpened(named.opened);
      clearTimeout(timer.current);
      if (hashOf(named.state, null) === hashOf(latest.current, null)) return;
      latest.current = named.state;
      setState(named.state);
    };
    const leave = () => {
      if (timer.current !== undefined) write();
    };
    addEventListener('hashchange', follow);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('hashchange', follow);
      removeEventListener('pagehide', leave);
      clearTimeout(timer.current);
    };
  }, [write]);
  return { state, opened, change, open };
}
