/** Door for the isolated world. The page's world imports `start.ts` or `refusal.ts` alone, which take the platform's functions. */
export { GUARD_SCRIPTS } from './registration.ts';
export { type ContactsCall, type RefusalReason, type RelayOptions, startContactsRelay } from './relay.ts';
