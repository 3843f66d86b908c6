export { type ConsentSource, consentPageSource, type OAuthRequest, readOAuthRequest } from './oauth.ts';
export { isPolicyPage, type PolicyStatement, readPolicy } from './policy.ts';
export type { ReachKind } from './policy-stance.ts';
export { findReferenceSlots, type PersonSlot } from './reference-slots.ts';
export { findContactsRequests, type VisitContext } from './requests.ts';
export { type Setting, settingOf } from './setting.ts';
