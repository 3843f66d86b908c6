import * as v from 'valibot';

/** Most statements that are taken from one frame. */
export const STATED_LIMIT = 40;

const share = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e6));
const amount = v.nullable(v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(1e15)));
const count = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1200)));
const days = v.nullable(v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(40_000)));

/**
 * Schema of one statement about the price of a loan, by which the background checks what a frame sent.
 *
 * - `rate`: a rate of interest or a yearly cost. `low` to `high` are fractions for each `per` (0.008 a day = 0.8 %).
 * - `fee`: a charge as a share of the sum, once (`per` is `loan`) or for each `per`.
 * - `total`: all charges of the whole loan as a share of the sum.
 * - `example`: a worked example in amounts of one currency.
 * - `contingent`: what being late or paying early costs; never the price of the loan itself.
 * - `term`: how long the loan runs, `termMin` to `termMax` days.
 * - `rollover`: the page offers to put off the end of a loan.
 */
export const StatedPriceSchema = v.strictObject({
  kind: v.picklist(['rate', 'fee', 'total', 'example', 'contingent', 'term', 'rollover']),
  evidence: v.strictObject({
    text: v.pipe(v.string(), v.maxLength(160)),
    where: v.pipe(v.string(), v.maxLength(300)),
  }),
  /** Where in the page it stands, as a count of blocks: statements that belong together stand close. */
  place: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e6)),
  /** What a rate counts: interest alone, all charges, or all charges compounded (EIR, TAE, CAT); null for the rest. */
  measure: v.nullable(v.picklist(['interest', 'all-in', 'effective'])),
  low: v.nullable(share),
  high: v.nullable(share),
  /** For what time a share is charged; null where the page does not say. */
  per: v.nullable(v.picklist(['day', 'week', 'fortnight', 'month', 'year', 'loan'])),
  /** Reckoned on the first sum throughout, or on what is still owed; null where the page does not say. */
  method: v.nullable(v.picklist(['flat', 'reducing'])),
  /** Only for some borrowers or for a time. */
  teaser: v.boolean(),
  /** The least or the most of several. */
  bound: v.nullable(v.picklist(['from', 'up-to'])),
  /** A fee that is kept back from what is paid out. */
  deducted: v.boolean(),
  /** ISO 4217, null where the page does not tell. */
  currency: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
  /** Amounts of an example: what is owed, what reaches the borrower, what is paid back in all, one payment of `payments`. */
  principal: amount,
  received: amount,
  repaid: amount,
  payment: amount,
  payments: count,
  /** For an example: only a fee is named, so that interest may come on top. */
  partial: v.boolean(),
  termMin: days,
  termMax: days,
});

/** One statement about the price of a loan, as it stands on a page. */
export type StatedPrice = v.InferOutput<typeof StatedPriceSchema>;

/** Schema of all that one frame may tell of prices. */
export const StatedPricesSchema = v.pipe(v.array(StatedPriceSchema), v.maxLength(STATED_LIMIT));

/** A statement of which nothing is known yet but its kind and its place. */
export function blankStated(kind: StatedPrice['kind'], evidence: StatedPrice['evidence'], place: number): StatedPrice {
  return {
    kind,
    evidence,
    place,
    measure: null,
    low: null,
    high: null,
    per: null,
    method: null,
    teaser: false,
    bound: null,
    deducted: false,
    currency: null,
    principal: null,
    received: null,
    repaid: null,
    payment: null,
    payments: null,
    partial: false,
    termMin: null,
    termMax: null,
  };
}
