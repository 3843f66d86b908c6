import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { Realm } from '../lib/contacts/guard/natives.ts';
import { startContactsGuard } from '../lib/contacts/guard/start.ts';

/** Runs in the world of every page, before the page does; nearly all browsers have no Contact Picker. */
export default defineUnlistedScript(() => {
  if ('ContactsManager' in window) startContactsGuard(window as Realm);
});
