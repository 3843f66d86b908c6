import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks';
import { type Failure, observeChanges } from '../../../lib/database/index.ts';
import { localDay } from '../../../lib/evidence/index.ts';
import { homeJurisdiction } from '../../../lib/home/index.ts';
import { fetchPackagedJson } from '../../../lib/package/index.ts';
import {
  type BudgetRow,
  type DebtRow,
  formatMoney,
  listDebts,
  nextPayMonth,
  ORDERS,
  orderDebts,
  readBudget,
  removeDebt,
  saveBudget,
  saveDebt,
} from '../../../lib/plan/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { openVisits, type VisitStore } from '../../../lib/visits/index.ts';
import { MoneyInput } from '../../form/index.ts';
import type { PageContext } from '../../page/index.ts';
import { FailureNotice } from '../failure/index.ts';
import { Choice } from '../settings/index.ts';
import { blankDebt, DebtForm } from './debt-form.tsx';
import { FromVisits } from './from-visits.tsx';
import { PlanResult } from './plan-result.tsx';

async function blankBudget(): Promise<BudgetRow> {
  const home = await homeJurisdiction();
  const pack = home ? await openRights(fetchPackagedJson).pack(home) : null;
  return {
    id: 'budget',
    currency: pack?.currency ?? 'USD',
    income: 0,
    essential: 0,
    order: 'smallest',
    start: nextPayMonth(localDay(Date.now()), 1),
    payDay: 1,
  };
}

/** The repayment plan: what comes in, what is owed, and what becomes of it, one platform at a time. */
export function PlanView({ context }: { context: PageContext }) {
  const { t, language } = context.translator;
  const id = useId();
  const [store, setStore] = useState<VisitStore | null>(null);
  const [budget, setBudget] = useState<BudgetRow | null>(null);
  // A browser fills several fields in at once, so each change builds on the one before, not on what was drawn.
  const latest = useRef<BudgetRow | null>(null);
  const [debts, setDebts] = useState<DebtRow[]>([]);
  const [editing, setEditing] = useState<string | null>(null);
  const [removed, setRemoved] = useState<DebtRow | null>(null);
  const [problem, setProblem] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const saving = useRef(0);

  const load = useCallback(async (from: VisitStore) => {
    const [rows, kept] = await Promise.all([listDebts(from), readBudget(from)]);
    if (!rows.ok) return setFailure(rows);
    setFailure(null);
    setDebts(rows.value);
    // What is being typed here is newer than what can be read.
    if (saving.current > 0) return;
    const next = (kept.ok ? kept.value : null) ?? latest.current ?? (await blankBudget());
    latest.current = next;
    setBudget(next);
  }, []);
  useEffect(() => {
    let stop = () => {};
    const opening = openVisits();
    void opening.then(async (opened) => {
      setStore(opened);
      // Another dashboard may change the plan too.
      stop = observeChanges(({ store: changed }) => {
        if (changed === 'debts' || changed === 'budget') void load(opened);
      });
      await load(opened);
    });
    return () => {
      stop();
      void opening.then(({ database }) => database.close());
    };
  }, [load]);

  if (failure && store) {
    return (
      <>
        <h1>{t('plan:title')}</h1>
        <FailureNotice
          title={t('plan:cannotKeep')}
          failure={failure}
          context={context}
          onAgain={() => void load(store)}
        />
      </>
    );
  }
  if (!budget || !store) return <p role="status">{t('backup:working')}</p>;
  const words = (failed: Failure, part: string) =>
    failed.reason === 'invalid'
      ? t('plan:fault', { part: t(`plan:part.${(failed.detail ?? part) as 'name'}`) })
      : t(`storage:${failed.reason}`);
  const keepBudget = async (part: Partial<BudgetRow>) => {
    const next = { ...(latest.current ?? budget), ...part };
    latest.current = next;
    setBudget(next);
    saving.current++;
    const result = await saveBudget(store, next);
    saving.current--;
    setProblem(result.ok ? '' : words(result, 'currency'));
  };
  const keepDebt = async (debt: DebtRow) => {
    const result = await saveDebt(store, debt);
    setProblem(result.ok ? '' : words(result, 'name'));
    if (result.ok) setEditing(null);
    await load(store);
    return result.ok;
  };
  const remove = async (debt: DebtRow) => {
    const result = await removeDebt(store, debt.id);
    setProblem(result.ok ? '' : words(result, 'name'));
    setRemoved(result.ok ? result.value : null);
    await load(store);
  };
  const restore = async (debt: DebtRow) => {
    if (await keepDebt(debt)) setRemoved(null);
  };
  const take = async (debt: DebtRow) => {
    if (await keepDebt(debt)) setEditing(debt.id);
  };
  const move = async (at: number, by: number) => {
    const ids = debts.map((debt) => debt.id);
    const [moved] = ids.splice(at, 1);
    if (moved) ids.splice(at + by, 0, moved);
    await orderDebts(store, ids);
    await load(store);
  };
  const currencies = [...new Set([budget.currency, ...Intl.supportedValuesOf('currency')])];

  return (
    <>
      <h1>{t('plan:title')}</h1>
      <p>{t('plan:intro')}</p>
      <p role="alert">{problem}</p>
      <h2>{t('plan:money')}</h2>
      <div class="rf-columns">
        <Choice
          label={t('plan:currency')}
          value={budget.currency}
          options={currencies.map((value) => ({ value, text: value }))}
          onChoose={(currency) => void keepBudget({ currency })}
        />
        {(['income', 'essential'] as const).map((part) => (
          <p class="rf-stack" key={part}>
            <label for={`${id}-${part}`}>
              <strong>{t(`plan:${part}`)}</strong>
            </label>
            <MoneyInput
              id={`${id}-${part}`}
              value={budget[part] ? { minor: budget[part], currency: budget.currency } : null}
              currency={budget.currency}
              locale={language.locale}
              onChange={(money) => void keepBudget({ [part]: money?.minor ?? 0 })}
            />
          </p>
        ))}
        <p class="rf-stack">
          <label for={`${id}-start`}>
            <strong>{t('plan:start')}</strong>
          </label>
          <input
            id={`${id}-start`}
            type="month"
            class="rf-field"
            value={budget.start}
            onChange={(event) => event.currentTarget.value && void keepBudget({ start: event.currentTarget.value })}
          />
        </p>
        <p class="rf-stack">
          <label for={`${id}-day`}>
            <strong>{t('plan:payDay')}</strong>
          </label>
          <input
            id={`${id}-day`}
            type="number"
            min={1}
            max={31}
            class="rf-field"
            value={budget.payDay}
            onChange={(event) => {
              const payDay = Math.min(31, Math.max(1, Number(event.currentTarget.value)));
              const today = localDay(Date.now());
              // A plan that begins with the next pay day goes on to do so; one that runs already keeps its beginning.
              const begins = budget.start === nextPayMonth(today, budget.payDay);
              void keepBudget({ payDay, ...(begins ? { start: nextPayMonth(today, payDay) } : {}) });
            }}
          />
        </p>
        <Choice
          label={t('plan:order')}
          value={budget.order}
          options={ORDERS.map((value) => ({ value, text: t(`plan:orderName.${value}`) }))}
          onChoose={(order) => void keepBudget({ order })}
        />
      </div>
      <h2>{t('plan:debts')}</h2>
      {debts.length === 0 && <p>{t('plan:noDebts')}</p>}
      <ol class="rf-debts">
        {debts.map((debt, at) => (
          <li key={debt.id}>
            <strong>{debt.name}</strong> {formatMoney(debt.balance, language.locale)}
            <div class="rf-row">
              <button
                type="button"
                class="rf-button"
                aria-expanded={editing === debt.id}
                onClick={() => setEditing(editing === debt.id ? null : debt.id)}
              >
                {t('plan:edit', { name: debt.name })}
              </button>
              <button type="button" class="rf-button" disabled={at === 0} onClick={() => void move(at, -1)}>
                {t('plan:up', { name: debt.name })}
              </button>
              <button
                type="button"
                class="rf-button"
                disabled={at === debts.length - 1}
                onClick={() => void move(at, 1)}
              >
                {t('plan:down', { name: debt.name })}
              </button>
              <button type="button" class="rf-button" onClick={() => void remove(debt)}>
                {t('plan:remove', { name: debt.name })}
              </button>
            </div>
            {editing === debt.id && (
              <DebtForm debt={debt} isNew={false} context={context} onSave={(changed) => void keepDebt(changed)} />
            )}
          </li>
        ))}
      </ol>
      <div role="status">
        {removed && (
          <p class="rf-notice rf-row">
            <span>{t('dashboard:visits.deleted', { name: removed.name })}</span>
            <button type="button" class="rf-button" onClick={() => void restore(removed)}>
              {t('common:undo')}
            </button>
          </p>
        )}
      </div>
      <FromVisits
        store={store}
        debts={debts}
        currency={budget.currency}
        context={context}
        onTake={(debt) => void take(debt)}
      />
      <DebtForm
        key={`new-${debts.length}-${budget.currency}`}
        debt={blankDebt(budget.currency, debts.length)}
        isNew
        context={context}
        onSave={(debt) => void keepDebt(debt)}
      />
      {debts.length > 0 && <PlanResult input={{ ...budget, debts }} payDay={budget.payDay} context={context} />}
    </>
  );
}
