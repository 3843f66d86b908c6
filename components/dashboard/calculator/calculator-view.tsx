import { useEffect, useMemo, useState } from 'preact/hooks';
import { homeJurisdiction } from '../../../lib/home/index.ts';
import { fetchPackagedJson } from '../../../lib/package/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import type { PageContext } from '../../page/index.ts';
import { OfferForm } from './offer-form.tsx';
import { Result } from './result.tsx';
import { blankOffer, isEmpty, type TypedOffer, workOut } from './typed-offer.ts';

async function homeCurrency(): Promise<string> {
  const home = await homeJurisdiction();
  const pack = home ? await openRights(fetchPackagedJson).pack(home) : null;
  return pack?.currency ?? 'USD';
}

/** Today where the user is, as YYYY-MM-DD. */
function dayOf(now: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
}

/** The calculator: a loan's terms as they are offered, and what they cost. Keeps nothing. */
export function CalculatorView({ context }: { context: PageContext }) {
  const { t, language } = context.translator;
  const [typed, setTyped] = useState<TypedOffer>(() => blankOffer('USD'));
  const [today] = useState(() => dayOf(new Date()));
  useEffect(() => {
    void homeCurrency().then((currency) => setTyped((now) => (now.amount === null ? { ...now, currency } : now)));
  }, []);
  const result = useMemo(() => workOut(typed, today, language.locale), [typed, today, language.locale]);
  const empty = isEmpty(typed);
  const wrong = empty || result.ok ? null : result.part;
  return (
    <>
      <h1>{t('calculator:title')}</h1>
      <p>{t('calculator:intro')}</p>
      <OfferForm
        typed={typed}
        wrong={wrong}
        context={context}
        onChange={(part) => setTyped((now) => ({ ...now, ...part }))}
      />
      <p role="alert">{wrong && t(`calculator:fault.${wrong}`)}</p>
      {!empty && result.ok && <Result loan={result.loan} typed={typed} today={today} context={context} />}
    </>
  );
}
