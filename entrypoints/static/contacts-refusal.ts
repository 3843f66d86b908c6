import type { Realm } from '../../lib/contacts/guard/natives.ts';
import { refuseUntilGuarded } from '../../lib/contacts/guard/refusal.ts';

refuseUntilGuarded(window as Realm);
