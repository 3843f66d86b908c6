import { useState } from 'preact/hooks';
import { formatMoney } from '../../../lib/plan/index.ts';
import type { Loan } from '../../../lib/pricing/index.ts';
import type { PageContext } from '../../page/index.ts';
import { percentIn } from './figures.ts';
import { Law } from './law.tsx';
import { PaymentChart } from './payment-chart.tsx';
import type { TypedOffer } from './typed-offer.ts';

const SHOWN_ROWS = 24;
/** Google Play's bound for personal loans: not due in full within 60 days. */
const SHORT_TERM = 60;

/** What a loan costs: in words, in figures, under the law, as a chart, and payment by payment. */
export function Result({
  loan,
  typed,
  today,
  context,
}: {
  loan: Loan;
  typed: TypedOffer;
  today: string;
  context: PageContext;
}) {
  const { t, language } = context.translator;
  const [all, setAll] = useState(false);
  const { currency } = typed;
  const money = (minor: number) => formatMoney({ minor, currency }, language.locale);
  const percent = percentIn(context);
  const day = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const { rows, outcome, yearly } = loan;
  const debt = loan.repaid - loan.interest;
  const shown = all ? rows : rows.slice(0, SHOWN_ROWS);
  const flat = typed.know === 'rate' && typed.method === 'flat' && typed.every !== 'once';
  const facts: [string, string, string?][] = [
    [t('calculator:nominal'), percent(yearly?.nominal ?? null), t('calculator:nominalWhy')],
    [t('calculator:effective'), percent(yearly?.effective ?? null), t('calculator:effectiveWhy')],
    ...(typed.know === 'rate' ? [[t('calculator:interestRate'), percent(loan.interestRate)] as [string, string]] : []),
    [t('calculator:eachPayment'), money(loan.payment)],
    [t('calculator:inAll'), money(loan.repaid)],
    [t('calculator:interest'), money(loan.interest)],
    ...(loan.fees > 0 ? [[t('calculator:fees'), money(loan.fees)] as [string, string]] : []),
  ];

  return (
    <section>
      <h2>{t('calculator:result')}</h2>
      <p role="status">
        {t('calculator:summary', {
          received: money(loan.received),
          repaid: money(loan.repaid),
          cost: money(loan.repaid - loan.received),
          share: percent(loan.totalCost),
        })}
      </p>
      {outcome.kind === 'growing' && (
        <p class="rf-notice rf-danger">{t('calculator:growing', { needed: money(outcome.needed) })}</p>
      )}
      {outcome.kind === 'left' && <p class="rf-notice">{t('calculator:left', { balance: money(outcome.balance) })}</p>}
      <dl class="rf-calculator-facts">
        {facts.map(([name, value, note]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong>{value}</strong>
              {note && <span class="rf-small">{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {flat && <p class="rf-notice">{t('calculator:flat', { rate: percent(loan.interestOnOwed) })}</p>}
      {loan.termDays <= SHORT_TERM && <p class="rf-notice">{t('calculator:short')}</p>}
      <Law held={{ loan, principal: typed.amount?.minor ?? 0, currency, today, context }} />
      <details class="rf-section">
        <summary>{t('calculator:working')}</summary>
        <ol>
          {(t('calculator:workingSteps', { returnObjects: true }) as string[]).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </details>
      <h3>{t('calculator:schedule')}</h3>
      {rows.length > 1 && (
        <figure class="rf-calculator-figure">
          <PaymentChart
            rows={rows}
            debt={debt}
            label={t('calculator:chart', {
              number: String(rows.length),
              first: money(debt),
              last: money(rows.at(-1)?.balance ?? 0),
              interest: money(loan.interest),
              repaid: money(loan.repaid),
            })}
          />
          <figcaption class="rf-small rf-row">
            {(['Debt', 'Interest', 'Owed'] as const).map((part) => (
              <span key={part}>
                <span class={`rf-payments-key rf-payments-key-${part.toLowerCase()}`} /> {t(`calculator:legend${part}`)}
              </span>
            ))}
          </figcaption>
        </figure>
      )}
      <table class="rf-table">
        <thead>
          <tr>
            <th scope="col">{t('calculator:number')}</th>
            <th scope="col">{t('calculator:date')}</th>
            <th scope="col">{t('calculator:pays')}</th>
            <th scope="col">{t('calculator:ofInterest')}</th>
            <th scope="col">{t('calculator:owed')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row, at) => (
            <tr key={row.date}>
              <td data-label={t('calculator:number')}>{at + 1}</td>
              <td data-label={t('calculator:date')}>{day.format(new Date(`${row.date}T00:00:00Z`))}</td>
              <td data-label={t('calculator:pays')}>{money(row.paid)}</td>
              <td data-label={t('calculator:ofInterest')}>{money(row.interest)}</td>
              <td data-label={t('calculator:owed')}>{money(row.balance)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown.length && (
        <p>
          <button type="button" class="rf-button" onClick={() => setAll(true)}>
            {t('calculator:showAll', { number: String(rows.length) })}
          </button>
        </p>
      )}
    </section>
  );
}
