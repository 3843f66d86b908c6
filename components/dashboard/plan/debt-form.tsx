import { useId, useState } from 'preact/hooks';
import type { DebtRow } from '../../../lib/plan/index.ts';
import { MoneyInput } from '../../form/index.ts';
import type { PageContext } from '../../page/index.ts';

/** A debt without a name yet, at the end of the user's order. */
export function blankDebt(currency: string, place: number): DebtRow {
  return {
    id: crypto.randomUUID(),
    name: '',
    visit: null,
    balance: { minor: 0, currency },
    rate: 0,
    minimum: 0,
    harassment: false,
    place,
  };
}

/** The form of one debt, new or changed. */
export function DebtForm({
  debt: first,
  isNew,
  context,
  onSave,
}: {
  debt: DebtRow;
  isNew: boolean;
  context: PageContext;
  onSave: (debt: DebtRow) => void;
}) {
  const { t, language } = context.translator;
  const id = useId();
  const [debt, setDebt] = useState(first);
  // A browser fills several fields in at once, so each change builds on the one before, not on what was drawn.
  const change = (part: Partial<DebtRow>) => setDebt((now) => ({ ...now, ...part }));
  const { currency } = debt.balance;
  return (
    <form
      class="rf-columns"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(debt);
      }}
    >
      <p class="rf-stack">
        <label for={`${id}-name`}>{t('plan:name')}</label>
        <input
          id={`${id}-name`}
          class="rf-field"
          required
          maxLength={200}
          value={debt.name}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      </p>
      <p class="rf-stack">
        <label for={`${id}-balance`}>{t('plan:balance')}</label>
        <MoneyInput
          id={`${id}-balance`}
          value={debt.balance.minor ? debt.balance : null}
          currency={currency}
          locale={language.locale}
          onChange={(money) => change({ balance: money ?? { minor: 0, currency } })}
        />
      </p>
      <p class="rf-stack">
        <label for={`${id}-rate`}>{t('plan:rate')}</label>
        <input
          id={`${id}-rate`}
          class="rf-field"
          type="number"
          min={0}
          max={10_000}
          step="any"
          value={debt.rate / 10_000}
          onChange={(event) => change({ rate: Math.round(Number(event.currentTarget.value) * 10_000) || 0 })}
        />
      </p>
      <p class="rf-stack">
        <label for={`${id}-minimum`}>{t('plan:minimum')}</label>
        <MoneyInput
          id={`${id}-minimum`}
          value={debt.minimum ? { minor: debt.minimum, currency } : null}
          currency={currency}
          locale={language.locale}
          onChange={(money) => change({ minimum: money?.minor ?? 0 })}
        />
      </p>
      <p>
        <label class="rf-check">
          <input
            type="checkbox"
            checked={debt.harassment}
            onChange={(event) => change({ harassment: event.currentTarget.checked })}
          />
          {t('plan:harassment')}
        </label>
      </p>
      <p>
        <button type="submit" class="rf-button rf-primary">
          {isNew ? t('plan:add') : t('plan:change')}
        </button>
      </p>
    </form>
  );
}
