import * as v from 'valibot';
import type { Snapshot } from '../page/index.ts';
import { readExamples } from './examples.ts';
import { isTitledLoan, standsInLoanTalk } from './page-context.ts';
import { type Line, linesOf } from './page-text.ts';
import { readInterestFree, readRates } from './rates.ts';
import { STATED_LIMIT, type StatedPrice, StatedPriceSchema } from './stated.ts';
import { readRollover, readTermChoices, readTerms } from './terms.ts';

/** At most this many statements of one kind, so that a long table cannot crowd out the rest. */
const PER_KIND: Record<StatedPrice['kind'], number> = {
  rate: 14,
  fee: 8,
  total: 4,
  example: 6,
  contingent: 6,
  term: 5,
  rollover: 1,
};

function keyOf(price: StatedPrice): string {
  const { evidence: _evidence, place: _place, ...rest } = price;
  return JSON.stringify(rest);
}

function readAll(lines: readonly Line[], loan: boolean): StatedPrice[] {
  const titled = isTitledLoan(lines);
  const found = readExamples(lines);
  for (const [place, line] of lines.entries()) {
    found.push(...readRates(lines, place, loan), ...readTerms(lines, place));
    for (const price of [readInterestFree(line, place), readRollover(line, place)]) if (price) found.push(price);
  }
  return found.filter(({ place }) => standsInLoanTalk(lines, place, titled)).sort((a, b) => a.place - b.place);
}

/**
 * The statements about the price of a loan on a page, in every language: rates, fees, worked examples, penalties,
 * terms. Each distinct statement once, in the order of the page, at most 40. What is hidden is read only where nothing
 * shown states a price. Pure, linear in the snapshot, bounded.
 */
export function findPrices(snapshot: Snapshot): StatedPrice[] {
  const { shown, hidden, decimal, loan } = linesOf(snapshot);
  if (!loan) return [];
  let found = readAll(shown, loan);
  if (!found.some(({ kind }) => kind !== 'term' && kind !== 'rollover')) found = [...found, ...readAll(hidden, loan)];
  const choices = readTermChoices(snapshot.controls, decimal);
  if (choices) found.push(choices);
  const kept = new Map<string, StatedPrice>();
  const counts = new Map<StatedPrice['kind'], number>();
  for (const price of found) {
    const key = keyOf(price);
    const count = counts.get(price.kind) ?? 0;
    if (kept.has(key) || kept.size >= STATED_LIMIT || count >= PER_KIND[price.kind]) continue;
    const short = { ...price, evidence: { ...price.evidence, where: price.evidence.where.slice(0, 300) } };
    // Figures that nobody could mean (a rate of 10^20) fit no schema.
    if (!v.is(StatedPriceSchema, short)) continue;
    kept.set(key, short);
    counts.set(price.kind, count + 1);
  }
  return [...kept.values()];
}
