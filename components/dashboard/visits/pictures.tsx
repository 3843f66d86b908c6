import { useMemo, useState } from 'preact/hooks';
import type { VisitStore, VisitTable } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';
import { SeverityTag } from '../../theme/index.ts';
import { type ChartData, chartData, MONTHS, monthStarts } from './chart-data.ts';
import { useFindings } from './use-findings.ts';
import { SEVERITIES } from './words.ts';

const WIDTH = 640;
const HEIGHT = 220;
const FLOOR = HEIGHT - 28;
const TOP = 20;

interface Part {
  store: VisitStore;
  table: VisitTable;
  slots: Uint32Array;
  context: PageContext;
}

/** Pictures of the rows that the filters leave, read and drawn only while they are unfolded. */
export function Pictures(part: Part) {
  const [open, setOpen] = useState(false);
  return (
    <details class="rf-section" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{part.context.translator.t('dashboard:pictures.title')}</summary>
      {open && <Drawn {...part} />}
    </details>
  );
}

function Drawn({ store, table, slots, context }: Part) {
  const { t, language } = context.translator;
  const [starts] = useState(() => monthStarts(Date.now()));
  const { findings, complete, failure } = useFindings(store, starts);
  const data = useMemo(() => chartData(table, slots, findings, starts), [table, slots, findings, starts]);
  if (data.total === 0) return <p>{t('dashboard:pictures.none')}</p>;
  return (
    <>
      {failure && (
        <p class="rf-notice" role="alert">
          {t('dashboard:visits.partly')} {t(`storage:${failure.reason}`)}
        </p>
      )}
      {!complete && !failure ? (
        <p role="status">
          {t('dashboard:visits.readingOn', { number: new Intl.NumberFormat(language.locale).format(findings.size) })}
        </p>
      ) : (
        <OverTime data={data} context={context} />
      )}
      <ByStatus data={data} context={context} />
    </>
  );
}

function OverTime({ data, context }: { data: ChartData; context: PageContext }) {
  const { t, language } = context.translator;
  const number = new Intl.NumberFormat(language.locale);
  const short = new Intl.DateTimeFormat(language.locale, { month: 'narrow' });
  const long = new Intl.DateTimeFormat(language.locale, { month: 'long', year: 'numeric' });
  const totals = data.months.map(({ counts }) => SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0));
  const scale = (FLOOR - TOP) / Math.max(1, ...totals);
  const step = WIDTH / MONTHS;
  const text = t('dashboard:pictures.overTimeText', {
    months: `${MONTHS}`,
    total: number.format(data.seen),
    danger: number.format(data.danger),
    word: t('common:severity.danger'),
  });
  return (
    <figure class="rf-picture">
      <figcaption>
        <h3>{t('dashboard:pictures.overTime')}</h3>
        <p>
          {text} {data.earlier > 0 && t('dashboard:pictures.earlier', { number: number.format(data.earlier) })}
        </p>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={text}>
        <defs>
          <pattern id="rf-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="3" height="6" class="rf-hatch" />
          </pattern>
        </defs>
        <line x1="0" x2={WIDTH} y1={FLOOR} y2={FLOOR} class="rf-axis" />
        {data.months.map(({ start, counts }, index) => {
          let bottom = FLOOR;
          return (
            <g key={start}>
              {[...SEVERITIES].reverse().map((severity) => {
                const height = counts[severity] * scale;
                bottom -= height;
                const box = { x: index * step + 6, y: bottom, width: step - 12, height };
                return height > 0 ? (
                  <g key={severity} class={`rf-bar rf-bar-${severity}`}>
                    <rect {...box} />
                    {severity === 'danger' && <rect {...box} fill="url(#rf-hatch)" />}
                  </g>
                ) : null;
              })}
              {totals[index]! > 0 && (
                <text x={(index + 0.5) * step} y={bottom - 4} text-anchor="middle">
                  {number.format(totals[index]!)}
                </text>
              )}
              <text x={(index + 0.5) * step} y={HEIGHT - 5} text-anchor="middle">
                {short.format(start)}
              </text>
            </g>
          );
        })}
      </svg>
      <p class="rf-row" aria-hidden="true">
        {SEVERITIES.map((severity) => (
          <span key={severity}>
            <span class={`rf-key rf-key-${severity}`} />{' '}
            <SeverityTag severity={severity} label={t(`common:severity.${severity}`)} />
          </span>
        ))}
      </p>
      <details class="rf-section">
        <summary>{t('dashboard:pictures.asTable')}</summary>
        <div class="rf-scroll">
          <table class="rf-plain-table">
            <caption class="rf-unseen">{t('dashboard:pictures.overTime')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('dashboard:pictures.month')}</th>
                {SEVERITIES.map((severity) => (
                  <th scope="col" key={severity}>
                    {t(`common:severity.${severity}`)}
                  </th>
                ))}
                <th scope="col">{t('dashboard:pictures.all')}</th>
              </tr>
            </thead>
            <tbody>
              {data.months.map(({ start, counts }, index) => (
                <tr key={start}>
                  <th scope="row">{long.format(start)}</th>
                  {SEVERITIES.map((severity) => (
                    <td key={severity}>{number.format(counts[severity])}</td>
                  ))}
                  <td>{number.format(totals[index]!)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

// A bar beside its word and number is its own table: nothing needs to be told apart by colour.
function ByStatus({ data, context }: { data: ChartData; context: PageContext }) {
  const { t, language } = context.translator;
  const number = new Intl.NumberFormat(language.locale);
  const most = data.statuses[0];
  if (!most) return null;
  return (
    <figure class="rf-picture">
      <figcaption>
        <h3>{t('dashboard:pictures.byStatus')}</h3>
        <p>
          {t('dashboard:pictures.byStatusText', {
            total: number.format(data.total),
            word: t(`common:status.${most.status}`),
            number: number.format(most.count),
          })}
        </p>
      </figcaption>
      <table class="rf-plain-table rf-bars">
        <caption class="rf-unseen">{t('dashboard:pictures.byStatus')}</caption>
        <thead class="rf-unseen">
          <tr>
            <th scope="col">{t('dashboard:visits.status')}</th>
            <th scope="col">{t('dashboard:pictures.platforms')}</th>
          </tr>
        </thead>
        <tbody>
          {data.statuses.map(({ status, count }) => (
            <tr key={status}>
              <th scope="row">{t(`common:status.${status}`)}</th>
              <td>
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={Math.max(0.5, (count / most.count) * 100)} height="10" class="rf-bar-status" />
                </svg>
                <span>{number.format(count)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
