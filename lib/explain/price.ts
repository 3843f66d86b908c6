import type { Assessment, PriceFinding, PriceStep } from '../assessment/index.ts';
import { placeInText, type Translator } from '../i18n/index.ts';
import { type Pack, packCode } from '../rights/index.ts';
import { type CitedRight, citedRight } from './cited.ts';

/** What a page's price comes to, ready to be read. */
export interface ExplainedPrice {
  /** The quoted words first, then what they come to and what has to be said with it. */
  lines: string[];
  /** Other prices of the page. */
  others: string[];
  /** How the yearly rates were worked out, step by step. */
  working: string[];
  /** The law that the price was held against. */
  law: { text: string; cited: CitedRight | null } | null;
}

/** Rates above this (100,000 %) are told by the bound. */
const MOST = 1000;

function writers({ t, language }: Translator) {
  const format = new Intl.NumberFormat(language.locale, { style: 'percent', maximumFractionDigits: 2 });
  const plain = new Intl.NumberFormat(language.locale, { maximumFractionDigits: 2 });
  return {
    percent: (fraction: number) =>
      fraction > MOST ? t('price:beyond', { rate: format.format(MOST) }) : format.format(fraction),
    number: (value: number) => plain.format(value),
    money: (value: number, currency: string) =>
      currency === ''
        ? plain.format(value)
        : new Intl.NumberFormat(language.locale, { style: 'currency', currency, maximumFractionDigits: 2 }).format(
            value,
          ),
  };
}

function stepLine(step: PriceStep, translator: Translator): string {
  const { t } = translator;
  const { percent, number, money } = writers(translator);
  switch (step.step) {
    case 'per-year':
      return t('price:step.per-year', {
        rate: percent(step.rate),
        times: number(step.times),
        nominal: percent(step.nominal),
      });
    case 'stated-effective':
      return t('price:step.stated-effective', { rate: percent(step.rate) });
    case 'once':
      return t(step.kept ? 'price:step.once-kept' : 'price:step.once', {
        rate: percent(step.share),
        days: number(step.days),
      });
    case 'in-months':
      return t('price:step.in-months', { number: number(step.count) });
    case 'flat':
      return t('price:step.flat', { months: number(step.months), nominal: percent(step.nominal) });
    case 'fee':
      return t(step.kept ? 'price:step.fee-kept' : 'price:step.fee', { rate: percent(step.share) });
    case 'amounts':
      return t('price:step.amounts', {
        received: money(step.received, step.currency),
        repaid: money(step.repaid, step.currency),
        days: number(step.days),
      });
    case 'payments':
      return t('price:step.payments', {
        received: money(step.received, step.currency),
        payment: money(step.payment, step.currency),
        number: number(step.count),
      });
    case 'compound':
      return t('price:step.compound', { times: number(step.times) });
    case 'compound-term':
      return t('price:step.compound-term', { days: number(step.days) });
  }
}

function ratesLine(price: PriceFinding, translator: Translator): string | null {
  const { t } = translator;
  const { percent } = writers(translator);
  const { nominalApr, effectiveApr, flags = [] } = price;
  if (flags.includes('late-only') || flags.includes('not-stated')) return null;
  if (nominalApr === null) return t('price:untold');
  if (nominalApr === 0) return t('price:free');
  if (effectiveApr === null) return t('price:nominalOnly', { nominal: percent(nominalApr) });
  const rates = { nominal: percent(nominalApr), effective: percent(effectiveApr) };
  return flags.includes('at-least') ? t('price:ratesAtLeast', rates) : t('price:rates', rates);
}

function lawLine(price: PriceFinding, packs: readonly Pack[], translator: Translator): ExplainedPrice['law'] {
  const { cap } = price;
  const { t, language } = translator;
  if (!cap) return null;
  const pack = packs.find(({ jurisdiction }) => jurisdiction === packCode(cap.jurisdiction));
  const right = pack?.rights.find(({ id }) => id === cap.rightId);
  const { percent } = writers(translator);
  const verdict = cap.unsure ? 'unsure' : cap.exceeded ? 'over' : cap.partial ? 'partial' : 'under';
  const text = t(`price:law.${verdict}`, {
    place: placeInText(cap.jurisdiction, language.tag),
    limit: percent(cap.limit),
    kind: t(`price:kind.${cap.kind}`),
  });
  return { text, cited: right ? citedRight(right, translator) : null };
}

/**
 * The price of a page in words: what it says, what that comes to a year, what the law allows, and how it was worked out.
 * Null where the page states no price and nothing has to be said of it.
 */
export function explainPrice(
  assessment: Assessment,
  packs: readonly Pack[],
  translator: Translator,
): ExplainedPrice | null {
  const { t } = translator;
  const { price } = assessment;
  if (!price) {
    const silent = assessment.signals.some(({ id }) => id === 'price-not-stated');
    return silent ? { lines: [t('price:flag.not-stated')], others: [], working: [], law: null } : null;
  }
  const { percent } = writers(translator);
  const flags = price.flags ?? [];
  const others = (price.others ?? []).map(({ evidence, nominalApr }) =>
    nominalApr === null
      ? t('price:otherUntold', { text: evidence.text })
      : t('price:other', { rate: percent(nominalApr), text: evidence.text }),
  );
  const rates = ratesLine(price, translator);
  const unjudged = price.cap === null && price.nominalApr !== null && price.nominalApr > 0 && !flags.includes('absurd');
  const lines = [
    t('price:read', { text: price.evidence.text }),
    ...(rates ? [rates] : []),
    ...(price.upfrontFee ? [t('price:fee', { share: percent(price.upfrontFee) })] : []),
    ...flags.filter((flag) => flag !== 'several').map((flag) => t(`price:flag.${flag}`)),
    ...(unjudged ? [t('price:noVerdict')] : []),
    ...(flags.includes('several') && others.length > 0 ? [t('price:flag.several')] : []),
  ];
  return {
    lines,
    others: flags.includes('several') ? others : [],
    working: (price.working ?? []).map((step) => stepLine(step, translator)),
    law: lawLine(price, packs, translator),
  };
}
