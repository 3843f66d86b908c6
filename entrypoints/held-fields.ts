import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { handFieldEvent } from '../lib/contacts/given/field-event.ts';
import { tellFields } from '../lib/contacts/given/tell-fields.ts';

/** Runs in the world of a lender's further pages, before the page does. */
export default defineUnlistedScript(() => {
  const type = handFieldEvent();
  if (type !== null) tellFields(type);
});
