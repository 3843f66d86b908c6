import { useId } from 'preact/hooks';
import type { LetterField as Field, LetterPayment, LetterValue } from '../../../lib/rights/index.ts';
import { MoneyInput } from '../../form/index.ts';
import type { PageContext } from '../../page/index.ts';

function Schedule({
  payments,
  currency,
  context,
  onChange,
}: {
  payments: readonly LetterPayment[];
  currency: string;
  context: PageContext;
  onChange: (payments: LetterPayment[]) => void;
}) {
  const { t } = context.translator;
  const put = (at: number, part: Partial<LetterPayment>) =>
    onChange(payments.map((payment, index) => (index === at ? { ...payment, ...part } : payment)));
  return (
    <div class="rf-stack">
      {payments.map((payment, at) => (
        // Payments have no name of their own: their place in the list is what they are.
        <div class="rf-row" key={at}>
          <input
            type="date"
            class="rf-field rf-half"
            aria-label={t('letters:paymentDate', { number: String(at + 1) })}
            value={payment.date}
            onChange={(event) => put(at, { date: event.currentTarget.value })}
          />
          <MoneyInput
            id={`payment-${at}`}
            label={t('letters:paymentAmount', { number: String(at + 1) })}
            value={payment.amount}
            currency={currency}
            locale={context.translator.language.locale}
            onChange={(amount) => amount && put(at, { amount })}
          />
          <button type="button" class="rf-button" onClick={() => onChange(payments.filter((_, index) => index !== at))}>
            {t('letters:removePayment', { number: String(at + 1) })}
          </button>
        </div>
      ))}
      <button
        type="button"
        class="rf-button"
        onClick={() => onChange([...payments, { date: '', amount: { minor: 0, currency }, balance: null }])}
      >
        {t('letters:addPayment')}
      </button>
    </div>
  );
}

/** One field of a letter's form. */
export function LetterField({
  field,
  value,
  currency,
  context,
  onChange,
}: {
  field: Field;
  value: LetterValue | undefined;
  currency: string;
  context: PageContext;
  onChange: (value: LetterValue) => void;
}) {
  const id = useId();
  const { t } = context.translator;
  const text = typeof value === 'string' ? value : '';
  const common = { id, class: 'rf-field', ...(field.hint ? { 'aria-describedby': `${id}-hint` } : {}) };
  return (
    <p class="rf-stack">
      <label for={id}>
        <strong>{field.label}</strong> {field.required && <span class="rf-small">({t('letters:required')})</span>}
      </label>
      {field.type === 'choice' ? (
        <select {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)}>
          {field.ask && <option value="">—</option>}
          {field.options.map((option) => (
            <option value={option.id} key={option.id}>
              {option.label}
            </option>
          ))}
        </select>
      ) : field.type === 'lines' ? (
        <>
          <textarea {...common} rows={4} value={text} onInput={(event) => onChange(event.currentTarget.value)} />
          {field.suggestions
            .filter((line) => !text.split('\n').includes(line))
            .map((line) => (
              <button
                type="button"
                class="rf-button rf-plain"
                onClick={() => onChange(text.trim() === '' ? line : `${line}\n${text}`)}
                key={line}
              >
                + {line}
              </button>
            ))}
        </>
      ) : field.type === 'money' ? (
        <MoneyInput
          id={id}
          label={field.label}
          value={value && typeof value === 'object' && 'minor' in value ? value : null}
          currency={currency}
          locale={context.translator.language.locale}
          onChange={(money) => onChange(money ?? '')}
        />
      ) : field.type === 'schedule' ? (
        <Schedule
          payments={Array.isArray(value) ? (value as readonly LetterPayment[]) : []}
          currency={currency}
          context={context}
          onChange={onChange}
        />
      ) : field.type === 'date' ? (
        <input {...common} type="date" value={text} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input
          {...common}
          type="text"
          // A long name in other letters shows its beginning.
          dir={text ? 'auto' : undefined}
          maxLength={field.max}
          value={text}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {field.hint && (
        <span class="rf-small" id={`${id}-hint`}>
          {field.hint}
        </span>
      )}
    </p>
  );
}
