import { isAbove, type Loan } from '../../../lib/pricing/index.ts';
import { type FoundCap, fittingCaps, type Offer, type Pack } from '../../../lib/rights/index.ts';

/** A cap beside the figure of a loan that is of the same kind. */
export interface HeldCap {
  rightId: string;
  kind: FoundCap['kind'];
  counts: FoundCap['counts'];
  limit: number;
  figure: number;
  /** `none` where nobody knows whether the cap binds this lender. */
  verdict: 'over' | 'under' | 'none';
  /** The kind of lender told or bound (an id of `pack.lenders`); null where the cap binds all. */
  lender: string | null;
}

/** What is asked about a loan under a law. */
export interface Question {
  pack: Pack;
  /** Units of `currency`. */
  principal: number;
  currency: string;
  /** YYYY-MM-DD */
  today: string;
  /** An id of `pack.lenders`, '' for none of them, null where the user does not know. */
  lender: string | null;
}

const KINDS = ['nominal', 'effective', 'total-cost'] as const;
const VERDICTS: readonly HeldCap['verdict'][] = ['over', 'under', 'none'];

/** The figure of a loan that a cap limits; null where the loan does not tell it. */
function figureOf(loan: Loan, { kind, counts, limit }: FoundCap): number | null {
  const { yearly, totalCost, interestOnOwed, interestRate } = loan;
  const all = kind === 'nominal' ? yearly?.nominal : kind === 'effective' ? yearly?.effective : totalCost;
  if (counts === 'all-in') return all ?? null;
  if (kind !== 'nominal') return null;
  if (interestOnOwed !== null) return counts === 'interest' ? interestOnOwed : interestRate;
  // Nobody told how much of it is interest: what keeps to the limit with all fees does without them.
  return typeof all === 'number' && !isAbove(all, limit) ? all : null;
}

/**
 * The caps that a loan can be held against, each with its own verdict: those that it is above come first. Where the user
 * does not know what kind of lender it is, those that bind some kinds only come last, without a verdict. [] where none
 * fits.
 */
export function heldCaps(loan: Loan, { pack, principal, currency, today, lender }: Question): HeldCap[] {
  if (currency !== pack.currency) return [];
  const offer: Offer = {
    amount: principal,
    termDays: loan.termDays,
    effective: loan.yearly?.effective ?? loan.yearly?.nominal ?? null,
    on: today,
    ...(lender === null ? {} : { lenderKind: lender }),
  };
  const held = KINDS.flatMap((kind) => fittingCaps(pack, kind, offer)).flatMap((cap): HeldCap[] => {
    const figure = figureOf(loan, cap);
    if (figure === null) return [];
    const { rightId, kind, counts, limit, scope, sure } = cap;
    const verdict = sure ? (isAbove(figure, limit) ? 'over' : 'under') : 'none';
    return [{ rightId, kind, counts, limit, figure, verdict, lender: scope.lender }];
  });
  return held.sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
}
