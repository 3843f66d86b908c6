import type { VisitRow } from '../database/index.ts';
import { foldText } from './fold.ts';

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
  status: (row) => row.status,
  kind: (row) => row.kind,
  jurisdiction: (row) => row.jurisdiction,
  relation: (row) => row.relation,
  due: (row) => row.due ?? '',
};

/** Slots in the order of one field; rows that are equal in it stand newest visit first. */
export class Order {
  slots: Uint32Array;
  #keys: SortKey[];
  #last: number[];
  #sign: 1 | -1;
  #keyOf: (slot: number) => SortKey;
  #lastOf: (slot: number) => number;

  constructor(slots: number[], sign: 1 | -1, keyOf: (slot: number) => SortKey, lastOf: (slot: number) => number) {
    this.#keys = [];
    this.#last = [];
    this.#sign = sign;
    this.#keyOf = keyOf;
    this.#lastOf = lastOf;
    for (const slot of slots) this.#learn(slot);
    this.slots = Uint32Array.from(slots).sort((a, b) => this.#compare(a, b));
  }

  /** Takes `changed` slots out and puts `live` ones in their places, in one pass. */
  update(changed: ReadonlySet<number>, live: readonly number[]): void {
    for (const slot of live) this.#learn(slot);
    const kept = this.slots.filter((slot) => !changed.has(slot));
    const added = Uint32Array.from(live).sort((a, b) => this.#compare(a, b));
    const merged = new Uint32Array(kept.length + added.length);
    let from = 0;
    let to = 0;
    for (const slot of added) {
      while (from < kept.length && this.#compare(kept[from]!, slot) <= 0) merged[to++] = kept[from++]!;
      merged[to++] = slot;
    }
    merged.set(kept.subarray(from), to);
    this.slots = merged;
  }

  #learn(slot: number): void {
    this.#keys[slot] = this.#keyOf(slot);
    this.#last[slot] = this.#lastOf(slot);
  }

  #compare(a: number, b: number): number {
    const [x, y] = [this.#keys[a]!, this.#keys[b]!];
    if (x !== y) return x < y ? -this.#sign : this.#sign;
    return this.#last[b]! - this.#last[a]! || a - b;
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
