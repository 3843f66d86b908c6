import type { ComponentChildren } from 'preact';

/** A link that opens in a new tab. `label` says so to a screen reader; `lang` is the language of its words. */
export function SafeLink({
  href,
  children,
  label,
  lang,
}: {
  href: string | null;
  children: ComponentChildren;
  label: string;
  lang?: string;
}) {
  // Addresses come from our data files or from a list that was imported: nothing but the web may be linked.
  if (!href || !/^https?:\/\//.test(href)) return <span lang={lang}>{children}</span>;
  return (
    <a href={href} lang={lang} target="_blank" rel="noopener noreferrer" aria-description={label}>
      {children}
    </a>
  );
}
