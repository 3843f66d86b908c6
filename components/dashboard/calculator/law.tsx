import { useEffect, useState } from 'preact/hooks';
import type { PriceFinding } from '../../../lib/assessment/index.ts';
import { homeJurisdiction } from '../../../lib/home/index.ts';
import { fetchPackagedJson } from '../../../lib/package/index.ts';
import { currencyDigits } from '../../../lib/plan/index.ts';
import { compareWithCaps, type Figures, type Loan } from '../../../lib/pricing/index.ts';
import { openRights, type Pack } from '../../../lib/rights/index.ts';
import type { PageContext } from '../../page/index.ts';
import { percentIn } from './figures.ts';

const rights = openRights(fetchPackagedJson);

interface Found {
  home: string | null;
  pack: Pack | null;
  cap: PriceFinding['cap'];
  figure: number | null;
}

async function hold(loan: Loan, principal: number, currency: string, today: string, language: string): Promise<Found> {
  const home = await homeJurisdiction();
  const pack = home ? await rights.pack(home, language) : null;
  const { yearly, totalCost, termDays, interestOnOwed } = loan;
  const all: Figures = {
    nominal: yearly?.nominal ?? null,
    effective: yearly?.effective ?? null,
    total: totalCost,
    counts: 'all-in',
    amount: principal / 10 ** currencyDigits(currency),
    currency,
    termDays,
  };
  const context = {
    jurisdiction: { home, page: null },
    capFor: (...asked: Parameters<typeof rights.capFor>) => rights.capFor(...asked),
    on: today,
  };
  const found = await compareWithCaps(all, context);
  // A cap on interest alone knows nothing of fees.
  const interest: Figures = { ...all, nominal: interestOnOwed, effective: null, total: null, counts: 'interest' };
  const alone = found && !found.unsure ? null : await compareWithCaps(interest, context);
  const cap = alone && !alone.unsure ? alone : (found ?? alone);
  const from = cap === found ? all : interest;
  const figure =
    cap && (cap.kind === 'nominal' ? from.nominal : cap.kind === 'effective' ? from.effective : from.total);
  return { home, pack, cap, figure: figure ?? null };
}

/** What the law where the user lives says of the price; both figures without a verdict where no limit fits. */
export function Law({
  loan,
  principal,
  currency,
  today,
  context,
}: {
  loan: Loan;
  /** Minor units. */
  principal: number;
  currency: string;
  today: string;
  context: PageContext;
}) {
  const { t, language } = context.translator;
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let current = true;
    void hold(loan, principal, currency, today, language.tag).then((next) => {
      if (current) setFound(next);
    });
    return () => {
      current = false;
    };
  }, [loan, principal, currency, today, language]);
  if (!found) return null;
  const { home, pack, cap, figure } = found;
  if (!home) {
    return (
      <p class="rf-notice">
        <a href="#settings">{t('calculator:noHome')}</a>
      </p>
    );
  }
  const names = new Intl.DisplayNames([language.tag], { type: 'region' });
  const place = home === 'EU' ? 'EU' : (names.of(home) ?? home);
  if (!pack) return <p class="rf-notice">{t('calculator:noPack', { place })}</p>;
  const percent = percentIn(context);
  const right = cap ? pack.rights.find(({ id }) => id === cap.rightId) : undefined;
  const link = right?.source && right.source.kind !== 'other' ? right.source.url : right?.officialSite;
  return (
    <section>
      <h3>{t('calculator:law', { place })}</h3>
      {cap ? (
        <p class={cap.exceeded ? 'rf-notice rf-danger' : 'rf-notice'}>
          {cap.unsure
            ? t('price:law.unsure', { place, limit: percent(cap.limit), kind: t(`price:kind.${cap.kind}`) })
            : t(cap.exceeded ? 'calculator:over' : 'calculator:under', {
                limit: percent(cap.limit),
                kind: t(`calculator:kind.${cap.kind}`),
                figure: percent(figure),
              })}
        </p>
      ) : (
        <p class="rf-notice">{t('calculator:noCap', { place })}</p>
      )}
      <p lang={(right ?? pack.priceNote).language}>{(right ?? pack.priceNote).text}</p>
      <p class="rf-small">
        {right && link && (
          <>
            <a href={link} target="_blank" rel="noopener noreferrer" lang={right.citationLanguage}>
              {right.citation}
            </a>
            {' · '}
          </>
        )}
        {right && !link && `${right.citation} · `}
        {right?.shown === 'unverified' && `${t('common:unverified')} · `}
        {t('common:information', { asOf: pack.asOf })}
      </p>
    </section>
  );
}
