import type { PageKind, Severity } from '../assessment/index.ts';
import type { Relation, VisitRow } from '../database/index.ts';
import { foldText } from './fold.ts';
import { type ListStatus, listStatus } from './list-status.ts';
import { type Direction, type Order, orderOf, type SortField } from './order.ts';

/** What the user asks of the list. An absent or empty part asks nothing. */
export interface Query {
  /** Words that must all stand in name, hosts, notes or tags, in any order. */
  text?: string;
  severity?: Severity[];
  status?: ListStatus[];
  jurisdiction?: string[];
  kind?: PageKind[];
  relation?: Relation[];
  tag?: string[];
  /** Bounds of the last visit, in milliseconds since the epoch: from inclusive, to exclusive. */
  from?: number;
  to?: number;
  sort?: SortField;
  direction?: Direction;
}

/** The fields that are filtered by a choice of values and counted in `facets`. */
const CHOICES = ['severity', 'status', 'jurisdiction', 'kind', 'relation'] as const;
type Choice = (typeof CHOICES)[number];

/** For each field, how many of the rows have each value; a row may have several tags. */
export type Facets = Record<Choice | 'tag', Map<string, number>>;

interface Column {
  codes: Uint16Array;
  values: string[];
  byValue: Map<string, number>;
}

type Filters = Omit<Query, 'text' | 'sort' | 'direction'>;

interface Last {
  version: number;
  filters: string;
  text: string;
  slots: Uint32Array;
}

/**
 * All visits in memory, laid out so that a hundred thousand of them can be searched between two frames. Rows are
 * addressed by slot; a slot stays the same while its row lives. Pure: it knows nothing of the database.
 */
export class VisitTable {
  #rows: (VisitRow | undefined)[] = [];
  #texts: string[] = [];
  #slots = new Map<string, number>();
  #free: number[] = [];
  #last = new Float64Array(1024);
  #tagged = new Uint8Array(1024);
  #columns: Record<Choice, Column>;
  #orders = new Map<string, Order>();
  #version = 0;
  #found: Last | null = null;

  constructor() {
    const column = (): Column => ({ codes: new Uint16Array(1024), values: [], byValue: new Map() });
    this.#columns = {
      severity: column(),
      status: column(),
      jurisdiction: column(),
      kind: column(),
      relation: column(),
    };
  }

  /** How many rows there are. */
  get size(): number {
    return this.#slots.size;
  }

  /** Changes whenever a row does, so that a screen knows when to ask again. */
  get version(): number {
    return this.#version;
  }

  /** Adds rows, or replaces those with the same keys. */
  upsert(rows: readonly VisitRow[]): void {
    if (rows.length === 0) return;
    const slots = new Set<number>();
    for (const row of rows) {
      const slot = this.#slots.get(row.key) ?? this.#free.pop() ?? this.#rows.length;
      this.#put(slot, row);
      slots.add(slot);
    }
    for (const order of this.#orders.values()) order.update(slots, [...slots]);
    this.#version++;
  }

  /** Takes rows out; unknown keys are no error. */
  remove(keys: readonly string[]): void {
    const slots = new Set<number>();
    for (const key of keys) {
      const slot = this.#slots.get(key);
      if (slot === undefined) continue;
      this.#slots.delete(key);
      this.#rows[slot] = undefined;
      this.#texts[slot] = '';
      this.#free.push(slot);
      slots.add(slot);
    }
    if (slots.size === 0) return;
    for (const order of this.#orders.values()) order.update(slots, []);
    this.#version++;
  }

  /** Takes every row out. */
  clear(): void {
    this.remove([...this.#slots.keys()]);
  }

  /** The latest last visit of all rows, in milliseconds since the epoch, or minus infinity without rows. */
  get newest(): number {
    let newest = Number.NEGATIVE_INFINITY;
    for (const slot of this.#slots.values()) newest = Math.max(newest, this.#last[slot]!);
    return newest;
  }

  /** The row in a slot given by `query`. */
  at(slot: number): VisitRow | undefined {
    return this.#rows[slot];
  }

  /** The row with a key. */
  get(key: string): VisitRow | undefined {
    const slot = this.#slots.get(key);
    return slot === undefined ? undefined : this.#rows[slot];
  }

  /** The slots of the rows that answer the query, in its order (default: last visit, newest first). */
  query(query: Query): Uint32Array {
    const { text = '', sort = 'lastVisit', direction = sort === 'name' ? 'up' : 'down', ...filters } = query;
    const folded = foldText(text).trim();
    const filterKey = JSON.stringify([sort, direction, filters]);
    const before = this.#found;
    // Typing on only narrows what was found, so the rows left out need not be looked at again.
    const narrows = before?.version === this.#version && before.filters === filterKey && folded.startsWith(before.text);
    const source = narrows ? before.slots : this.#order(sort, direction).slots;
    const slots = this.#scan(source, folded, filters);
    this.#found = { version: this.#version, filters: filterKey, text: folded, slots };
    return slots;
  }

  /** Counts of every value of the filter fields among the given slots. */
  facets(slots: Uint32Array): Facets {
    const facets = {} as Facets;
    for (const choice of CHOICES) {
      const { codes, values } = this.#columns[choice];
      const counts = new Uint32Array(values.length);
      for (const slot of slots) counts[codes[slot]!]!++;
      facets[choice] = new Map(values.map((value, code) => [value, counts[code] ?? 0] as const).filter(([, n]) => n));
    }
    facets.tag = new Map();
    // Few rows have a tag, and looking into every row costs more than looking at its mark.
    for (const slot of slots) {
      if (this.#tagged[slot] === 0) continue;
      for (const tag of this.#rows[slot]?.tags ?? []) facets.tag.set(tag, (facets.tag.get(tag) ?? 0) + 1);
    }
    return facets;
  }

  #scan(source: Uint32Array, text: string, filters: Filters): Uint32Array {
    const passes = this.#test(text, filters);
    const found = new Uint32Array(source.length);
    let count = 0;
    if (source.length < this.#rows.length / 4) {
      for (const slot of source) if (passes(slot)) found[count++] = slot;
      return found.slice(0, count);
    }
    // Rows lie in memory in the order of their slots; looked at in any other, most of the time goes into waiting for it.
    const marks = new Uint8Array(this.#rows.length);
    for (let slot = 0; slot < marks.length; slot++) if (this.#rows[slot] && passes(slot)) marks[slot] = 1;
    for (const slot of source) if (marks[slot] === 1) found[count++] = slot;
    return found.slice(0, count);
  }

  #test(text: string, filters: Filters): (slot: number) => boolean {
    const masks: [Uint16Array, Uint8Array][] = [];
    for (const choice of CHOICES) {
      const wanted = filters[choice];
      if (!wanted?.length) continue;
      const { codes, byValue, values } = this.#columns[choice];
      const mask = new Uint8Array(values.length);
      for (const value of wanted) {
        const code = byValue.get(value);
        if (code !== undefined) mask[code] = 1;
      }
      masks.push([codes, mask]);
    }
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, tag = [] } = filters;
    const words = text === '' ? [] : text.split(/\s+/);
    return (slot) => {
      const last = this.#last[slot]!;
      if (last < from || last >= to) return false;
      for (const [codes, mask] of masks) if (mask[codes[slot]!] === 0) return false;
      const haystack = this.#texts[slot]!;
      for (const word of words) if (!haystack.includes(word)) return false;
      if (tag.length === 0) return true;
      return this.#tagged[slot] === 1 && tag.some((wanted) => this.#rows[slot]!.tags.includes(wanted));
    };
  }

  #order(sort: SortField, direction: Direction): Order {
    const key = `${sort} ${direction}`;
    let order = this.#orders.get(key);
    if (!order) {
      order = orderOf(sort, direction, [...this.#slots.values()], (slot) => this.#rows[slot]!);
      this.#orders.set(key, order);
    }
    return order;
  }

  #put(slot: number, row: VisitRow): void {
    if (slot >= this.#last.length) this.#grow(slot);
    this.#rows[slot] = row;
    this.#texts[slot] = foldText([row.name, ...row.hosts, row.notes, ...row.tags].join('\n'));
    this.#slots.set(row.key, slot);
    this.#last[slot] = row.lastVisit;
    this.#tagged[slot] = row.tags.length > 0 ? 1 : 0;
    for (const choice of CHOICES) {
      const column = this.#columns[choice];
      const value = choice === 'status' ? listStatus(row) : row[choice];
      let code = column.byValue.get(value);
      if (code === undefined) {
        code = column.values.push(value) - 1;
        column.byValue.set(value, code);
      }
      column.codes[slot] = code;
    }
  }

  #grow(slot: number): void {
    const length = Math.max(slot + 1, this.#last.length * 2);
    const last = new Float64Array(length);
    last.set(this.#last);
    this.#last = last;
    const tagged = new Uint8Array(length);
    tagged.set(this.#tagged);
    this.#tagged = tagged;
    for (const choice of CHOICES) {
      const codes = new Uint16Array(length);
      codes.set(this.#columns[choice].codes);
      this.#columns[choice].codes = codes;
    }
  }
}
