import type { PageContext } from '../../page/index.ts';

/** The name of a jurisdiction of the lists in the user's language. A code that nobody knows stands as it is. */
export function placeName(code: string, { translator: { t, language } }: PageContext): string {
  if (code === 'INTL') return t('lists:intl');
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames([language.tag], { type: 'region' }).of(code) ?? code;
}
