import type { ComponentChildren } from 'preact';

/** A link that opens in a new tab. `label` says so to a screen reader. */
export function SafeLink({ href, children, label }: { href: string; children: ComponentChildren; label: string }) {
  // Addresses come from our data files or from a list that was imported: nothing but the web may be linked.
  if (!/^https?:\/\//.test(href)) return <>{children}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" aria-description={label}>
      {children}
    </a>
  );
}
