import type { Assessment } from '../../lib/assessment/index.ts';
import { platformKey } from '../../lib/visits/index.ts';

/** Key of the visit of the lender whose page is on the screen, or null where it is no lender's. */
export function lenderOf(assessment: Assessment): string | null {
  return assessment.kind !== 'none' || assessment.platform ? platformKey(assessment) : null;
}
