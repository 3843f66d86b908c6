import type { PageContext } from '../../page/index.ts';

/** Yearly rates above this (100,000 %) are told by the bound: their digits mean nothing to anybody. */
const MOST = 1000;

/** Rates and shares in the reader's own way of writing them. */
export function percentIn({ translator: { t, language } }: PageContext) {
  const format = new Intl.NumberFormat(language.locale, { style: 'percent', maximumFractionDigits: 2 });
  return (fraction: number | null): string =>
    fraction === null || fraction > MOST
      ? t('calculator:beyond', { rate: format.format(MOST) })
      : format.format(fraction);
}
