/** Door for the isolated world. The page's world imports `start.ts` alone, which takes the platform's functions. */
export { type ContactsCall, type RefusalReason, type RelayOptions, startContactsRelay } from './relay.ts';
