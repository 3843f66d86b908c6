// @vitest-environment node
import { expect, it } from 'vitest';
import {
  filtersOn,
  hashOf,
  type ListState,
  PLAIN_LIST,
  queryOf,
  readHash,
} from '../../../components/dashboard/visits/list-state.ts';

const SET: ListState = {
  text: 'dana & 借款 #1?',
  chosen: {
    severity: ['danger', 'caution'],
    status: ['reported'],
    jurisdiction: ['KE', ''],
    kind: ['application', 'store-listing'],
    relation: ['in-dispute'],
    tag: ['my aunt, & uncle', '家人'],
  },
  from: '2026-03-29',
  to: '2026-10-25',
  sort: 'name',
  direction: 'up',
};

it('reads back from the address what was written into it, with a visit open or without', () => {
  for (const opened of [null, 'h:a?b/c#d.example', 'a:play.google.com/com.x']) {
    expect(readHash(hashOf(SET, opened))).toEqual({ state: SET, opened });
    expect(readHash(`#${hashOf(SET, opened)}`)).toEqual({ state: SET, opened });
  }
  expect(filtersOn(SET)).toBe(8);
});

it('says nothing in the address of a list as it first stands', () => {
  expect(hashOf(PLAIN_LIST, null)).toBe('visits');
  expect(readHash('')).toEqual({ state: PLAIN_LIST, opened: null });
  expect(readHash('#visits')).toEqual({ state: PLAIN_LIST, opened: null });
});

it('leaves out what does not fit', () => {
  const odd =
    '#visits/%E0%A4%A?severity=danger&severity=purple&severity=danger&kind=__proto__&status=constructor&relation=enemy' +
    `&jurisdiction=Kenya&tag=&tag=${'x'.repeat(41)}&from=0000-01-01&to=275760-09-13&sort=toString&direction=up&text=${'y'.repeat(5000)}`;
  const { state, opened } = readHash(odd);
  expect(opened).toBeNull();
  expect(state).toEqual({
    ...PLAIN_LIST,
    text: 'y'.repeat(200),
    chosen: { ...PLAIN_LIST.chosen, severity: ['danger'] },
  });
});

it('takes both days whole, also where clocks change in between', () => {
  const { from, to } = queryOf(SET);
  expect(new Date(from!).toString()).toContain('Mar 29 2026 00:00:00');
  expect(new Date(to!).toString()).toContain('Oct 26 2026 00:00:00');
  expect(queryOf(PLAIN_LIST)).not.toHaveProperty('from');
});
