import type { Severity } from './types.ts';

const ORDER: readonly Severity[] = ['none', 'info', 'caution', 'danger'];

/** Negative, zero or positive as `a` is milder than, equal to or graver than `b`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

/** The gravest of the given severities; `none` for an empty list. */
export function maxSeverity(severities: Iterable<Severity>): Severity {
  let worst: Severity = 'none';
  for (const severity of severities) if (compareSeverity(severity, worst) > 0) worst = severity;
  return worst;
}

/** The toolbar badge of a severity: `''`, `i`, `!` or `!!`. Part of the contract for outside checks. */
export function badgeText(severity: Severity): '' | 'i' | '!' | '!!' {
  return ({ none: '', info: 'i', caution: '!', danger: '!!' } as const)[severity];
}
