export { findCurrencies } from './currency.ts';
export { findPrices } from './find.ts';
export { type Cap, isAbove, judgePrices, type PriceContext, priceNotStated } from './judge.ts';
export {
  type Every,
  type Loan,
  type LoanFault,
  type LoanOffer,
  type LoanResult,
  type LoanRow,
  type PaymentsOffer,
  workOutLoan,
  workOutPayments,
} from './loan.ts';
export { type StatedPrice, StatedPricesSchema } from './stated.ts';
export { readRate } from './typed.ts';
