import type { Signal } from '../assessment/index.ts';
import { foldTight } from '../platforms/in-page.ts';
import type { PageIdentity } from './schema.ts';

/** What an impostor is after: the same demands that make a likeness dangerous in `data/rules/rules.json`. */
const DEMANDS = new Set(['identity', 'bank-card', 'otp', 'id-photo', 'upfront-fee', 'carrier']);

/**
 * Whether a page agrees with a weak likeness of its address to a brand: it names the brand, or demands identity or money.
 */
export function agreesWithBrand(
  brand: string,
  page: Pick<PageIdentity, 'name' | 'imprint'> | null,
  signals: readonly Signal[],
): boolean {
  if (signals.some((signal) => DEMANDS.has(signal.id))) return true;
  const name = foldTight(brand);
  return page !== null && name.length >= 3 && [page.name, page.imprint].some((text) => foldTight(text).includes(name));
}
