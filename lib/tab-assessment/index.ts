export { assessTab } from './assess.ts';
export { consentSender, rememberLeads } from './consent-sender.ts';
export { mergeReach } from './merge-finds.ts';
export { priceOf } from './price.ts';
export type { Sources } from './sources.ts';
