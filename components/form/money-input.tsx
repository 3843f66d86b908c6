import { amountText, emptyAmount, type Money, parseMoney } from '../../lib/plan/index.ts';

/** A field for an amount of money, read as people of the locale write it; null for what is no certain amount. */
export function MoneyInput({
  id,
  label,
  value,
  currency,
  locale,
  onChange,
}: {
  id: string;
  /** Needed where no <label> points at `id`. */
  label?: string;
  value: Money | null;
  currency: string;
  locale: string;
  onChange: (money: Money | null) => void;
}) {
  return (
    <input
      id={id}
      class="rf-field"
      inputMode="decimal"
      {...(label ? { 'aria-label': label } : {})}
      value={value ? amountText(value, locale) : ''}
      placeholder={emptyAmount(currency, locale)}
      onChange={(event) => onChange(parseMoney(event.currentTarget.value, currency, locale))}
    />
  );
}
