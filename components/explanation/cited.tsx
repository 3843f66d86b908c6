import type { CitedRight } from '../../lib/explain/index.ts';
import { SafeLink } from './safe-link.tsx';

/**
 * What a right rests on, in one line: the law, what the rule is worth, what became of it, who says so where the official
 * text was not read, and what limits it. `more`: words to follow what it is worth.
 */
export function Cited({ cited, newTab, more }: { cited: CitedRight; newTab: string; more?: string | null }) {
  const { citation, citationLang, url, standing, status, statusLang, source, caveat, caveatLang } = cited;
  return (
    <>
      <SafeLink href={url} label={newTab} lang={citationLang}>
        {citation}
      </SafeLink>
      {` · ${standing}`}
      {more && ` · ${more}`}
      {status && (
        <>
          {' · '}
          <span lang={statusLang}>{status}</span>
        </>
      )}
      {source && (
        <>
          {' · '}
          <SafeLink href={source.url} label={newTab}>
            {source.text}
          </SafeLink>
        </>
      )}
      {caveat && (
        <>
          {' · '}
          <span lang={caveatLang}>{caveat}</span>
        </>
      )}
    </>
  );
}
