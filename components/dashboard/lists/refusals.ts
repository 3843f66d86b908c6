import type { RefusalReason } from '../../../lib/platforms/index.ts';
import type { PageContext } from '../../page/index.ts';

/** Why a list was refused, in words. */
export function refusalText(reason: string, { translator: { t } }: PageContext): string {
  return t(`lists:refused.${reason as RefusalReason}`);
}
