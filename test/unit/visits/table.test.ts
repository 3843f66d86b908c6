// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VisitRow } from '../../../lib/visits/index.ts';
import { type Query, VisitTable } from '../../../lib/visits/index.ts';
import { row } from './fixtures.ts';

function names(table: VisitTable, query: Query): string[] {
  return [...table.query(query)].map((slot) => table.at(slot)!.name);
}

describe('VisitTable', () => {
  const table = new VisitTable();
  table.upsert([
    row({ key: 'a', name: 'Đồng Nhanh', severity: 'danger', rank: 3, lastVisit: 3, jurisdiction: 'VN', count: 2 }),
    row({ key: 'b', name: 'Préstamo Ya', severity: 'caution', rank: 2, lastVisit: 1, notes: 'called HR', count: 9 }),
    row({ key: 'c', name: 'ＣＡＳＨ借款', severity: 'danger', rank: 3, lastVisit: 2, tags: ['家人'], count: 2 }),
  ]);

  it.each<[string, Query, string[]]>([
    ['everything, newest first', {}, ['Đồng Nhanh', 'ＣＡＳＨ借款', 'Préstamo Ya']],
    ['without regard to marks', { text: 'prestamo' }, ['Préstamo Ya']],
    ['full-width letters', { text: 'cash' }, ['ＣＡＳＨ借款']],
    ['words in any order and field', { text: 'hr  présta' }, ['Préstamo Ya']],
    ['tags', { text: '家人' }, ['ＣＡＳＨ借款']],
    ['a choice', { severity: ['danger'] }, ['Đồng Nhanh', 'ＣＡＳＨ借款']],
    ['two choices', { severity: ['danger'], jurisdiction: ['VN', 'XX'] }, ['Đồng Nhanh']],
    ['a value nobody has', { jurisdiction: ['MX'] }, []],
    ['a span of time', { from: 1, to: 3 }, ['ＣＡＳＨ借款', 'Préstamo Ya']],
    ['one of some tags', { tag: ['家人', 'x'] }, ['ＣＡＳＨ借款']],
    ['most visits first, equal ones newest first', { sort: 'count' }, ['Préstamo Ya', 'Đồng Nhanh', 'ＣＡＳＨ借款']],
    ['fewest visits first', { sort: 'count', direction: 'up' }, ['Đồng Nhanh', 'ＣＡＳＨ借款', 'Préstamo Ya']],
    ['mildest first', { sort: 'severity', direction: 'up' }, ['Préstamo Ya', 'Đồng Nhanh', 'ＣＡＳＨ借款']],
  ])('finds %s', (_what, query, expected) => {
    expect(names(table, query)).toEqual(expected);
  });

  it('counts every tag of the rows that were found', () => {
    const tagged = new VisitTable();
    // More rows than the columns begin with room for.
    tagged.upsert(
      Array.from({ length: 1500 }, (_, index) => row({ key: `k${index}`, tags: index % 500 ? [] : ['a', 'b'] })),
    );
    tagged.upsert([row({ key: 'k0', tags: ['b'] }), row({ key: 'k1', severity: 'danger', rank: 3, tags: ['c'] })]);
    expect(tagged.facets(tagged.query({})).tag).toEqual(
      new Map([
        ['b', 3],
        ['c', 1],
        ['a', 2],
      ]),
    );
    expect(tagged.facets(tagged.query({ severity: ['danger'] })).tag).toEqual(new Map([['c', 1]]));
    tagged.remove(['k1']);
    expect(names(tagged, { tag: ['c'] })).toEqual([]);
  });

  it('counts the values among what was found', () => {
    const facets = table.facets(table.query({ severity: ['danger'] }));
    expect(facets.severity).toEqual(new Map([['danger', 2]]));
    expect(facets.jurisdiction).toEqual(
      new Map([
        ['VN', 1],
        ['ID', 1],
      ]),
    );
  });

  it('answers like a plain filter and sort, whatever was typed, changed and deleted before', () => {
    const rowArbitrary = fc
      .record({
        id: fc.integer({ min: 0, max: 150 }),
        name: fc.string({ unit: fc.constantFrom('a', 'b', 'é', ' '), maxLength: 5 }),
        severity: fc.constantFrom('none', 'info', 'caution', 'danger' as const),
        lastVisit: fc.integer({ min: 0, max: 9 }),
        count: fc.integer({ min: 0, max: 3 }),
      })
      .map(({ id, severity, ...rest }) =>
        row({ key: `k${id}`, severity, rank: ['none', 'info', 'caution', 'danger'].indexOf(severity), ...rest }),
      );
    const step = fc.oneof(
      fc.array(rowArbitrary, { maxLength: 160 }).map((rows) => ({ rows })),
      fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 9 }).map((ids) => ({ keys: ids.map((id) => `k${id}`) })),
      fc.record({
        text: fc.string({ unit: fc.constantFrom('a', 'b', 'e', ' '), maxLength: 4 }),
        severity: fc.subarray(['none', 'danger'] as const),
        from: fc.integer({ min: 0, max: 9 }),
        sort: fc.constantFrom('lastVisit', 'count', 'severity' as const),
        direction: fc.constantFrom('up', 'down' as const),
      }),
    );
    const fold = (text: string) => text.replaceAll('é', 'e');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const tested = new VisitTable();
        const model = new Map<string, VisitRow>();
        for (const action of steps) {
          if ('rows' in action) {
            tested.upsert(action.rows);
            for (const entry of action.rows) model.set(entry.key, entry);
          } else if ('keys' in action) {
            tested.remove(action.keys);
            for (const key of action.keys) model.delete(key);
          } else {
            const { text, severity, from, sort, direction } = action;
            const found = [...tested.query({ ...action, severity: [...severity] })].map((slot) => tested.at(slot)!);
            const expected = [...model.values()].filter(
              (entry) =>
                text.split(' ').every((word) => `${fold(entry.name)}\n${entry.hosts[0]}`.includes(word)) &&
                entry.lastVisit >= from &&
                (severity.length === 0 || (severity as readonly string[]).includes(entry.severity)),
            );
            expect(new Set(found)).toEqual(new Set(expected));
            expect(found).toHaveLength(expected.length);
            const key = sort === 'severity' ? 'rank' : sort;
            const sorted = [...found].sort(
              (a, b) => (direction === 'up' ? 1 : -1) * (a[key] - b[key]) || b.lastVisit - a.lastVisit,
            );
            expect(found.map((entry) => [entry[key], entry.lastVisit])).toEqual(
              sorted.map((entry) => [entry[key], entry.lastVisit]),
            );
          }
          expect(tested.size).toBe(model.size);
        }
      }),
      { seed: 6, numRuns: 150 },
    );
  });
});
