import { localDay } from '../../../lib/evidence/index.ts';
import {
  calendarFile,
  comparePlans,
  type DebtRow,
  formatMoney,
  type PlanInput,
  scheduleRows,
} from '../../../lib/plan/index.ts';
import { type PageContext, saveFile } from '../../page/index.ts';
import { BalanceChart } from './balance-chart.tsx';

const SHOWN_MONTHS = 60;
// Enough to see that they grow.
const SHOWN_GROWING = 3;
const REMINDED_PAYMENTS = 120;

/** What becomes of the debts: in words, as a chart, month by month, and in the other orders. */
export function PlanResult({ input, payDay, context }: { input: PlanInput; payDay: number; context: PageContext }) {
  const { t, language } = context.translator;
  const result = comparePlans(input);
  if (!result.ok) {
    const part = result.part as 'debts';
    return <p role="alert">{t('plan:fault', { part: t(`plan:part.${part}`) })}</p>;
  }
  const chosen = result.comparisons.find((item) => item.order === input.order);
  if (!chosen) return null;
  const { plan } = chosen;
  const money = (minor: number) => formatMoney({ minor, currency: plan.currency }, language.locale);
  const monthName = new Intl.DateTimeFormat(language.locale, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  const month = (text: string | null | undefined) =>
    text ? monthName.format(new Date(`${text}-01T00:00:00Z`)) : t('plan:never');
  const last = plan.months.at(-1)?.month;
  const names = new Map(input.debts.map((debt: DebtRow) => [debt.id, debt.name]));
  const grows = plan.outcome.kind === 'growing';
  const needed = plan.outcome.kind === 'growing' ? plan.outcome.needed : 0;

  const remind = () => {
    const events = scheduleRows(plan, payDay, { from: localDay(Date.now()) })
      .slice(0, REMINDED_PAYMENTS)
      .map((row) => {
        const name = names.get(row.debt) ?? '';
        return {
          uid: `${row.debt}-${row.date}@ringfence`,
          date: row.date,
          title: t('plan:reminderTitle', { name }),
          text: t('plan:reminderText', { name, amount: formatMoney(row.amount, language.locale) }),
          remindHours: 15,
        };
      });
    saveFile(
      new Blob([calendarFile(t('plan:title'), events, Date.now())], { type: 'text/calendar' }),
      'ringfence-plan.ics',
    );
  };

  return (
    <section>
      <h2>{t('plan:result')}</h2>
      <p role="status">
        {t(`plan:outcome.${plan.outcome.kind}`, {
          budget: money(plan.budget),
          month: month(last),
          interest: money(plan.totalInterest),
          needed: money(needed),
        })}
      </p>
      {plan.months.some((item) => item.short.length > 0) && <p class="rf-notice">{t('plan:short')}</p>}
      {plan.months.length > 0 && (
        <>
          {!grows && (
            <BalanceChart
              balances={plan.months.map((item) => item.balance)}
              label={t('plan:chart', {
                from: month(plan.months[0]?.month),
                to: month(last),
                first: money(input.debts.reduce((sum, debt) => sum + debt.balance.minor, 0)),
              })}
            />
          )}
          <table class="rf-table">
            <thead>
              <tr>
                <th scope="col">{t('plan:month')}</th>
                <th scope="col">{t('plan:paid')}</th>
                <th scope="col">{t('plan:monthInterest')}</th>
                <th scope="col">{t('plan:left')}</th>
              </tr>
            </thead>
            <tbody>
              {plan.months.slice(0, grows ? SHOWN_GROWING : SHOWN_MONTHS).map((item) => (
                <tr key={item.month}>
                  <th scope="row">{month(item.month)}</th>
                  <td data-label={t('plan:paid')}>{money(item.paid)}</td>
                  <td data-label={t('plan:monthInterest')}>{money(item.interest)}</td>
                  <td data-label={t('plan:left')}>{money(item.balance)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <h2>{t('plan:compare')}</h2>
      <table class="rf-table">
        <thead>
          <tr>
            <th scope="col">{t('plan:order')}</th>
            <th scope="col">{t('plan:firstCleared')}</th>
            <th scope="col">{t('plan:allCleared')}</th>
            <th scope="col">{t('plan:saved')}</th>
          </tr>
        </thead>
        <tbody>
          {result.comparisons.map((item) => (
            <tr key={item.order}>
              <th scope="row">{t(`plan:orderName.${item.order}`)}</th>
              <td data-label={t('plan:firstCleared')}>{month(item.firstCleared)}</td>
              <td data-label={t('plan:allCleared')}>
                {month(item.plan.outcome.kind === 'paid' ? item.plan.months.at(-1)?.month : null)}
              </td>
              <td data-label={t('plan:saved')}>{item.saved === null ? '—' : money(item.saved)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="rf-row">
        {plan.outcome.kind === 'paid' ? (
          <>
            <button type="button" class="rf-button" onClick={remind}>
              {t('plan:reminders')}
            </button>
            <a class="rf-button" href="#letters/hardship-schedule">
              {t('plan:letter')}
            </a>
          </>
        ) : (
          // An offer that cannot be kept would only admit the debt.
          <>
            <a class="rf-button" href="#rights/cannot-repay">
              {t('popup:door.cannot-repay')}
            </a>
            <a class="rf-button" href="#letters/hardship-schedule">
              {t('plan:letterAsk')}
            </a>
          </>
        )}
      </div>
    </section>
  );
}
