import type { VisitRow } from '../database/index.ts';
import { foldText } from './fold.ts';
import { listStatus } from './list-status.ts';

/** What the list can be sorted by. */
export type SortField =
  | 'lastVisit'
  | 'firstVisit'
  | 'name'
  | 'severity'
  | 'count'
  | 'status'
  | 'kind'
  | 'jurisdiction'
  | 'relation'
  | 'due';
export type Direction = 'up' | 'down';

type SortKey = number | string;

const KEY: Record<SortField, (row: VisitRow) => SortKey> = {
  lastVisit: (row) => row.lastVisit,
  firstVisit: (row) => row.firstVisit,
  name: (row) => foldText(row.name),
  severity: (row) => row.rank,
  count: (row) => row.count,
  status: listStatus,
  kind: (row) => row.kind,
  jurisdiction: (row) => row.jurisdiction,
  relation: (row) => row.relation,
  due: (row) => row.due ?? '',
};

/** Up to so many changed rows are moved one by one; more are sorted in together. */
const FEW = 64;

type Compare = (a: number, b: number) => number;

// Plain variables of a closure: a sort of a hundred thousand rows asks this some two million times.
function compareBy(keys: SortKey[], last: number[], sign: 1 | -1): Compare {
  return (a, b) => {
    const x = keys[a]!;
    const y = keys[b]!;
    if (x !== y) return x < y ? -sign : sign;
    return last[b]! - last[a]! || a - b;
  };
}

/** Slots in the order of one field; rows that are equal in it stand newest visit first. */
export class Order {
  slots: Uint32Array;
  readonly #keys: SortKey[] = [];
  readonly #last: number[] = [];
  readonly #compare: Compare;
  readonly #keyOf: (slot: number) => SortKey;
  readonly #lastOf: (slot: number) => number;

  constructor(slots: number[], sign: 1 | -1, keyOf: (slot: number) => SortKey, lastOf: (slot: number) => number) {
    this.#compare = compareBy(this.#keys, this.#last, sign);
    this.#keyOf = keyOf;
    this.#lastOf = lastOf;
    for (const slot of slots) this.#learn(slot);
    this.slots = Uint32Array.from(slots).sort(this.#compare);
  }

  /** Takes `changed` slots out and puts `live` ones in their places. */
  update(changed: ReadonlySet<number>, live: readonly number[]): void {
    const kept = changed.size <= FEW ? this.#without(changed) : this.slots.filter((slot) => !changed.has(slot));
    for (const slot of live) this.#learn(slot);
    const added = Uint32Array.from(live).sort(this.#compare);
    this.slots = added.length <= FEW ? this.#insert(kept, added) : this.#merge(kept, added);
  }

  #without(changed: ReadonlySet<number>): Uint32Array {
    const places = [...changed].map((slot) => this.slots.indexOf(slot)).filter((place) => place >= 0);
    places.sort((a, b) => a - b);
    const kept = new Uint32Array(this.slots.length - places.length);
    let from = 0;
    for (const [index, place] of places.entries()) {
      kept.set(this.slots.subarray(from, place), from - index);
      from = place + 1;
    }
    kept.set(this.slots.subarray(from), from - places.length);
    return kept;
  }

  #insert(kept: Uint32Array, added: Uint32Array): Uint32Array {
    const merged = new Uint32Array(kept.length + added.length);
    let from = 0;
    for (const [index, slot] of added.entries()) {
      const place = this.#place(kept, slot);
      merged.set(kept.subarray(from, place), from + index);
      merged[place + index] = slot;
      from = place;
    }
    merged.set(kept.subarray(from), from + added.length);
    return merged;
  }

  #place(kept: Uint32Array, slot: number): number {
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(kept[middle]!, slot) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #merge(kept: Uint32Array, added: Uint32Array): Uint32Array {
    const merged = new Uint32Array(kept.length + added.length);
    let from = 0;
    let to = 0;
    for (const slot of added) {
      while (from < kept.length && this.#compare(kept[from]!, slot) <= 0) merged[to++] = kept[from++]!;
      merged[to++] = slot;
    }
    merged.set(kept.subarray(from), to);
    return merged;
  }

  #learn(slot: number): void {
    this.#keys[slot] = this.#keyOf(slot);
    this.#last[slot] = this.#lastOf(slot);
  }
}

/** The order of the given slots by a field. Names compare by their folded code units, which is quick and stable. */
export function orderOf(
  field: SortField,
  direction: Direction,
  slots: number[],
  rowAt: (slot: number) => VisitRow,
): Order {
  const keyOf = KEY[field];
  return new Order(
    slots,
    direction === 'up' ? 1 : -1,
    (slot) => keyOf(rowAt(slot)),
    (slot) => rowAt(slot).lastVisit,
  );
}
