import type { PlatformStatus } from '../../../lib/assessment/index.ts';
import type { PageContext } from '../../page/index.ts';

/** The name of a jurisdiction of the lists in the user's language. A code that nobody knows stands as it is. */
export function placeName(code: string, { translator: { t, language } }: PageContext): string {
  if (code === 'INTL') return t('lists:intl');
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames([language.tag], { type: 'region' }).of(code) ?? code;
}

/** What is said today of a platform that stands in a list: `unknown` is then no "not in our lists". */
export function statusName(status: PlatformStatus, { translator: { t } }: PageContext): string {
  return status === 'unknown' ? t('lists:noFinding') : t(`common:status.${status}`);
}
