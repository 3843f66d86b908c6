export { type ApkLink, findApkLinks, readApkUrl } from './apk-links.ts';
export { readAppAddress } from './app-offers.ts';
export { findFileRequests } from './bridges.ts';
export {
  type ContactCount,
  type ContactCounting,
  contactFormatOf,
  countContacts,
  countContactsSliced,
  FILE_LIMIT,
  listContacts,
  stripContacts,
  type UncountableReason,
} from './contact-files.ts';
export type { ContactFormat, ContactProblem, ContactRecord } from './contact-record.ts';
export { type ContactsFinds, findBesides } from './finds.ts';
export { type ConsentSource, consentPageSource, type OAuthRequest, readOAuthRequest, redirectOf } from './oauth.ts';
export { type PolicyStatement, readPolicy } from './policy.ts';
export type { ReachKind } from './policy-stance.ts';
export { readPolicyText } from './policy-text.ts';
export { type Reach, summariseReach } from './reach.ts';
export { findReferenceSlots, type PersonSlot } from './reference-slots.ts';
export { findContactsRequests, type VisitContext } from './requests.ts';
export { type ListingUse, readStoreListing, type StoreListing } from './store-listing.ts';
export { readStoreUrl, type StoreAddress } from './stores.ts';
export {
  placeOf,
  type Said,
  SaidSchema,
  type VisitReach,
  VisitReachSchema,
  withApp,
  withSaid,
} from './visit-reach.ts';
