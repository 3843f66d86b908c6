import type { PageKind, Severity } from '../../../lib/assessment/index.ts';
import {
  type Direction,
  isDay,
  type ListStatus,
  type Query,
  RELATIONS,
  type SortField,
  TAG_LENGTH,
} from '../../../lib/visits/index.ts';
import { SEVERITIES } from './words.ts';

/** The filters with a choice of values, in the order of the form. */
export const FILTERS = ['severity', 'status', 'jurisdiction', 'kind', 'relation', 'tag'] as const;
export type Filter = (typeof FILTERS)[number];

/** All that the user set of the list. `from` and `to` are days (YYYY-MM-DD) of this device, both inclusive, or ''. */
export interface ListState {
  text: string;
  chosen: Record<Filter, readonly string[]>;
  from: string;
  to: string;
  sort: SortField;
  direction: Direction;
}

/** The list as it first stands: everything, newest first. */
export const PLAIN_LIST: ListState = {
  text: '',
  chosen: { severity: [], status: [], jurisdiction: [], kind: [], relation: [], tag: [] },
  from: '',
  to: '',
  sort: 'lastVisit',
  direction: 'down',
};

const PLACE = 'visits';
const TEXT_LIMIT = 200;
const VALUES_LIMIT = 50;

const STATUSES: Record<ListStatus, true> = {
  licensed: true,
  revoked: true,
  'illegal-listed': true,
  enforcement: true,
  'store-removed': true,
  reported: true,
  unknown: true,
  'no-finding': true,
};
const KINDS: Record<PageKind, true> = {
  application: true,
  marketing: true,
  account: true,
  policy: true,
  'store-listing': true,
  none: true,
};
const SORTS: Record<SortField, true> = {
  lastVisit: true,
  firstVisit: true,
  name: true,
  severity: true,
  count: true,
  status: true,
  kind: true,
  jurisdiction: true,
  relation: true,
  due: true,
};

// An address can hold anything: it may be old, cut, or typed by hand.
const FITS: Record<Filter, (value: string) => boolean> = {
  severity: (value) => SEVERITIES.includes(value as Severity),
  status: (value) => Object.hasOwn(STATUSES, value),
  jurisdiction: (value) => /^([A-Z]{2})?$/.test(value),
  kind: (value) => Object.hasOwn(KINDS, value),
  relation: (value) => RELATIONS.some((relation) => relation === value),
  tag: (value) => value !== '' && value.length <= TAG_LENGTH,
};

/** How many filters are on, the text not counted. */
export function filtersOn({ chosen, from, to }: ListState): number {
  return FILTERS.filter((filter) => chosen[filter].length > 0).length + (from ? 1 : 0) + (to ? 1 : 0);
}

// A day at its first millisecond on this device, or that of the day after.
function startOf(day: string, later: 0 | 1): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).getTime();
}

/** What the state asks of the table. */
export function queryOf({ text, chosen, from, to, sort, direction }: ListState): Query {
  return {
    text,
    // Values are checked where they come in: from the form's own options, or through `FITS`.
    ...(chosen as Query),
    ...(from ? { from: startOf(from, 0) } : {}),
    ...(to ? { to: startOf(to, 1) } : {}),
    sort,
    direction,
  };
}

/** The address's hash (without `#`) for a state, and for the visit in the panel where one is open. */
export function hashOf(state: ListState, opened: string | null): string {
  const params = new URLSearchParams();
  if (state.text) params.set('text', state.text);
  for (const filter of FILTERS) for (const value of state.chosen[filter]) params.append(filter, value);
  for (const part of ['from', 'to'] as const) if (state[part]) params.set(part, state[part]);
  if (state.sort !== PLAIN_LIST.sort || state.direction !== PLAIN_LIST.direction) {
    params.set('sort', state.sort);
    params.set('direction', state.direction);
  }
  const query = params.toString();
  const place = opened === null ? PLACE : `${PLACE}/${encodeURIComponent(opened)}`;
  return query === '' ? place : `${place}?${query}`;
}

/** The state that a hash (with or without `#`) names, and the key of the visit it opens. What does not fit is left out. */
export function readHash(hash: string): { state: ListState; opened: string | null } {
  const [path = '', query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  const params = new URLSearchParams(query);
  const chosen = {} as Record<Filter, string[]>;
  for (const filter of FILTERS) {
    chosen[filter] = [...new Set(params.getAll(filter))].filter(FITS[filter]).slice(0, VALUES_LIMIT);
  }
  const day = (part: 'from' | 'to') => {
    const text = params.get(part) ?? '';
    return isDay(text) ? text : '';
  };
  const sort = params.get('sort') ?? '';
  const sorted = Object.hasOwn(SORTS, sort) ? (sort as SortField) : null;
  return {
    state: {
      text: (params.get('text') ?? '').slice(0, TEXT_LIMIT),
      chosen,
      from: day('from'),
      to: day('to'),
      sort: sorted ?? PLAIN_LIST.sort,
      direction: sorted && params.get('direction') === 'up' ? 'up' : 'down',
    },
    opened: openedIn(path),
  };
}

function openedIn(path: string): string | null {
  if (!path.startsWith(`${PLACE}/`)) return null;
  try {
    return decodeURIComponent(path.slice(PLACE.length + 1));
  } catch {
    return null;
  }
}
