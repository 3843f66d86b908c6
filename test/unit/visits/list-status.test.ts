// @vitest-environment node
import { expect, it } from 'vitest';
import { chartData } from '../../../components/dashboard/visits/chart-data.ts';
import { queryOf, readHash } from '../../../components/dashboard/visits/list-state.ts';
import { wordOf } from '../../../components/dashboard/visits/words.ts';
import { LANGUAGES, openTranslator } from '../../../lib/i18n/index.ts';
import { describeChanges, listStatus, VisitTable } from '../../../lib/visits/index.ts';
import { fetchJson } from '../explain/fixtures.ts';
import { assessment, platform, row } from './fixtures.ts';

/** One that no list knows, one that a list names though nothing holds of it today, one with a licence. */
const ROWS = [
  row({ key: 'a', platform: null, status: 'unknown' }),
  row({ key: 'b', platform: 'id/b', status: 'unknown' }),
  row({ key: 'c', platform: 'id/c', status: 'licensed' }),
];
const table = new VisitTable();
table.upsert(ROWS);

it('a platform that the lists name without any news is told from one that they do not know', async () => {
  const texts = await openTranslator(['en'], ['common'], fetchJson);
  expect(ROWS.map((one) => wordOf(texts, 'status', listStatus(one)))).toEqual([
    'Not in our lists',
    'No current information',
    'Licensed',
  ]);
});

it.each(LANGUAGES.map(({ tag }) => tag))('so it is in %s', async (tag) => {
  const texts = await openTranslator([tag], ['common'], fetchJson);
  const english = await openTranslator(['en'], ['common'], fetchJson);
  const word = texts.t('common:status.no-finding');
  expect(word).not.toBe(texts.t('common:status.unknown'));
  expect(word === english.t('common:status.no-finding')).toBe(tag === 'en');
});

it('the filter, the order and the picture keep the two apart', () => {
  const found = (status: string) =>
    [...table.query(queryOf(readHash(`#visits?status=${status}`).state))].map((slot) => table.at(slot)?.key);
  expect(found('unknown')).toEqual(['a']);
  expect(found('no-finding')).toEqual(['b']);
  const all = table.query({ sort: 'status', direction: 'up' });
  expect(table.facets(all).status).toEqual(
    new Map([...['unknown', 'no-finding', 'licensed'].map((one) => [one, 1] as const)]),
  );
  expect([...all].map((slot) => table.at(slot)?.key)).toEqual(['c', 'b', 'a']);
  const { statuses } = chartData(table, all, new Map(), [0]);
  expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set(['unknown', 'no-finding', 'licensed']));
});

it('the timeline tells when a list names a platform for the first time, also without any news of it', () => {
  expect(describeChanges(assessment(), assessment({ platform: platform({ status: 'unknown' }) }))).toEqual([
    { part: 'platform', from: null, to: 'Tepat Dana' },
    { part: 'status', from: 'unknown', to: 'no-finding' },
  ]);
  // A lookalike has no place of its own in the lists.
  expect(
    describeChanges(assessment(), assessment({ platform: platform({ status: 'unknown', match: 'lookalike' }) })),
  ).toEqual([{ part: 'imitates', from: null, to: 'Tepat Dana' }]);
});
