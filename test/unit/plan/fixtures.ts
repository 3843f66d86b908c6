import type { DebtRow } from '../../../lib/plan/index.ts';

/** A debt in `currency` with `change` on top; `owed` is short for the balance. */
export function debt(change: Partial<DebtRow> & { owed?: number; currency?: string } = {}): DebtRow {
  const { owed = 100_000, currency = 'USD', ...rest } = change;
  return {
    id: 'a',
    name: 'A',
    visit: null,
    balance: { minor: owed, currency },
    rate: 0,
    minimum: 0,
    harassment: false,
    place: 0,
    ...rest,
  };
}
