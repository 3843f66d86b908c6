import type { PriceFinding, PriceFlag } from '../assessment/index.ts';
import { aprIsEffective, type Cost, costOf, withFee } from './cost.ts';
import { homesOf } from './currency.ts';
import type { StatedPrice } from './stated.ts';

/** A cap as the rights packs hold it; see `capsFor` of lib/rights. */
export interface Cap {
  limit: number;
  counts: 'interest' | 'stated-interest' | 'all-in';
  rightId: string;
  /** Whether it surely binds the lender. Otherwise it is shown, and no verdict drawn. */
  sure: boolean;
}

type CapKind = 'nominal' | 'effective' | 'total-cost';

/** What is needed to compare a price with the law. */
export interface PriceContext {
  jurisdiction: { home: string | null; page: string | null };
  /** The caps of a kind that may bind an offer, those that surely do first; [] where there is none. */
  capsFor(
    country: string,
    kind: CapKind,
    offer: {
      amount: number | null;
      termDays: number | null;
      effective: number | null;
      lender: readonly string[];
      on?: string;
    },
  ): Promise<readonly Cap[]>;
  /** What is said of the lender, by which the kind of lender may be known. */
  lender?: readonly string[];
  /** The day of the offer, YYYY-MM-DD, for caps that start later. */
  on?: string;
}

/** Blocks of a page within which a fee or a term belongs to a rate. */
const CLOSE = 8;
/** Google Play's bound for the whole repayment of a personal loan, in days. */
const SHORT_TERM = 60;
/** Half of a hundredth of a percentage point: what whole minor units do to a rate that is exactly the limit. */
const SAME = 0.00005;
const KINDS: readonly CapKind[] = ['nominal', 'effective', 'total-cost'];

const isPrice = ({ kind }: StatedPrice) => kind === 'rate' || kind === 'fee' || kind === 'total' || kind === 'example';

/** The term that belongs to a statement: said close to it, else the only one of the page, else the longest. */
function termOf(price: StatedPrice, terms: readonly StatedPrice[]): number | null {
  const sorted = [...terms].sort((a, b) => Math.abs(a.place - price.place) - Math.abs(b.place - price.place));
  const [nearest] = sorted;
  if (nearest && Math.abs(nearest.place - price.place) <= 1) return nearest.termMax;
  return longest(terms);
}

function longest(terms: readonly StatedPrice[]): number | null {
  const days = terms.flatMap(({ termMax }) => termMax ?? []);
  return days.length > 0 ? Math.max(...days) : null;
}

function costsOf(stated: readonly StatedPrice[], apr: 'effective' | 'nominal'): Cost[] {
  const terms = stated.filter(({ kind }) => kind === 'term');
  const fees = stated.filter(({ kind, per, high }) => kind === 'fee' && per === 'loan' && (high ?? 0) > 0);
  return stated.filter(isPrice).map((price) => {
    const cost = costOf(price, termOf(price, terms), apr);
    const near = fees.filter(({ place }) => Math.abs(place - price.place) <= CLOSE);
    const [fee] = near;
    return fee && near.length === 1 && price.kind === 'rate' ? withFee(cost, fee) : cost;
  });
}

/**
 * Whose law a price is compared with: that of the page, where it is known; else the user's own. A price in the money of
 * the user's own country is also held against the user's own law.
 */
function places({ home, page }: PriceContext['jurisdiction'], currency: string | null): string[] {
  const homes = currency === null ? [] : homesOf(currency);
  const fits = (place: string) => currency === null || homes.length === 0 || homes.includes(place);
  const order = page === null ? [home] : [page, homes.includes(home ?? '') ? home : null];
  return [...new Set(order.filter((place): place is string => place !== null && fits(place)))];
}

/** The figures of a price; see `counts` of a cost. */
interface Figures {
  nominal: number | null;
  effective: number | null;
  total: number | null;
  counts: Cost['counts'];
  /** Whether the rate was stated on the whole sum and turned into one on what is still owed. */
  flat: boolean;
  /** The sum borrowed, in units of `currency`. */
  amount: number | null;
  currency: string | null;
  termDays: number | null;
}

/** Whether a figure is above a limit, both fractions: by more than whole minor units can make of the limit itself. */
export function isAbove(figure: number, limit: number): boolean {
  return figure - limit > SAME;
}

function figure(figures: Figures, kind: CapKind, { counts }: Cap): number | null {
  if (counts !== 'all-in' && figures.counts !== 'interest') return null;
  if (counts === 'stated-interest' && figures.flat) return null;
  return kind === 'nominal' ? figures.nominal : kind === 'effective' ? figures.effective : figures.total;
}

/**
 * Holds figures against the caps of the places concerned: of the same kind, within their scope, and for interest alone
 * where the cap counts interest alone. Gives one that is exceeded before one that is not, and last one of which it is not
 * known whether it binds this kind of lender, without a verdict; null where none applies.
 */
async function compareWithCaps(figures: Figures, context: PriceContext): Promise<PriceFinding['cap']> {
  let best: PriceFinding['cap'] = null;
  for (const jurisdiction of places(context.jurisdiction, figures.currency)) {
    for (const kind of KINDS) {
      const caps = await context.capsFor(jurisdiction, kind, {
        amount: figures.amount,
        termDays: figures.termDays,
        effective: figures.effective ?? figures.nominal,
        lender: context.lender ?? [],
        ...(context.on === undefined ? {} : { on: context.on }),
      });
      for (const cap of caps) {
        const value = figure(figures, kind, cap);
        if (value === null) continue;
        const found = { jurisdiction, rightId: cap.rightId, kind, limit: cap.limit };
        if (!cap.sure) {
          best ??= { ...found, exceeded: false, unsure: true };
          continue;
        }
        const exceeded = isAbove(value, cap.limit);
        if (best && !best.unsure && !exceeded) continue;
        // What is left out of the figure could only raise it: below the cap, nothing is proved.
        const partial = !exceeded && cap.counts === 'all-in' && figures.counts !== 'all-in';
        best = { ...found, exceeded, ...(partial ? { partial } : {}) };
        if (exceeded) return best;
      }
    }
  }
  return best;
}

async function compare(cost: Cost, context: PriceContext): Promise<PriceFinding['cap']> {
  if (cost.flags.includes('absurd')) return null;
  const { nominal, effective, total, counts, term, price } = cost;
  const { principal: amount, currency } = price;
  const flat = cost.steps.some(({ step }) => step === 'flat');
  return compareWithCaps({ nominal, effective, total, counts, flat, amount, currency, termDays: term }, context);
}

const isTold = (cost: Cost) => cost.nominal !== null;

/** Above the cap first; then what tells more of the true price; then the dearer. Offers for a few come last. */
function weigh(a: { cost: Cost; cap: PriceFinding['cap'] }, b: { cost: Cost; cap: PriceFinding['cap'] }): number {
  const value = ({ cost, cap }: { cost: Cost; cap: PriceFinding['cap'] }) =>
    (cap?.exceeded ? 100 : 0) +
    (isTold(cost) ? 10 : 0) +
    cost.rank -
    (cost.price.teaser || (cost.price.high === 0 && cost.price.kind !== 'example') ? 12 : 0) -
    (cost.flags.includes('absurd') ? 6 : 0);
  return (
    value(b) - value(a) || (b.cost.nominal ?? 0) - (a.cost.nominal ?? 0) || a.cost.price.place - b.cost.price.place
  );
}

const differs = (a: Cost, b: Cost) =>
  a !== b && (a.nominal === null || b.nominal === null || Math.abs(a.nominal - b.nominal) > 1e-6);

const MOST_OTHERS = 4;

/**
 * The price of a page: the statement that tells most, with its yearly rates, how they were worked out, and the
 * comparison with a cap of the same kind within its scope. Other prices of the page are kept beside it. Null where the
 * page states none and its loans run longer than 60 days, or no term is stated.
 */
export async function judgePrices(stated: readonly StatedPrice[], context: PriceContext): Promise<PriceFinding | null> {
  const { page, home } = context.jurisdiction;
  const apr = aprIsEffective(page ?? home) ? 'effective' : 'nominal';
  const costs = costsOf(stated, apr);
  const judged = await Promise.all(costs.map(async (cost) => ({ cost, cap: await compare(cost, context) })));
  judged.sort(weigh);
  const terms = stated.filter(({ kind }) => kind === 'term');
  const rollover = stated.some(({ kind }) => kind === 'rollover');
  const term = longest(terms);
  const [best] = judged;
  if (!best) return withoutPrice(stated, term, rollover);
  const { cost, cap } = best;
  const fee = cost.fee ?? costs.find((other) => (other.fee ?? 0) > 0)?.fee ?? null;
  const days = cost.term ?? term;
  const flags: PriceFlag[] = [...new Set(cost.flags)];
  const others = judged.slice(1).filter((other) => differs(other.cost, cost) && other.cost.price !== cost.with);
  if (others.some((other) => !other.cost.price.teaser && isTold(other.cost))) flags.push('several');
  if (cost.counts === 'interest') flags.push('interest-only');
  addTermFlags(flags, term ?? days, rollover);
  return {
    evidence: cost.evidence,
    nominalApr: cost.nominal,
    effectiveApr: cost.effective,
    termDays: days === null ? null : Math.round(days),
    upfrontFee: fee,
    cap,
    flags,
    working: cost.steps,
    others: others.slice(0, MOST_OTHERS).map((other) => ({
      evidence: other.cost.evidence,
      nominalApr: other.cost.nominal,
      effectiveApr: other.cost.effective,
    })),
  };
}

function addTermFlags(flags: PriceFlag[], term: number | null, rollover: boolean): void {
  if (term !== null && term <= SHORT_TERM) flags.push('short-term');
  if (rollover) flags.push('rollover');
}

/** What a page without a price still says: what being late costs, or that all is due within 60 days. */
function withoutPrice(stated: readonly StatedPrice[], term: number | null, rollover: boolean): PriceFinding | null {
  const late = stated.find(({ kind }) => kind === 'contingent');
  const short = stated.find(({ kind, termMax }) => kind === 'term' && termMax === term);
  const shown = late ?? (term !== null && term <= SHORT_TERM ? short : undefined);
  if (!shown) return null;
  const flags: PriceFlag[] = late ? ['late-only'] : ['not-stated'];
  addTermFlags(flags, term, rollover);
  return {
    evidence: shown.evidence,
    nominalApr: null,
    effectiveApr: null,
    termDays: term === null ? null : Math.round(term),
    upfrontFee: null,
    cap: null,
    flags,
  };
}

/**
 * True for a page that offers loans without a word on what they cost: no rate, no fee, no example, or only one that
 * holds for a few. To be asked of application and marketing pages; others need not say.
 */
export function priceNotStated(stated: readonly StatedPrice[]): boolean {
  return !stated.some((price) => isPrice(price) && !price.teaser);
}
