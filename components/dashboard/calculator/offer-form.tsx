import { useId } from 'preact/hooks';
import type { Money } from '../../../lib/plan/index.ts';
import { MoneyInput } from '../../form/index.ts';
import type { PageContext } from '../../page/index.ts';
import { Choice } from '../settings/index.ts';
import type { TypedOffer } from './typed-offer.ts';

const PER = ['day', 'week', 'month', 'year'] as const;
const EVERY = ['once', 'week', 'fortnight', 'month'] as const;

/** The fields of the calculator. `wrong` is the part that cannot be reckoned with. */
export function OfferForm({
  typed,
  wrong,
  context,
  onChange,
}: {
  typed: TypedOffer;
  wrong: string | null;
  context: PageContext;
  onChange: (part: Partial<TypedOffer>) => void;
}) {
  const { t, language } = context.translator;
  const id = useId();
  const { know, currency, every } = typed;
  const byRate = know === 'rate';
  const currencies = [...new Set([currency, ...Intl.supportedValuesOf('currency')])];

  const money = (name: 'amount' | 'feeAtStart' | 'feeAdded' | 'payment', label: string, note?: string) => (
    <p class="rf-stack">
      <label for={`${id}-${name}`}>
        <strong>{label}</strong>
      </label>
      <MoneyInput
        id={`${id}-${name}`}
        value={typed[name]}
        currency={currency}
        locale={language.locale}
        onChange={(value) => onChange({ [name]: value })}
      />
      {note && <span class="rf-small">{note}</span>}
    </p>
  );
  const number = (name: 'days' | 'count', label: string) => (
    <p class="rf-stack">
      <label for={`${id}-${name}`}>
        <strong>{label}</strong>
      </label>
      <input
        id={`${id}-${name}`}
        class="rf-field"
        inputMode="numeric"
        value={typed[name]}
        aria-invalid={wrong === name}
        onInput={(event) => onChange({ [name]: event.currentTarget.value })}
      />
    </p>
  );
  // An amount keeps its digits when the currency changes only where both count alike; retyping is safer.
  const changeCurrency = (code: string) => {
    const moved = (value: Money | null) => (value && value.currency === code ? value : null);
    onChange({
      currency: code,
      amount: moved(typed.amount),
      feeAtStart: moved(typed.feeAtStart),
      feeAdded: moved(typed.feeAdded),
      payment: moved(typed.payment),
    });
  };
  const payment = byRate ? 'paymentAsked' : every === 'once' ? 'paymentOnce' : 'payment';

  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <fieldset class="rf-calculator-know">
        <legend>
          <strong>{t('calculator:know')}</strong>
        </legend>
        {(['rate', 'payments'] as const).map((value) => (
          <label class="rf-check" key={value}>
            <input
              type="radio"
              name={`${id}-know`}
              checked={know === value}
              onChange={() => onChange({ know: value, payment: null })}
            />
            {t(`calculator:knowChoice.${value}`)}
          </label>
        ))}
      </fieldset>
      <div class="rf-calculator-fields">
        <Choice
          label={t('calculator:currency')}
          value={currency}
          options={currencies.map((value) => ({ value, text: value }))}
          onChoose={changeCurrency}
        />
        {money('amount', byRate ? t('calculator:amount') : t('calculator:received'))}
        {byRate && (
          <>
            <p class="rf-stack">
              <label for={`${id}-rate`}>
                <strong>{t('calculator:rate')}</strong>
              </label>
              <input
                id={`${id}-rate`}
                class="rf-field"
                inputMode="decimal"
                value={typed.rate}
                aria-invalid={wrong === 'rate'}
                aria-describedby={`${id}-rate-note`}
                onInput={(event) => onChange({ rate: event.currentTarget.value })}
              />
              <span class="rf-small" id={`${id}-rate-note`}>
                {t('calculator:rateWhy')}
              </span>
            </p>
            <Choice
              label={t('calculator:per')}
              value={typed.per}
              options={PER.map((value) => ({ value, text: t(`calculator:perChoice.${value}`) }))}
              onChoose={(per) => onChange({ per })}
            />
          </>
        )}
        <Choice
          label={t('calculator:every')}
          value={every}
          options={EVERY.map((value) => ({ value, text: t(`calculator:everyChoice.${value}`) }))}
          onChoose={(value) => onChange({ every: value })}
        />
        {every === 'once' ? number('days', t('calculator:days')) : number('count', t('calculator:count'))}
        {byRate && every !== 'once' && (
          <Choice
            label={t('calculator:method')}
            value={typed.method}
            options={(['reducing', 'flat'] as const).map((value) => ({
              value,
              text: t(`calculator:methodChoice.${value}`),
            }))}
            onChoose={(method) => onChange({ method })}
          />
        )}
        {byRate && money('feeAtStart', t('calculator:feeAtStart'), t('calculator:feeAtStartWhy'))}
        {byRate && money('feeAdded', t('calculator:feeAdded'))}
        {!(byRate && every === 'once') && money('payment', t(`calculator:${payment}`))}
        {byRate && every !== 'once' && (
          <p class="rf-stack">
            <label for={`${id}-first`}>
              <strong>{t('calculator:first')}</strong>
            </label>
            <input
              id={`${id}-first`}
              type="date"
              class="rf-field"
              value={typed.first}
              aria-invalid={wrong === 'first'}
              onChange={(event) => onChange({ first: event.currentTarget.value })}
            />
          </p>
        )}
      </div>
    </form>
  );
}
