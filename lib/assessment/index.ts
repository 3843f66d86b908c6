export { EVIDENCE_LIMIT, quote } from './evidence.ts';
export { badgeText, compareSeverity, maxSeverity } from './severity.ts';
export type * from './types.ts';
