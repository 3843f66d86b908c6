/** The product's mark, for use beside its name: a ring around a card. Hidden from screen readers. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2.5" />
      <rect x="7" y="8" width="10" height="8" rx="1.5" fill="currentColor" />
    </svg>
  );
}

const SHAPE = { none: '○', info: 'i', caution: '!', danger: '!!' } as const;

/** A severity as word, shape and colour together, so that no one of them carries it alone. */
export function SeverityTag({ severity, label }: { severity: keyof typeof SHAPE; label: string }) {
  return (
    <span class={`rf-tag rf-${severity}`}>
      <span class="rf-shape" aria-hidden="true">
        {SHAPE[severity]}
      </span>{' '}
      {label}
    </span>
  );
}
