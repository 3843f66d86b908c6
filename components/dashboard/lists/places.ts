import type { PlatformStatus } from '../../../lib/assessment/index.ts';
import { placeName as nameOf } from '../../../lib/i18n/index.ts';
import type { PageContext } from '../../page/index.ts';

/** The name of a jurisdiction of the lists in the user's language. A code that nobody knows stands as it is. */
export function placeName(code: string, { translator: { t, language } }: PageContext): string {
  return code === 'INTL' ? t('lists:intl') : nameOf(code, language.tag);
}

/** What is said today of a platform that stands in a list. */
export function statusName(status: PlatformStatus, { translator: { t } }: PageContext): string {
  return t(`common:status.${status === 'unknown' ? 'no-finding' : status}`);
}
