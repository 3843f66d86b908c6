export type * from './types.ts';
export { badgeText, compareSeverity, maxSeverity } from './severity.ts';
export { EVIDENCE_LIMIT, quote } from './evidence.ts';
