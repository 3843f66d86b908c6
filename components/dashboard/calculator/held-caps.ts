import { compareWithCaps, type Figures, type Loan } from '../../../lib/pricing/index.ts';
import { type FoundCap, fittingCaps, type Offer, type Pack } from '../../../lib/rights/index.ts';

/** A cap beside the figure of a loan that is of the same kind. */
export interface HeldCap {
  rightId: string;
  kind: FoundCap['kind'];
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

function figureOf(figures: Figures, kind: FoundCap['kind']): number | null {
  return kind === 'nominal' ? figures.nominal : kind === 'effective' ? figures.effective : figures.total;
}

/**
 * The caps that a loan can be held against, the one with a verdict first. Where the user does not know what kind of lender
 * it is, those that bind some kinds only follow, each without a verdict. [] where none fits.
 */
export async function heldCaps(loan: Loan, { pack, principal, currency, today, lender }: Question): Promise<HeldCap[]> {
  const { yearly, totalCost, termDays, interestOnOwed } = loan;
  const all: Figures = {
    nominal: yearly?.nominal ?? null,
    effective: yearly?.effective ?? null,
    total: totalCost,
    counts: 'all-in',
    amount: principal,
    currency,
    termDays,
  };
  // A cap on interest alone knows nothing of fees.
  const interest: Figures = { ...all, nominal: interestOnOwed, effective: null, total: null, counts: 'interest' };
  const kindOf = lender === null ? {} : { lenderKind: lender };
  const fitting = (kind: FoundCap['kind'], offer: Offer) => fittingCaps(pack, kind, { ...offer, ...kindOf });
  const context = {
    jurisdiction: { home: pack.jurisdiction, page: null },
    capFor: async (_country: string, kind: FoundCap['kind'], offer: Offer) =>
      fitting(kind, offer).find(({ sure }) => sure) ?? null,
    on: today,
  };
  const found = await compareWithCaps(all, context);
  const judged = found ?? (await compareWithCaps(interest, context));
  const held: HeldCap[] = [];
  const figure = judged && figureOf(found ? all : interest, judged.kind);
  if (judged && figure !== null) {
    const { rightId, kind, limit, exceeded } = judged;
    held.push({ rightId, kind, limit, figure, verdict: exceeded ? 'over' : 'under', lender: lender || null });
  }
  if (lender !== null || currency !== pack.currency) return held;
  const offer: Offer = { amount: principal, termDays, effective: all.effective ?? all.nominal, on: today };
  for (const kind of KINDS) {
    for (const cap of fitting(kind, offer).filter(({ sure }) => !sure)) {
      const own = figureOf(cap.counts === 'interest' ? interest : all, kind);
      if (own === null) continue;
      held.push({
        rightId: cap.rightId,
        kind,
        limit: cap.limit,
        figure: own,
        verdict: 'none',
        lender: cap.scope.lender,
      });
    }
  }
  return held;
}
