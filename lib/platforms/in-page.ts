/** What needs no list: apart from the door, so that scripts in pages don't carry the table of public suffixes along. */
export { findLicenceClaims } from './claims.ts';
export { foldTight } from './fold.ts';
