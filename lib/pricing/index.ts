export { findCurrencies } from './currency.ts';
export { findPrices } from './find.ts';
export { type Cap, judgePrices, type PriceContext, priceNotStated } from './judge.ts';
export { type StatedPrice, StatedPricesSchema } from './stated.ts';
