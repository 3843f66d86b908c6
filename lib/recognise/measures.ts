import type { Evidence } from '../assessment/index.ts';

/** A measured property of a page, from 0 to 1, with what shows it. */
export interface Measure {
  name: string;
  value: number;
  evidence: Evidence;
}

/** Collects measures: leaves out those of value 0 or less, cuts at 1, rounds to thousandths. */
export class Measures {
  readonly list: Measure[] = [];

  /** Adds one measure. `shown` is its evidence, or a sentence about the whole page. */
  add(name: string, value: number, shown: Evidence | string): void {
    if (!(value > 0)) return;
    const evidence = typeof shown === 'string' ? { text: shown, where: 'page' } : shown;
    this.list.push({ name, value: Math.round(Math.min(1, value) * 1000) / 1000, evidence });
  }
}

/** 0 for nothing, 1 for `full` or more, in equal steps for each doubling. */
export function scale(count: number, full: number): number {
  return Math.min(1, Math.log2(1 + count) / Math.log2(1 + full));
}
