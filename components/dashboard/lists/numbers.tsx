import { useEffect, useState } from 'preact/hooks';
import type { PlatformStatus } from '../../../lib/assessment/index.ts';
import type { ListStats, PlatformLists } from '../../../lib/platforms/index.ts';
import type { PageContext } from '../../page/index.ts';
import { placeName, statusName } from './places.ts';

const ORDER: readonly PlatformStatus[] = [
  'illegal-listed',
  'revoked',
  'enforcement',
  'store-removed',
  'reported',
  'licensed',
  'unknown',
];

/** Platforms of one jurisdiction, over all lists. */
interface Place {
  code: string;
  total: number;
  counts: Map<PlatformStatus, number>;
}

function placesOf(all: readonly ListStats[]): Place[] {
  const places = new Map<string, Place>();
  for (const { byJurisdiction } of all) {
    for (const [code, row] of Object.entries(byJurisdiction)) {
      const place = places.get(code) ?? { code, total: 0, counts: new Map() };
      for (const [status, count] of Object.entries(row) as [PlatformStatus, number][]) {
        place.counts.set(status, (place.counts.get(status) ?? 0) + count);
        place.total += count;
      }
      places.set(code, place);
    }
  }
  return [...places.values()].sort((a, b) => b.total - a.total || (a.code < b.code ? -1 : 1));
}

/** How many platforms the lists hold, by place and by what is said of them today: numbers, with bars to look at. */
export function Numbers({ lists, context }: { lists: PlatformLists; context: PageContext }) {
  const { t, language } = context.translator;
  const [stats, setStats] = useState<ListStats[]>([]);
  useEffect(() => {
    let current = true;
    // A list that cannot be read is named in the table above; the numbers are then of the others.
    void Promise.allSettled(lists.inUse.map(({ list }) => list.stats())).then((results) => {
      if (current) setStats(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
    });
    return () => {
      current = false;
    };
  }, [lists]);

  const number = new Intl.NumberFormat(language.locale);
  const places = placesOf(stats);
  const most = Math.max(1, ...places.map((place) => place.total));
  const sum = (part: 'records' | 'domains' | 'apps') =>
    number.format(stats.reduce((total, one) => total + one[part], 0));
  return (
    <section aria-labelledby="lists-numbers">
      <h2 id="lists-numbers">{t('lists:numbers')}</h2>
      <p>{t('lists:total', { records: sum('records'), domains: sum('domains'), apps: sum('apps') })}</p>
      <table class="rf-table">
        <thead>
          <tr>
            <th scope="col">{t('lists:place')}</th>
            <th scope="col">{t('lists:howMany')}</th>
            <th scope="col">{t('lists:byStatus')}</th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ code, total, counts }) => (
            <tr key={code}>
              <th scope="row">{placeName(code, context)}</th>
              <td data-label={t('lists:howMany')}>
                {number.format(total)}
                <div class="rf-bar" aria-hidden="true">
                  <div style={{ inlineSize: `${(100 * total) / most}%` }} />
                </div>
              </td>
              <td data-label={t('lists:byStatus')}>
                {ORDER.filter((status) => counts.has(status))
                  .map((status) =>
                    t('lists:counted', {
                      status: statusName(status, context),
                      count: number.format(counts.get(status) ?? 0),
                    }),
                  )
                  .join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
