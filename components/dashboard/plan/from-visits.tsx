import { useEffect, useState } from 'preact/hooks';
import { type DebtRow, debtFromVisit } from '../../../lib/plan/index.ts';
import { listRelated, observeVisits, type VisitRow, type VisitStore } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';

/** The visited platforms to which the user noted a loan that is not in the plan yet, each to be taken over. */
export function FromVisits({
  store,
  debts,
  currency,
  context,
  onTake,
}: {
  store: VisitStore;
  debts: readonly DebtRow[];
  currency: string;
  context: PageContext;
  onTake: (debt: DebtRow) => void;
}) {
  const { t } = context.translator;
  const [visits, setVisits] = useState<VisitRow[]>([]);
  useEffect(() => {
    let stale = false;
    const read = async () => {
      const result = await listRelated(store, ['applied', 'borrowed', 'in-dispute']);
      // The plan is whole without; the list of visits says what is wrong with it.
      if (result.ok && !stale) setVisits(result.value);
    };
    void read();
    const stop = observeVisits(() => void read());
    return () => {
      stale = true;
      stop();
    };
  }, [store]);
  const taken = new Set(debts.map((debt) => debt.visit));
  const open = visits.filter((visit) => !taken.has(visit.key));
  if (open.length === 0) return null;
  return (
    <section>
      <h3>{t('plan:fromVisits')}</h3>
      <div class="rf-row">
        {open.map((visit) => (
          <button
            type="button"
            class="rf-button"
            key={visit.key}
            onClick={() => onTake(debtFromVisit(visit, currency, debts.length))}
          >
            {t('plan:takeVisit', { name: visit.name })}
          </button>
        ))}
      </div>
    </section>
  );
}
