import { useLayoutEffect, useState } from 'preact/hooks';

/** What `read` makes of the part of the page's address that names a view, `#` included; anew whenever that changes. */
export function useAddress<T>(read: (hash: string) => T): T {
  const [value, setValue] = useState(() => read(location.hash));
  // Before the browser does anything else: a change between the drawing and an effect after it would be missed.
  useLayoutEffect(() => {
    const follow = () => setValue(() => read(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return value;
}
