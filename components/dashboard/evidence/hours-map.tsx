import { useMemo } from 'preact/hooks';
import { type EventRow, type HeatCell, type HeatMap, heatMap } from '../../../lib/evidence/index.ts';
import { citedRight } from '../../../lib/explain/index.ts';
import { placeInText } from '../../../lib/i18n/index.ts';
import type { Pack, Right } from '../../../lib/rights/index.ts';
import { Cited } from '../../explanation/index.ts';
import type { PageContext } from '../../page/index.ts';

/** Weekdays in the order of the columns, 0 Sunday. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];
const SUNDAY = Date.UTC(2023, 0, 1);
const DAY = 86_400_000;

function hourWord(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

// Hours whose rule is a draft or was replaced are not shaded: they do not hold.
function ruleOf(pack: Pack | null): Right | null {
  const right = pack?.rights.find(({ id }) => id === pack.collectionHours?.rightId);
  return right && right.shown !== 'background' ? right : null;
}

function HourCell({ cell, most, context }: { cell: HeatCell; most: number; context: PageContext }) {
  const share = cell.count === 0 ? 0 : Math.round(12 + (cell.count / Math.max(1, most)) * 28);
  const wrong = cell.legal === 'no' || cell.legal === 'part' ? cell.legal : null;
  const note = cell.count === 0 || !wrong ? null : cell.unnamed === cell.count ? 'unnamed' : wrong;
  return (
    <td class={`rf-hour-${cell.legal}`} data-count={cell.count || undefined} style={{ '--share': `${share}%` }}>
      {cell.count > 0 && cell.count}
      {note && <span class="rf-unseen"> ({context.translator.t(`evidence:hours.cell.${note}`)})</span>}
    </td>
  );
}

/** What the map shows, in sentences. */
function MapText({
  map,
  pack,
  rule,
  context,
}: {
  map: HeatMap;
  pack: Pack | null;
  rule: Right | null;
  context: PageContext;
}) {
  const { t, language } = context.translator;
  const fullest = map.cells.flatMap((hours, day) => hours.map(({ count }, hour) => ({ count, day, hour })));
  const peak = fullest.find(({ count }) => count === map.most);
  const dayName = new Intl.DateTimeFormat(language.locale, { weekday: 'long', timeZone: 'UTC' });
  const spans = (pack?.collectionHours?.spans ?? []).map(({ days, from, to }) =>
    t(`evidence:hours.days.${days}`, { from, to }),
  );
  if (map.total === 0 || !peak) return <p>{t('evidence:hours.none')}</p>;
  return (
    <>
      <p>
        {t('evidence:hours.total', {
          count: map.total,
          most: map.most,
          day: dayName.format(SUNDAY + peak.day * DAY),
          hour: hourWord(peak.hour),
        })}
      </p>
      {pack && rule ? (
        <>
          <p>
            {t('evidence:hours.outside', {
              count: map.outside ?? 0,
              place: placeInText(pack.jurisdiction, language.tag),
              hours: new Intl.ListFormat(language.tag).format(spans),
            })}{' '}
            {t('evidence:hours.holidays')}
          </p>
          {map.unnamed.count > 0 && (
            <p>
              {t('evidence:hours.unnamed', {
                count: map.unnamed.count,
                channels: new Intl.ListFormat(language.tag).format(
                  map.unnamed.channels.map((channel) => t(`evidence:report.channels.${channel}`)),
                ),
              })}
            </p>
          )}
          {/* Not every such rule is a law, nor does each bind every lender: its own words and its worth stand beside it. */}
          <p class="rf-small">
            {t('evidence:hours.setBy')} <span lang={rule.language}>{rule.text}</span>{' '}
            <Cited cited={citedRight(rule, context.translator)} newTab={t('common:opensInNewTab')} />
          </p>
        </>
      ) : (
        <p>
          {pack
            ? t('evidence:hours.unknown', { place: placeInText(pack.jurisdiction, language.tag) })
            : t('evidence:hours.unknownPlace')}
        </p>
      )}
    </>
  );
}

/** Contacts by hour and weekday beside the legal hours: sentences first, then the map, which is a table. */
export function HoursMap({
  entries,
  pack,
  context,
}: {
  entries: readonly EventRow[];
  pack: Pack | null;
  context: PageContext;
}) {
  const { t, language } = context.translator;
  const rule = ruleOf(pack);
  const hours = rule ? (pack?.collectionHours ?? null) : null;
  const map = useMemo(() => heatMap(entries, hours), [entries, hours]);
  const short = new Intl.DateTimeFormat(language.locale, { weekday: 'short', timeZone: 'UTC' });
  return (
    <section>
      <h2>{t('evidence:hours.title')}</h2>
      <MapText map={map} pack={pack} rule={rule} context={context} />
      {map.total > 0 && (
        <>
          <table class="rf-hours">
            <caption>{t('evidence:hours.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('evidence:hours.hour')}</th>
                {WEEK.map((day) => (
                  <th scope="col" key={day}>
                    {short.format(SUNDAY + day * DAY)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: 24 }, (_, hour) => (
                <tr key={hour}>
                  <th scope="row">{hourWord(hour)}</th>
                  {WEEK.map((day) => {
                    const cell = map.cells[day]?.[hour];
                    return cell && <HourCell cell={cell} most={map.most} context={context} key={day} />;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          {hours && (
            <ul class="rf-hours-legend">
              {(['yes', 'part', 'no'] as const).map((legal) => (
                <li key={legal}>
                  <span class={`rf-hour-swatch rf-hour-${legal}`} aria-hidden="true" />{' '}
                  {t(`evidence:hours.legend.${legal}`)}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
