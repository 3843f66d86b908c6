import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { handOver, heldCalls, holdCalls, makeSecrets } from '../lib/contacts/held-calls/index.ts';

/** Runs in the world of a lender's further pages, before the page does. */
export default defineUnlistedScript(() => {
  const secrets = makeSecrets();
  if (handOver(secrets)) holdCalls(heldCalls(), secrets);
});
